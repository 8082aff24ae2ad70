"""Items typed by interaction (QTI names where QTI has them).

Here are choosing, ordering and judging; facts and opinions are in modules of their own.
How an item is used (practice, test, review, survey) is a behaviour of the place, not of the item.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import LocalizedText, MisconceptionId, Slug, Strict
from app.content.schema.item_base import Item, Part, Reason, duplicates, named, refuse_duplicates
from app.content.schema.item_facts import (
    InlineChoiceItem,
    MatchItem,
    NumberItem,
    TrueFalseItem,
)
from app.content.schema.item_own import (
    LikertItem,
    NormGuessItem,
    OpinionItem,
    RecallItem,
    SelfReportItem,
)


class Option(Strict):
    id: Slug
    text: LocalizedText
    right: bool = False
    reason: Reason = None
    misconception: MisconceptionId | None = None


class ChoiceItem(Item):
    """Exactly one right option; a reason for every option."""

    interaction: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=6)

    @model_validator(mode="after")
    def _has_one_key(self) -> Self:
        refuse_duplicates(self.options)
        if sum(option.right for option in self.options) != 1:
            raise ValueError("a choice item needs exactly one option with right: true")
        return self

    @property
    def misconceptions(self) -> frozenset[str]:
        return named(self.options)

    @property
    def has_single_choice(self) -> bool:
        return True


class MultipleResponseItem(Item):
    """Any number of right options, at least one; partial credit."""

    interaction: Literal["multiple-response"]
    options: tuple[Option, ...] = Field(min_length=3, max_length=8)

    @model_validator(mode="after")
    def _has_a_key(self) -> Self:
        refuse_duplicates(self.options)
        if not any(option.right for option in self.options):
            raise ValueError("a multiple-response item needs at least one option with right: true")
        return self

    @property
    def misconceptions(self) -> frozenset[str]:
        return named(self.options)


class OrderItem(Item):
    """Steps are listed in the right order; the page shows them shuffled by a fixed seed."""

    interaction: Literal["order"]
    steps: tuple[Part, ...] = Field(min_length=3, max_length=7)
    reason: Reason = None

    @model_validator(mode="after")
    def _has_distinct_steps(self) -> Self:
        refuse_duplicates(self.steps)
        return self


class Entry(Strict):
    id: Slug
    text: LocalizedText
    category: Slug
    reason: Reason = None
    # Shown by putting the entry into a wrong category.
    misconception: MisconceptionId | None = None


class ClassifyItem(Item):
    """Each entry belongs to one category; credit is the share of entries well placed."""

    interaction: Literal["classify"]
    categories: tuple[Part, ...] = Field(min_length=2, max_length=4)
    entries: tuple[Entry, ...] = Field(min_length=3, max_length=10)

    @model_validator(mode="after")
    def _keys_exist(self) -> Self:
        refuse_duplicates(self.categories)
        refuse_duplicates(self.entries)
        known = {category.id for category in self.categories}
        for entry in self.entries:
            if entry.category not in known:
                raise ValueError(f"entry {entry.id!r} names unknown category {entry.category!r}")
        return self

    @property
    def misconceptions(self) -> frozenset[str]:
        return named(self.entries)


class Act(Strict):
    id: Slug
    text: LocalizedText
    reason: LocalizedText
    misconception: MisconceptionId | None = None


class BestWorstItem(Item):
    """Situational judgement: pick the best and the worst act; half the credit each."""

    interaction: Literal["best-worst"]
    acts: tuple[Act, ...] = Field(min_length=3, max_length=5)
    best: Slug
    worst: Slug

    @model_validator(mode="after")
    def _keys_exist(self) -> Self:
        refuse_duplicates(self.acts)
        known = {act.id for act in self.acts}
        if {self.best, self.worst} - known or self.best == self.worst:
            raise ValueError("best and worst must name two different acts")
        return self

    @property
    def misconceptions(self) -> frozenset[str]:
        return named(self.acts)


class Fragment(Strict):
    """A piece of the case that can be tapped. `sign` pieces are what to notice."""

    id: Slug
    speaker: LocalizedText | None = None
    text: LocalizedText
    sign: bool = False
    reason: LocalizedText


class SpotSignsItem(Item):
    """Find the signs in a chat, post, letter or page; false alarms cost."""

    interaction: Literal["spot-signs"]
    medium: Literal["chat", "post", "letter", "page"]
    fragments: tuple[Fragment, ...] = Field(min_length=3, max_length=12)

    @model_validator(mode="after")
    def _has_a_sign(self) -> Self:
        refuse_duplicates(self.fragments)
        if not any(fragment.sign for fragment in self.fragments):
            raise ValueError("a spot-signs item needs at least one fragment with sign: true")
        return self


AnyItem = Annotated[
    ChoiceItem
    | MultipleResponseItem
    | TrueFalseItem
    | OrderItem
    | ClassifyItem
    | MatchItem
    | InlineChoiceItem
    | BestWorstItem
    | SpotSignsItem
    | NumberItem
    | NormGuessItem
    | RecallItem
    | LikertItem
    | SelfReportItem,
    Field(discriminator="interaction"),
]

__all__ = [
    "Act",
    "AnyItem",
    "BestWorstItem",
    "ChoiceItem",
    "ClassifyItem",
    "Entry",
    "Fragment",
    "InlineChoiceItem",
    "Item",
    "LikertItem",
    "MatchItem",
    "MultipleResponseItem",
    "NormGuessItem",
    "NumberItem",
    "OpinionItem",
    "Option",
    "OrderItem",
    "Part",
    "RecallItem",
    "SelfReportItem",
    "SpotSignsItem",
    "TrueFalseItem",
    "duplicates",
]
