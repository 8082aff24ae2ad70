"""What can be read of a pupil's learning. Whose it may be is decided before: see people.access."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.core.db import db
from app.learning.models import (
    Assignment,
    Attempt,
    ItemProgress,
    LessonProgress,
    NormGuess,
    ObjectiveProgress,
    Plan,
    QuizSitting,
)


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """A pupil's last word on an item, for feedback after a reload."""

    response: dict[str, Any]
    score: float | None
    tries: int


def assignments_of(class_id: int | None) -> Sequence[Assignment]:
    """Standing ones, the nearest due date first."""
    query = sa.select(Assignment).where(Assignment.class_id == class_id, Assignment.is_standing())
    return db.session.scalars(query.order_by(Assignment.due_on, Assignment.id)).all()


def progress_of(pupil_id: int) -> dict[str, LessonProgress]:
    """By lesson id."""
    query = sa.select(LessonProgress).where(LessonProgress.pupil_id == pupil_id)
    return {row.lesson_id: row for row in db.session.scalars(query)}


def objectives_of(pupil_id: int) -> dict[str, ObjectiveProgress]:
    """By objective id."""
    query = sa.select(ObjectiveProgress).where(ObjectiveProgress.pupil_id == pupil_id)
    return {row.objective: row for row in db.session.scalars(query)}


def last_answer(pupil_id: int, item_id: str) -> LastAnswer | None:
    row = db.session.execute(
        sa.select(ItemProgress.response, ItemProgress.score, ItemProgress.tries).where(
            ItemProgress.pupil_id == pupil_id, ItemProgress.item_id == item_id
        )
    ).first()
    return LastAnswer(*row) if row else None


def last_certainty(pupil_id: int, item_id: str) -> str | None:
    """How sure the pupil was of the last answer to this item."""
    return db.session.scalar(
        sa.select(Attempt.certainty)
        .where(Attempt.pupil_id == pupil_id, Attempt.item_id == item_id)
        .order_by(Attempt.recorded_at.desc())
        .limit(1)
    )


def guesses_of_class(class_id: int | None, item_id: str) -> dict[int, int]:
    """How many of the class guessed each number. Small counts: the caller suppresses them."""
    rows = db.session.execute(
        sa.select(NormGuess.guess, sa.func.count().label("pupils"))
        .where(NormGuess.class_id == class_id, NormGuess.item_id == item_id)
        .group_by(NormGuess.guess)
    )
    return {row.guess: row.pupils for row in rows}


def plan_of(pupil_id: int, lesson_id: str) -> Plan | None:
    """The pupil's own promise; for the pupil's own page only."""
    return db.session.get(Plan, (pupil_id, lesson_id))


def plans_of(pupil_id: int) -> Sequence[Plan]:
    """All promises of the pupil, the latest first; for the pupil's own page only."""
    query = sa.select(Plan).where(Plan.pupil_id == pupil_id)
    return db.session.scalars(query.order_by(Plan.made_at.desc(), Plan.lesson_id)).all()


def sitting_of_task(pupil_id: int, assignment_id: int) -> uuid.UUID | None:
    """The latest quiz that was handed in for this task."""
    return db.session.scalar(
        sa.select(QuizSitting.id)
        .where(
            QuizSitting.pupil_id == pupil_id,
            QuizSitting.assignment_id == assignment_id,
            QuizSitting.handed_in_at.is_not(None),
        )
        .order_by(QuizSitting.handed_in_at.desc())
        .limit(1)
    )


def last_sitting(pupil_id: int, lesson_id: str) -> QuizSitting | None:
    """The latest quiz that was handed in."""
    return db.session.scalar(
        sa.select(QuizSitting)
        .where(
            QuizSitting.pupil_id == pupil_id,
            QuizSitting.lesson_id == lesson_id,
            QuizSitting.handed_in_at.is_not(None),
        )
        .order_by(QuizSitting.handed_in_at.desc())
        .limit(1)
    )
