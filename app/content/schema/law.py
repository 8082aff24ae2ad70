"""A dated reading of one provision. Lessons cite it by id and never repeat its figures."""

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import LawId, LocalizedText, Review, Strict

Code = Literal[
    "criminal",
    "administrative",
    "prevention",
    "rights-of-child",
    "family",
    "civil",
    "labour",
    "mass-media",
    "personal-data",
    "budget",
]
# H: the primary text was read. M: read in an old edition or in part, or official in the press.
# A reading below M is not taught, so the schema does not know it.
Confidence = Literal["H", "M"]


class Liability(Strict):
    """Who answers for the act when the child is of this age; also what happens instead."""

    age_11: LocalizedText
    age_13: LocalizedText
    age_15: LocalizedText
    age_17: LocalizedText
    adult: LocalizedText


class Liable(Strict):
    """Who answers under a part, by the age of the one who did it."""

    who: Literal["self", "parents"]
    from_age: int = Field(default=0, ge=0, le=21)
    to_age: int | None = Field(default=None, ge=0, le=21)

    def at(self, age: int) -> bool:
        return self.from_age <= age and (self.to_age is None or age <= self.to_age)


class Penalty(Strict):
    """One sanction. Money is in МРП, so that the dated table turns it into tenge."""

    part: str | None = None
    # Acts of the explorer point only to parts that say so.
    liable: Liable | None = None
    who: LocalizedText
    mrp_from: int | None = Field(default=None, ge=1)
    mrp_up_to: int | None = Field(default=None, ge=1)
    text: LocalizedText


class LawSource(Strict):
    url: str
    edition: LocalizedText


class LawRecord(Strict):
    id: LawId
    schema_version: Literal[1]
    version: int = Field(ge=1)
    code: Code
    article: str
    parts: str | None = None
    title: LocalizedText
    says: LocalizedText
    from_age: int | None = Field(default=None, ge=0, le=21)
    who_answers: Liability | None = None
    penalties: tuple[Penalty, ...] = ()
    note: LocalizedText | None = None
    myth: LocalizedText | None = None
    in_force_since: dt.date | None = None
    source: LawSource
    checked_on: dt.date
    recheck_by: dt.date
    confidence: Confidence
    currency_confidence: Confidence
    review: Review | None = None

    @model_validator(mode="after")
    def _agrees_on_the_age(self) -> Self:
        ages = [one.from_age for one in map(_self, self.penalties) if one]
        if self.from_age is not None and ages and min(ages) != self.from_age:
            raise ValueError(f"from_age is {self.from_age}, the youngest part says {min(ages)}")
        return self

    def is_stale(self, on: dt.date) -> bool:
        """Past its recheck date: warns, and may not be newly assigned (design §11.8)."""
        return on > self.recheck_by


def _self(penalty: Penalty) -> Liable | None:
    return penalty.liable if penalty.liable and penalty.liable.who == "self" else None


class MrpRow(Strict):
    """The monthly calculation index of one year, in tenge."""

    year: int
    tenge: int = Field(ge=1)
    law: LawId
    confidence: Confidence


class MrpTable(Strict):
    schema_version: Literal[1]
    rows: tuple[MrpRow, ...]

    def tenge(self, mrp: int, on: dt.date) -> int | None:
        """Tenge for so many МРП on a date; None when that year is not in the table."""
        for row in self.rows:
            if row.year == on.year:
                return mrp * row.tenge
        return None
