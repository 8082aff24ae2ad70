"""The two-minute review: brings missed objectives back, a few at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.content.library import ItemHome
from app.core import clock
from app.core.db import db
from app.learning.mastery import RIGHTS_TO_LEAVE_REVIEW
from app.learning.models import Attempt, ItemProgress, ReviewDue

ITEMS_IN_A_REVIEW = 4
ITEMS_TO_PRACTISE = 2


@dataclass(frozen=True, slots=True)
class DueItem:
    """An objective that is due, and the item that brings it back."""

    objective: str
    misconception: str | None
    home: ItemHome


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An answer of today's review."""

    item_id: str
    response: dict[str, Any]
    certainty: str | None
    score: float | None


def _is_due(pupil_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        ReviewDue.pupil_id == pupil_id,
        ReviewDue.due_on <= clock.today(),
        ReviewDue.rights < RIGHTS_TO_LEAVE_REVIEW,
    )


def due_count(pupil_id: int) -> int:
    query = sa.select(sa.func.count()).select_from(ReviewDue).where(*_is_due(pupil_id))
    return min(ITEMS_IN_A_REVIEW, db.session.scalar(query) or 0)


def due_items(pupil_id: int) -> list[DueItem]:
    """At most four, the longest waiting first; for each the item met least often so far."""
    due = db.session.execute(
        sa.select(ReviewDue.objective, ReviewDue.misconception)
        .where(*_is_due(pupil_id))
        .order_by(ReviewDue.due_on, ReviewDue.objective)
        .limit(ITEMS_IN_A_REVIEW)
    ).all()
    tries = _tries(pupil_id) if due else {}
    return [
        DueItem(row.objective, row.misconception, home)
        for row in due
        if (home := _least_met(row.objective, row.misconception, tries))
    ]


def is_due(pupil_id: int, home: ItemHome) -> bool:
    """May this item be asked in today's review? Whatever item of the objective was picked."""
    if home not in library.get().review_items(home.item.objective):
        return False
    query = sa.select(ReviewDue.objective).where(
        *_is_due(pupil_id), ReviewDue.objective == home.item.objective
    )
    return db.session.scalar(query) is not None


def reviewed_today(pupil_id: int) -> dict[str, Reviewed]:
    """Today's review answers by item, in the order in which they were given."""
    rows = db.session.execute(
        sa.select(Attempt.item_id, Attempt.response, Attempt.certainty, Attempt.score)
        .where(*_of_today(pupil_id))
        .order_by(Attempt.recorded_at)
    )
    return {row.item_id: Reviewed(*row) for row in rows}


def _of_today(pupil_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Attempt.pupil_id == pupil_id,
        Attempt.recorded_at >= clock.at(clock.today(), 0),
        Attempt.behaviour == "review",
    )


def not_reviewed_today(pupil_id: int, item_id: str) -> sa.ColumnElement[bool]:
    """For queries that let an item be practised once a day."""
    return ~sa.exists(sa.select(Attempt.id).where(*_of_today(pupil_id), Attempt.item_id == item_id))


def practice_items(
    pupil_id: int, homes: Sequence[ItemHome], done: Mapping[str, Reviewed]
) -> list[ItemHome]:
    """What is left of today's two tasks out of these; those met least often first."""
    left = ITEMS_TO_PRACTISE - sum(home.item.id in done for home in homes)
    fresh = [home for home in homes if home.item.id not in done]
    if left <= 0 or not fresh:
        return []
    tries = _tries(pupil_id)
    return sorted(fresh, key=lambda home: tries.get(home.item.id, 0))[:left]


def _tries(pupil_id: int) -> dict[str, int]:
    rows = db.session.execute(
        sa.select(ItemProgress.item_id, ItemProgress.tries).where(ItemProgress.pupil_id == pupil_id)
    )
    return {row.item_id: row.tries for row in rows}


def _least_met(objective: str, misconception: str | None, tries: dict[str, int]) -> ItemHome | None:
    """Items that carry the shown misconception come first, then those met least often.

    Only items of the objective itself: a right answer to another would leave this one due.
    """

    def rank(home: ItemHome) -> tuple[bool, int]:
        carries = misconception is None or misconception in home.item.misconceptions
        return (not carries, tries.get(home.item.id, 0))

    return min(library.get().review_items(objective), key=rank, default=None)
