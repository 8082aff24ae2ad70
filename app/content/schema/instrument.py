"""An instrument: what is asked of a theme before its lessons, after them and months later.

It measures lessons, not children. Four statements of knowledge in two parallel forms, three each
on norms, intentions and confidence. Nothing asks what a pupil has done or suffered.
"""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import LocalizedText, Slug, Strict, Theme
from app.content.schema.item_base import duplicates

Scale = Literal["knowledge", "norms", "intentions", "confidence"]
SCALES: tuple[Scale, ...] = ("knowledge", "norms", "intentions", "confidence")
Form = Literal["a", "b"]
FORMS: tuple[Form, ...] = ("a", "b")

# Of knowledge in each form; of each other scale.
STATEMENTS, _OTHERS = 4, 3


class Asked(Strict):
    id: Slug
    # A younger pupil is not asked.
    from_grade: int | None = Field(default=None, ge=1, le=11)


class Wording(Strict):
    is_true: bool
    text: LocalizedText


class Knowledge(Asked):
    """A statement and its twin: the same matter, the key turned round (item-writing rule 12)."""

    a: Wording
    b: Wording

    @model_validator(mode="after")
    def _twins_differ(self) -> Self:
        if self.a.is_true == self.b.is_true:
            raise ValueError(f"{self.id}: one of the twins is true, the other is not")
        return self

    def wording(self, form: Form) -> Wording:
        return self.a if form == "a" else self.b


class Statement(Asked):
    """Agreement in steps; or, `of_ten`, how many of ten the pupil believes it is true of."""

    of_ten: bool = False
    text: LocalizedText


class Instrument(Strict):
    instrument: Theme
    schema_version: Literal[1]
    version: int = Field(ge=1)
    from_grade: int = Field(ge=1, le=11)
    knowledge: tuple[Knowledge, ...] = Field(min_length=STATEMENTS, max_length=STATEMENTS)
    norms: tuple[Statement, ...] = Field(min_length=_OTHERS, max_length=_OTHERS)
    intentions: tuple[Statement, ...] = Field(min_length=_OTHERS, max_length=_OTHERS)
    confidence: tuple[Statement, ...] = Field(min_length=_OTHERS, max_length=_OTHERS)

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        repeated = duplicates(one.id for _scale, one in self.in_order())
        if repeated:
            raise ValueError(f"duplicate item id {repeated[0]!r}")
        for scale in SCALES:
            if not self.asked(scale, self.from_grade):
                raise ValueError(f"{scale}: nothing is left to ask in grade {self.from_grade}")
        return self

    @property
    def theme(self) -> Theme:
        return self.instrument

    def in_order(self, grade: int = 11) -> Iterator[tuple[Scale, Knowledge | Statement]]:
        """In the order in which they stand on the page."""
        for scale in SCALES:
            for one in self.asked(scale, grade):
                yield scale, one

    def asked(self, scale: Scale, grade: int) -> tuple[Knowledge | Statement, ...]:
        every: tuple[Knowledge | Statement, ...] = getattr(self, scale)
        return tuple(one for one in every if (one.from_grade or self.from_grade) <= grade)
