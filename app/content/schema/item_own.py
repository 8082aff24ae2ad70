"""Items that are never scored: a guess, an opinion, a word about oneself, a try to remember."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import LocalizedText, NormId
from app.content.schema.item_base import Item, Part, refuse_duplicates


class UnscoredItem(Item):
    @property
    def is_scored(self) -> bool:
        return False


class NormGuessItem(UnscoredItem):
    """Guess how many of ten, then see the true figure with its source."""

    interaction: Literal["norm-guess"]
    norm: NormId
    reveal: LocalizedText


class RecallItem(UnscoredItem):
    """Try to remember, look at the answer, say how it went. The pupil's word only sets when
    the objective comes back; it is never held against anybody.
    """

    interaction: Literal["recall"]
    answer: LocalizedText
    reason: LocalizedText | None = None


class OpinionItem(UnscoredItem):
    """Always skippable, counted for the class, stored without a name."""

    @property
    def is_anonymous(self) -> bool:
        return True

    def counted(self, response: Mapping[str, Any]) -> dict[str, int]:
        """What the response adds to the class's counts: a value by the id of a part."""
        raise NotImplementedError


class LikertItem(OpinionItem):
    """Agreement on a scale of four; each statement may be left out."""

    interaction: Literal["likert"]
    statements: tuple[Part, ...] = Field(min_length=1, max_length=6)

    @model_validator(mode="after")
    def _has_distinct_statements(self) -> Self:
        refuse_duplicates(self.statements)
        return self

    def counted(self, response: Mapping[str, Any]) -> dict[str, int]:
        return dict(response["agreement"])


# What is counted where an answer is one of several and not a point of a scale.
CHOSEN = 1


class SelfReportItem(OpinionItem):
    """One answer about oneself: a feeling, a confidence, an intention, never a deed. The page
    adds "I'd rather not say".
    """

    interaction: Literal["self-report"]
    options: tuple[Part, ...] = Field(min_length=2, max_length=6)

    @model_validator(mode="after")
    def _has_distinct_options(self) -> Self:
        refuse_duplicates(self.options)
        return self

    def counted(self, response: Mapping[str, Any]) -> dict[str, int]:
        return {response["option"]: CHOSEN} if "option" in response else {}
