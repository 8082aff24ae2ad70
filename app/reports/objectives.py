"""What a pupil can already do: every objective met, its stage, and whether it has become rusty."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.content import library
from app.content.schema.curriculum import Objective
from app.core import clock
from app.learning import mastery, queries, reviews
from app.learning.mastery import Level
from app.learning.models import ObjectiveProgress

STAGES: tuple[Level, ...] = ("new", "repeat", "growing", "strong", "firm")
STRONG: tuple[Level, ...] = ("strong", "firm")


@dataclass(frozen=True, slots=True)
class Skill:
    """`rights_back` is 0 unless the objective was strong once and is not any more."""

    objective: Objective
    level: Level
    rights_back: int = 0
    # When the review brings it; None where no review does.
    back_on: dt.date | None = None

    @property
    def place(self) -> int:
        """How many of the four stages are reached; 0 while too little is known."""
        return STAGES.index(self.level)

    @property
    def is_rusty(self) -> bool:
        return self.rights_back > 0

    @property
    def is_due(self) -> bool:
        return self.back_on is not None and self.back_on <= clock.today()


def skills_by_theme(pupil_id: int, taught: Collection[str]) -> dict[str, list[Skill]]:
    """Of every objective that is among the taught ones, or that an answer has touched."""
    answered, back_on = queries.objectives_of(pupil_id), reviews.back_on(pupil_id)
    found: dict[str, list[Skill]] = {}
    for one in library.get().objectives.values():
        if one.id in taught or one.id in answered:
            found.setdefault(one.theme, []).append(_skill(one, answered.get(one.id), back_on))
    return found


def _skill(
    objective: Objective, progress: ObjectiveProgress | None, back_on: Mapping[str, dt.date]
) -> Skill:
    if progress is None:
        return Skill(objective, "new")
    level = mastery.level(
        answered=progress.answered,
        credit=progress.credit,
        streak=progress.streak,
        right_days=progress.right_days,
    )
    if level in STRONG or not progress.was_strong:
        return Skill(objective, level)
    needed = mastery.rights_to_strong(
        answered=progress.answered, credit=progress.credit, streak=progress.streak
    )
    return Skill(objective, level, needed, back_on.get(objective.id))
