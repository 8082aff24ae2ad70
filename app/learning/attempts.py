"""An answer as an attempt, and what it counts for. Called once for each answer, by whoever knows
that its time has come: practice and reviews at once, a quiz when its answers are told.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, Protocol

from app.content import library
from app.content.schema.items import Item, RecallItem
from app.core import events
from app.core.db import db
from app.core.ids import new_id
from app.learning import marking, rollups
from app.learning.behaviours import Behaviour
from app.learning.events import AttemptRecorded
from app.learning.marking import Mark
from app.learning.models import Attempt

# Quicker answers say nothing about what a pupil believes.
TOO_QUICK_SECONDS = 2.0
# The table, not the class: the mapper would look at each column again with every answer.
_ATTEMPTS = Attempt.metadata.tables[Attempt.__tablename__]


class Home(Protocol):
    """Where an item was asked: content.library.ItemHome, or the quiz of a school's own."""

    @property
    def item(self) -> Item: ...

    @property
    def place(self) -> str: ...

    @property
    def is_sensitive(self) -> bool: ...

    @property
    def is_of_school(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """One response of a pupil, read and checked at the edge."""

    response: dict[str, Any]
    certainty: str | None
    submission_key: uuid.UUID
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A marked answer of a pupil, in its place."""

    pupil_id: int
    home: Home
    behaviour: Behaviour
    response: dict[str, Any]
    certainty: str | None
    seconds: float | None
    mark: Mark
    try_number: int
    # When it was given; and, of a quiz, when its answers were told and it began to count.
    at: dt.datetime
    counts_from: dt.datetime
    sitting_id: uuid.UUID | None = None

    @property
    def item(self) -> Item:
        return self.home.item

    @property
    def credit(self) -> float | None:
        return marking.credit(
            self.mark.score, self.certainty, honest_share=self.behaviour.honest_credit
        )

    @property
    def is_sure_error(self) -> bool:
        return self.certainty == "sure" and not self.mark.is_right

    @property
    def is_too_quick(self) -> bool:
        return self.seconds is not None and self.seconds < TOO_QUICK_SECONDS

    @property
    def says_something_new(self) -> bool:
        """A queue entry costs as much as the answer itself: only what can open or clear a card
        is told at once. The nightly sweep looks at everything.
        """
        return self.behaviour.is_recheck or self.is_sure_error


def keep(taken: Taken) -> uuid.UUID:
    """The attempt, its roll-ups, and the event for the rules of skills."""
    attempt_id = _insert(taken)
    if taken.behaviour.counts_try(taken.try_number):
        _count(taken)
    if taken.item.is_scored and taken.says_something_new:
        events.record(db.session, AttemptRecorded(attempt_id, taken.pupil_id))
    return attempt_id


def _insert(taken: Taken) -> uuid.UUID:
    attempt_id = new_id()
    row = {
        "id": attempt_id,
        "recorded_at": taken.at,
        "pupil_id": taken.pupil_id,
        "lesson_id": taken.home.place,
        "item_id": taken.item.id,
        "item_version": taken.item.version,
        "behaviour": taken.behaviour.name,
        "sitting_id": taken.sitting_id,
        "try_number": taken.try_number,
        "response": taken.response,
        "score": taken.mark.score,
        "credit": taken.credit,
        "certainty": taken.certainty,
        "misconceptions": list(taken.mark.misconceptions),
        "seconds": taken.seconds,
    }
    db.session.execute(_ATTEMPTS.insert(), row)
    return attempt_id


def _count(taken: Taken) -> None:
    """Roll-ups take first answers, and every answer of a review: that is what reviews are for.

    A school's own question has no objective of the curriculum, and moves nobody's level.
    """
    item, mark, at = taken.item, taken.mark, taken.counts_from
    if isinstance(item, RecallItem):
        _reschedule(taken, went_well=taken.response["recalled"] == "yes")
    if not item.is_scored or taken.home.is_of_school:
        return
    rollups.count_objective(
        taken.pupil_id, item.objective, credit=taken.credit or 0.0, is_right=mark.is_right, at=at
    )
    if not taken.home.is_sensitive:
        _count_beliefs(taken)
    if taken.behaviour.is_recheck or not mark.is_right:
        _reschedule(taken, went_well=mark.is_right)


def _count_beliefs(taken: Taken) -> None:
    """What teachers may talk about: sure errors that were meant, and their corrections."""
    if taken.mark.is_right and taken.item.misconceptions:
        rollups.count_correction(taken.pupil_id, taken.item.misconceptions, at=taken.counts_from)
    elif taken.is_sure_error and not taken.is_too_quick:
        rollups.count_sure_error(taken.pupil_id, taken.mark.misconceptions, at=taken.counts_from)


def _reschedule(taken: Taken, *, went_well: bool) -> None:
    """A miss brings the objective back, a right answer takes it one step towards rest."""
    objective = taken.item.objective
    if went_well:
        rollups.review_went_well(taken.pupil_id, objective, at=taken.counts_from)
    elif library.get().review_items(objective):
        shown = next(iter(taken.mark.misconceptions), None)
        rollups.bring_back(taken.pupil_id, objective, shown, at=taken.counts_from)
