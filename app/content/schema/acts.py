"""Acts in plain words, for the question "who answers?". The answers stand in the law records."""

from typing import Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import BANDS, Band, LawId, LocalizedText, Slug, Strict, Theme
from app.content.schema.items import duplicates
from app.content.schema.law import Liability

AgeName = Literal["11", "13", "15", "17", "adult"]
# In years, as parts of a record count; an adult is whoever is 18 or older.
AGES: dict[AgeName, int] = {"11": 11, "13": 13, "15": 15, "17": 17, "adult": 18}


class Cited(Strict):
    """A record and the parts of it that the act falls under; without parts, all of them."""

    id: LawId
    parts: tuple[str, ...] = ()


class Act(Strict):
    """The first record of `law` speaks; the others add who else answers."""

    id: Slug
    theme: Theme
    # The youngest pupils who are shown it.
    band: Band
    title: LocalizedText
    law: tuple[Cited, ...] = Field(min_length=1)

    def is_for(self, band: Band) -> bool:
        return BANDS.index(self.band) <= BANDS.index(band)


class ForMinors(Strict):
    """The records that say what a minor can get, instead of the sums of an article."""

    criminal: LawId
    administrative: LawId


class ActsFile(Strict):
    schema_version: Literal[1]
    minors: ForMinors
    # What may follow whether or not a minor answers.
    besides: tuple[LawId, ...]
    acts: tuple[Act, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_distinct_acts(self) -> Self:
        repeated = duplicates(act.id for act in self.acts)
        if repeated:
            raise ValueError(f"duplicate act id {repeated[0]!r}")
        return self


def words_at(who_answers: Liability, age: AgeName) -> LocalizedText:
    """What the record says of this age."""
    words: LocalizedText = getattr(who_answers, "adult" if age == "adult" else f"age_{age}")
    return words
