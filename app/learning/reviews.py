"""The two-minute review: brings missed objectives back, a few at a time."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.content.library import ItemHome
from app.content.schema.base import BANDS, band_of_grade
from app.core import clock
from app.core.db import db
from app.learning.behaviours import REVIEW
from app.learning.mastery import RIGHTS_TO_LEAVE_REVIEW
from app.learning.models import Attempt, ItemProgress, QuizSitting, ReviewDue
from app.learning.quizzes import held_items
from app.people.viewer import Viewer

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


def back_on(pupil_id: int) -> dict[str, dt.date]:
    """By objective, the day from which the review brings it; without those at rest."""
    query = sa.select(ReviewDue.objective, ReviewDue.due_on).where(
        ReviewDue.pupil_id == pupil_id, ReviewDue.rights < RIGHTS_TO_LEAVE_REVIEW
    )
    return {row.objective: row.due_on for row in db.session.execute(query)}


def left_today(pupil: Viewer) -> list[DueItem]:
    """What is due, as far as it is not enough for today."""
    done = len(reviewed_today(pupil.id))
    return due_items(pupil)[: max(0, ITEMS_IN_A_REVIEW - done)]


def due_items(pupil: Viewer) -> list[DueItem]:
    """At most four, the longest waiting first; for each the item met least often so far."""
    due = db.session.execute(
        sa.select(ReviewDue.objective, ReviewDue.misconception)
        .where(*_is_due(pupil.id))
        .order_by(ReviewDue.due_on, ReviewDue.objective)
    ).all()
    tries = _tries(pupil.id) if due else {}
    held = held_items(pupil.id) if due else frozenset()
    met = _lessons_of(tries)
    found = [
        DueItem(row.objective, row.misconception, home)
        for row in due
        if (home := _least_met(pupil, row.objective, row.misconception, tries, met, held))
    ]
    return found[:ITEMS_IN_A_REVIEW]


def is_due(pupil: Viewer, home: ItemHome) -> bool:
    """May this item be asked in today's review? Whatever item of the objective was picked."""
    if home not in library.get().review_items(home.item.objective):
        return False
    query = sa.select(ReviewDue.objective).where(
        *_is_due(pupil.id), ReviewDue.objective == home.item.objective
    )
    return is_free_in(with_held(query, ReviewDue.pupil_id), home) and is_open_to(pupil, home)


def with_held(query: Any, pupil_id: Any) -> Any:
    """The query with the questions of quizzes that are not told yet, in one statement."""
    untold = sa.and_(QuizSitting.pupil_id == pupil_id, QuizSitting.settled_at.is_(None))
    return query.outerjoin(QuizSitting, untold).add_columns(QuizSitting.item_ids.label("held"))


def is_free_in(query: Any, home: ItemHome) -> bool:
    """Whether the query finds something, and no quiz keeps this item's key back."""
    rows = db.session.execute(query).all()
    return bool(rows) and not any(home.item.id in (row.held or ()) for row in rows)


def is_open_to(pupil: Viewer, home: ItemHome) -> bool:
    """Whether the item fits this pupil; asks the database only where a lesson must be met first."""
    if _fits(pupil, home):
        return True
    catalogue = library.get()
    own = [*home.lesson.items(), *catalogue.banks[home.lesson.id].items]
    query = sa.select(ItemProgress.item_id).where(
        ItemProgress.pupil_id == pupil.id, ItemProgress.item_id.in_([item.id for item in own])
    )
    return db.session.scalar(query.limit(1)) is not None


def _fits(pupil: Viewer, home: ItemHome) -> bool:
    """A review brings nobody a sensitive lesson or one for older pupils that was not taken."""
    if home.lesson.sensitive or pupil.grade is None:
        return False
    return BANDS.index(home.lesson.band) <= BANDS.index(band_of_grade(pupil.grade))


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
        Attempt.behaviour == REVIEW.name,
    )


def not_reviewed_today(pupil_id: int, item_id: str) -> sa.ColumnElement[bool]:
    """For queries that let an item be practised once a day."""
    return ~sa.exists(sa.select(Attempt.id).where(*_of_today(pupil_id), Attempt.item_id == item_id))


def practice_items(
    pupil: Viewer, homes: Sequence[ItemHome], done: Mapping[str, Reviewed]
) -> list[ItemHome]:
    """What is left of today's two tasks out of these; those met least often first."""
    left = ITEMS_TO_PRACTISE - sum(home.item.id in done for home in homes)
    if left <= 0:
        return []
    tries = _tries(pupil.id)
    met, held = _lessons_of(tries), held_items(pupil.id)
    fresh = [
        home
        for home in homes
        if home.item.id not in done
        and home.item.id not in held
        and (home.lesson.id in met or _fits(pupil, home))
    ]
    return sorted(fresh, key=lambda home: tries.get(home.item.id, 0))[:left]


def _tries(pupil_id: int) -> dict[str, int]:
    rows = db.session.execute(
        sa.select(ItemProgress.item_id, ItemProgress.tries).where(ItemProgress.pupil_id == pupil_id)
    )
    return {row.item_id: row.tries for row in rows}


def _lessons_of(item_ids: Iterable[str]) -> frozenset[str]:
    """Lessons that the pupil has met, known by the items answered."""
    homes = (library.get().find(item_id) for item_id in item_ids)
    return frozenset(home.lesson.id for home in homes if home)


def _least_met(
    pupil: Viewer,
    objective: str,
    misconception: str | None,
    tries: Mapping[str, int],
    met: frozenset[str],
    held: frozenset[str],
) -> ItemHome | None:
    """Items that carry the shown misconception come first, then those met least often.

    Only items of the objective itself: a right answer to another would leave this one due.
    """

    def rank(home: ItemHome) -> tuple[bool, int]:
        carries = misconception is None or misconception in home.item.misconceptions
        return (not carries, tries.get(home.item.id, 0))

    homes = library.get().review_items(objective)
    open_ones = [
        home
        for home in homes
        if home.item.id not in held and (home.lesson.id in met or _fits(pupil, home))
    ]
    return min(open_ones, key=rank, default=None)
