"""Items that ask for a fact: true or a myth, a word in a gap, what belongs together, a number."""

import re
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import LawId, LocalizedText, MisconceptionId, Slug, Strict
from app.content.schema.item_base import Item, Part, Reason, duplicates, named, refuse_duplicates
from app.content.schema.numbers import digits, is_within
from app.core.i18n import LOCALES

TRUE, FALSE = "true", "false"
Number = Annotated[float, Field(allow_inf_nan=False)]
_GAP = re.compile(r"\{([^{}]*)\}")


class TrueFalseItem(Item):
    """The prompt is a statement: is it so? `labels` says with which words to answer."""

    interaction: Literal["true-false"]
    labels: Literal["true-false", "myth-fact"] = "true-false"
    is_true: bool
    reason: Reason = None
    # Shown by the wrong answer: by believing the myth, or by doubting the fact.
    misconception: MisconceptionId | None = None

    @property
    def key(self) -> str:
        return TRUE if self.is_true else FALSE

    @property
    def misconceptions(self) -> frozenset[str]:
        return named([self])

    @property
    def has_single_choice(self) -> bool:
        return True


class GapOption(Strict):
    id: Slug
    text: LocalizedText
    misconception: MisconceptionId | None = None


class Gap(Strict):
    """A place in the text where one of a few words fits."""

    id: Slug
    options: tuple[GapOption, ...] = Field(min_length=2, max_length=6)
    right: Slug
    reason: Reason = None

    @model_validator(mode="after")
    def _key_exists(self) -> Self:
        refuse_duplicates(self.options)
        if self.right not in {option.id for option in self.options}:
            raise ValueError(f"gap {self.id!r}: right names unknown option {self.right!r}")
        return self


class InlineChoiceItem(Item):
    """A text with gaps, each filled from a list. In the text a gap is its id in braces.

    The gaps may come in another order in another language.
    """

    interaction: Literal["inline-choice"]
    text: LocalizedText
    gaps: tuple[Gap, ...] = Field(min_length=1, max_length=6)

    @model_validator(mode="after")
    def _each_gap_stands_once_in_each_language(self) -> Self:
        refuse_duplicates(self.gaps)
        wanted = sorted(gap.id for gap in self.gaps)
        for locale in LOCALES:
            found = sorted(_GAP.findall(self.text.in_locale(locale)))
            if found != wanted:
                raise ValueError(
                    f"text in {locale} has the gaps {found}, the item has {wanted}; "
                    "write each gap once as {id}"
                )
        return self

    @property
    def misconceptions(self) -> frozenset[str]:
        return named(option for gap in self.gaps for option in gap.options)

    def gap(self, gap_id: str) -> Gap:
        return next(gap for gap in self.gaps if gap.id == gap_id)

    def pieces(self, locale: str) -> list[tuple[str, Gap | None]]:
        """The text in this language: words, and the gap that follows them."""
        parts = _GAP.split(self.text.in_locale(locale))
        gaps: list[Gap | None] = [self.gap(gap_id) for gap_id in parts[1::2]]
        return list(zip(parts[::2], [*gaps, None], strict=True))


class Pair(Strict):
    """An entry and the target that belongs to it."""

    id: Slug
    text: LocalizedText
    target: Slug
    reason: Reason = None
    # Shown by giving the entry a wrong target.
    misconception: MisconceptionId | None = None


class MatchItem(Item):
    """Each entry has a target of its own; targets left over make the last pair a question too."""

    interaction: Literal["match"]
    targets: tuple[Part, ...] = Field(min_length=2, max_length=7)
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=6)

    @model_validator(mode="after")
    def _pairs_are_pairs(self) -> Self:
        refuse_duplicates(self.targets)
        refuse_duplicates(self.pairs)
        known = {target.id for target in self.targets}
        for pair in self.pairs:
            if pair.target not in known:
                raise ValueError(f"pair {pair.id!r} names unknown target {pair.target!r}")
        shared = duplicates(pair.target for pair in self.pairs)
        if shared:
            raise ValueError(
                f"two pairs name the target {shared[0]!r}; where one fits several, use classify"
            )
        return self

    @property
    def misconceptions(self) -> frozenset[str]:
        return named(self.pairs)

    def left_over(self) -> list[LocalizedText]:
        """Targets that belong to no entry."""
        taken = {pair.target for pair in self.pairs}
        return [target.text for target in self.targets if target.id not in taken]


class NumberSlip(Strict):
    """A wrong number that many write, and the thought behind it."""

    value: Number
    reason: Reason = None
    misconception: MisconceptionId | None = None


class NumberItem(Item):
    """A number in a field; with `slider` scripts add one, the field stays the answer."""

    interaction: Literal["number"]
    value: Number
    # This far from the value is right; this far still earns half.
    tolerance: float = Field(default=0, ge=0)
    near: float | None = Field(default=None, gt=0)
    lowest: Number
    highest: Number
    step: float = Field(default=1, gt=0)
    unit: LocalizedText | None = None
    slider: bool = False
    reason: Reason = None
    slips: tuple[NumberSlip, ...] = Field(default=(), max_length=4)
    # The law record whose age the value is; the check fails when the record's age changes.
    age_of: LawId | None = None

    @model_validator(mode="after")
    def _fits_its_range(self) -> Self:
        if not self.lowest <= self.value <= self.highest or self.lowest == self.highest:
            raise ValueError("the value must lie between lowest and highest")
        if self.near is not None and self.near <= self.tolerance:
            raise ValueError("near must be wider than tolerance")
        for slip in self.slips:
            if is_within(slip.value, self.value, self.tolerance):
                raise ValueError(f"the slip {slip.value:g} counts as right")
            if not self.lowest <= slip.value <= self.highest:
                raise ValueError(f"the slip {slip.value:g} is out of range")
        if duplicates(digits(slip.value) for slip in self.slips):
            raise ValueError("two slips have the same value")
        return self

    @property
    def misconceptions(self) -> frozenset[str]:
        return named(self.slips)

    def slip(self, number: float) -> NumberSlip | None:
        return next((slip for slip in self.slips if slip.value == number), None)
