"""A quiz that was handed in becomes attempts and counts, when its answers may be told.

Until then nothing of it is in the ledger: no level of a skill, no review, no card and no figure
can hint at a score that the pupil is not to see yet. Safe to run twice, and by several workers.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.content.library import ItemHome
from app.core import clock
from app.core.db import db
from app.learning import attempts, behaviours, marking, rollups
from app.learning.attempts import Taken
from app.learning.marking import Mark
from app.learning.models import Assignment, QuizSitting
from app.learning.quiz_models import ClassQuiz, QuizAnswer


def settle(sitting_id: uuid.UUID) -> int | None:
    """Returns whose sitting it is; None if it was settled before."""
    now = clock.now()
    sitting = db.session.execute(
        sa.update(QuizSitting)
        .where(
            QuizSitting.id == sitting_id,
            QuizSitting.handed_in_at.is_not(None),
            QuizSitting.settled_at.is_(None),
        )
        .values(settled_at=now)
        .returning(QuizSitting.pupil_id, QuizSitting.item_ids, QuizSitting.asks_certainty)
    ).first()
    if sitting is None:
        return None
    rows = sorted(_untold(sitting_id), key=lambda row: _place(sitting.item_ids, row.item_id))
    marked = [
        (row, home, marking.mark(home.item, row.response))
        for row in rows
        if (home := library.get().find(row.item_id))
    ]
    _keep(sitting_id, sitting.pupil_id, marked, now)
    return int(sitting.pupil_id)


def _untold(sitting_id: uuid.UUID) -> Sequence[Any]:
    query = sa.select(
        QuizAnswer.item_id,
        QuizAnswer.response,
        QuizAnswer.certainty,
        QuizAnswer.seconds,
        QuizAnswer.saved_at,
    ).where(QuizAnswer.sitting_id == sitting_id, QuizAnswer.attempt_id.is_(None))
    return [row for row in db.session.execute(query) if row.response is not None]


def _place(item_ids: list[str], item_id: str) -> int:
    return item_ids.index(item_id) if item_id in item_ids else len(item_ids)


def _keep(
    sitting_id: uuid.UUID,
    pupil_id: int,
    marked: Sequence[tuple[Any, ItemHome, Mark]],
    now: dt.datetime,
) -> None:
    tries = rollups.count_tries(
        pupil_id, {row.item_id: (mark.score, row.response) for row, _home, mark in marked}, at=now
    )
    kept = [
        {
            "sitting_id": sitting_id,
            "item_id": row.item_id,
            "attempt_id": attempts.keep(
                Taken(
                    pupil_id=pupil_id,
                    home=home,
                    behaviour=behaviours.TEST,
                    response=row.response,
                    certainty=row.certainty,
                    seconds=row.seconds,
                    mark=mark,
                    try_number=tries[row.item_id],
                    at=row.saved_at,
                    counts_from=now,
                    sitting_id=sitting_id,
                )
            ),
        }
        for row, home, mark in marked
    ]
    if kept:
        db.session.execute(sa.update(QuizAnswer), kept)


def pupils_settled_since(moment: dt.datetime) -> list[int]:
    """Whose older answers began to count since then."""
    query = sa.select(QuizSitting.pupil_id).where(QuizSitting.settled_at >= moment)
    return list(db.session.scalars(query.distinct()))


def waiting(assignment_id: int | None = None) -> list[uuid.UUID]:
    """Sittings handed in whose answers may be told by now: of one task, or of all."""
    told = sa.or_(
        QuizSitting.assignment_id.is_(None),
        Assignment.withdrawn_at.is_not(None),
        ClassQuiz.assignment_id.is_(None),
        ClassQuiz.released_at.is_not(None),
        ClassQuiz.release == "at-once",
        sa.and_(ClassQuiz.release == "after-due", Assignment.due_on < clock.today()),
    )
    query = (
        sa.select(QuizSitting.id)
        .outerjoin(Assignment, Assignment.id == QuizSitting.assignment_id)
        .outerjoin(ClassQuiz, ClassQuiz.assignment_id == QuizSitting.assignment_id)
        .where(QuizSitting.handed_in_at.is_not(None), QuizSitting.settled_at.is_(None), told)
    )
    if assignment_id is not None:
        query = query.where(QuizSitting.assignment_id == assignment_id)
    return list(db.session.scalars(query.order_by(QuizSitting.handed_in_at)))
