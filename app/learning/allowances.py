"""More time in quizzes for one pupil, set by the teacher, for this and later quizzes."""

from typing import Literal

import sqlalchemy as sa

from app.core import clock
from app.core.db import db, upsert
from app.learning.models import QuizSitting
from app.learning.quiz_models import ClassQuiz, TimeAllowance
from app.learning.quiz_rules import Allowance, end_of, minutes_for

AS_ALL, NO_LIMIT = "as-all", "none"
Extra = Literal["as-all", "25", "50", "100", "none"]


def of(pupil_id: int) -> Allowance | None:
    row = db.session.get(TimeAllowance, pupil_id)
    return Allowance(row.extra_percent) if row else None


def word_of(allowance: Allowance | None) -> str:
    """As the teacher's form says it."""
    if allowance is None:
        return AS_ALL
    return NO_LIMIT if allowance.extra_percent is None else str(allowance.extra_percent)


def minutes_of(pupil_id: int, minutes: int | None) -> int | None:
    """The class's time, with what this pupil's teacher has added."""
    return minutes_for(minutes, of(pupil_id)) if minutes is not None else None


def grant(*, pupil_id: int, extra: Extra, by_id: int) -> None:
    """Takes back what was granted with "as-all"."""
    if extra == AS_ALL:
        db.session.execute(sa.delete(TimeAllowance).where(TimeAllowance.pupil_id == pupil_id))
    else:
        percent = None if extra == NO_LIMIT else int(extra)
        row = {"extra_percent": percent, "set_by_id": by_id, "set_at": clock.now()}
        db.session.execute(upsert(TimeAllowance, {"pupil_id": pupil_id, **row}, update=row))
    _move_open_ends(pupil_id)


def _move_open_ends(pupil_id: int) -> None:
    """Who sits before the clock at the moment gets the time, too."""
    allowance = of(pupil_id)
    rows = db.session.execute(
        sa.select(QuizSitting, ClassQuiz.minutes)
        .join(ClassQuiz, ClassQuiz.assignment_id == QuizSitting.assignment_id)
        .where(QuizSitting.pupil_id == pupil_id, QuizSitting.handed_in_at.is_(None))
    ).all()
    for sitting, minutes in rows:
        sitting.ends_at = end_of(sitting.started_at, minutes_for(minutes, allowance))
    db.session.flush()
