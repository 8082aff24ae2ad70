"""What every item has, whatever its interaction. Keys and reasons stay on the server."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field

from app.content.schema.base import LawId, LocalizedText, ObjectiveId, Slug, Strict

Difficulty = Literal["easy", "middle", "hard"]
Use = Literal["quiz", "review"]
# Authors owe one (the content check asks for it); a school's own question may have none.
Reason = LocalizedText | None


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
    interaction: str
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
    def is_anonymous(self) -> bool:
        """Answers are counted for the class and kept with no name."""
        return False

    @property
    def has_single_choice(self) -> bool:
        """One answer is chosen and one is right: where certainty marking fits (rule 10)."""
        return False


class Part(Strict):
    """A named text: what can be chosen, put in order, agreed with."""

    id: Slug
    text: LocalizedText


def refuse_duplicates(parts: Iterable[Any]) -> None:
    repeated = duplicates(part.id for part in parts)
    if repeated:
        raise ValueError(f"duplicate id {repeated[0]!r}")


def named(parts: Iterable[Any]) -> frozenset[str]:
    """The misconceptions that these parts show."""
    return frozenset(part.misconception for part in parts if part.misconception)
