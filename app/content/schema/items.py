"""Items typed by interaction (QTI names where QTI has them). Keys and reasons stay on the server.

How an item is used (practice, test, review, survey) is a behaviour of the place, not of the item.
"""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import (
    LawId,
    LocalizedText,
    MisconceptionId,
    NormId,
    ObjectiveId,
    Slug,
    Strict,
)

Difficulty = Literal["easy", "middle", "hard"]
Use = Literal["quiz", "review"]


def duplicates(ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [one for one in ids if one in seen or seen.add(one)]  # type: ignore[func-returns-value]


class Line(Strict):
    """One line of a case: a chat message, a sentence of a post, a letter."""

    speaker: LocalizedText | None = None
    text: LocalizedText


class Item(Strict):
    """What all interactions share. `twin` names the parallel form (item-writing rule 12)."""

    id: Slug
    version: int = Field(ge=1)
    objective: ObjectiveId
    prompt: LocalizedText
    case: tuple[Line, ...] = ()
    difficulty: Difficulty = "middle"
    twin: Slug | None = None
    law: tuple[LawId, ...] = ()
    uses: tuple[Use, ...] = ("quiz", "review")

    @property
    def misconceptions(self) -> frozenset[str]:
        """Every misconception that some answer to this item shows."""
        return frozenset()

    @property
    def is_scored(self) -> bool:
        return True

    @property
    def asks_certainty(self) -> bool:
        """Certainty marking fits where one answer is right (item-writing rule 10)."""
        return False


class Option(Strict):
    id: Slug
    text: LocalizedText
    right: bool = False
    reason: LocalizedText
    misconception: MisconceptionId | None = None


class ChoiceItem(Item):
    """Exactly one right option; a reason for every option."""

    interaction: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=6)

    @model_validator(mode="after")
    def _has_one_key(self) -> Self:
        _refuse_duplicates(self.options)
        if sum(option.right for option in self.options) != 1:
            raise ValueError("a choice item needs exactly one option with right: true")
        return self

    @property
    def misconceptions(self) -> frozenset[str]:
        return _named(self.options)

    @property
    def asks_certainty(self) -> bool:
        return True


class MultipleResponseItem(Item):
    """Any number of right options, at least one; partial credit."""

    interaction: Literal["multiple-response"]
    options: tuple[Option, ...] = Field(min_length=3, max_length=8)

    @model_validator(mode="after")
    def _has_a_key(self) -> Self:
        _refuse_duplicates(self.options)
        if not any(option.right for option in self.options):
            raise ValueError("a multiple-response item needs at least one option with right: true")
        return self

    @property
    def misconceptions(self) -> frozenset[str]:
        return _named(self.options)


class OrderStep(Strict):
    id: Slug
    text: LocalizedText


class OrderItem(Item):
    """Steps are listed in the right order; the page shows them shuffled by a fixed seed."""

    interaction: Literal["order"]
    steps: tuple[OrderStep, ...] = Field(min_length=3, max_length=7)
    reason: LocalizedText

    @model_validator(mode="after")
    def _has_distinct_steps(self) -> Self:
        _refuse_duplicates(self.steps)
        return self


class Category(Strict):
    id: Slug
    text: LocalizedText


class Entry(Strict):
    id: Slug
    text: LocalizedText
    category: Slug
    reason: LocalizedText
    # Shown by putting the entry into a wrong category.
    misconception: MisconceptionId | None = None


class ClassifyItem(Item):
    """Each entry belongs to one category; credit is the share of entries well placed."""

    interaction: Literal["classify"]
    categories: tuple[Category, ...] = Field(min_length=2, max_length=4)
    entries: tuple[Entry, ...] = Field(min_length=3, max_length=10)

    @model_validator(mode="after")
    def _keys_exist(self) -> Self:
        _refuse_duplicates(self.categories)
        _refuse_duplicates(self.entries)
        known = {category.id for category in self.categories}
        for entry in self.entries:
            if entry.category not in known:
                raise ValueError(f"entry {entry.id!r} names unknown category {entry.category!r}")
        return self

    @property
    def misconceptions(self) -> frozenset[str]:
        return _named(self.entries)


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
        _refuse_duplicates(self.acts)
        known = {act.id for act in self.acts}
        if {self.best, self.worst} - known or self.best == self.worst:
            raise ValueError("best and worst must name two different acts")
        return self

    @property
    def misconceptions(self) -> frozenset[str]:
        return _named(self.acts)


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
        _refuse_duplicates(self.fragments)
        if not any(fragment.sign for fragment in self.fragments):
            raise ValueError("a spot-signs item needs at least one fragment with sign: true")
        return self


class NormGuessItem(Item):
    """Guess how many of ten, then see the true figure with its source. Not scored."""

    interaction: Literal["norm-guess"]
    norm: NormId
    reveal: LocalizedText

    @property
    def is_scored(self) -> bool:
        return False


class LikertItem(Item):
    """Agreement on a scale of four. Never scored, always skippable, stored without a name."""

    interaction: Literal["likert"]
    statements: tuple[OrderStep, ...] = Field(min_length=1, max_length=6)

    @model_validator(mode="after")
    def _has_distinct_statements(self) -> Self:
        _refuse_duplicates(self.statements)
        return self

    @property
    def is_scored(self) -> bool:
        return False


AnyItem = Annotated[
    ChoiceItem
    | MultipleResponseItem
    | OrderItem
    | ClassifyItem
    | BestWorstItem
    | SpotSignsItem
    | NormGuessItem
    | LikertItem,
    Field(discriminator="interaction"),
]


def _named(parts: Iterable[Option | Entry | Act]) -> frozenset[str]:
    return frozenset(part.misconception for part in parts if part.misconception)


def _refuse_duplicates(parts: Iterable[Strict]) -> None:
    repeated = duplicates(part.id for part in parts)  # type: ignore[attr-defined]
    if repeated:
        raise ValueError(f"duplicate id {repeated[0]!r}")
