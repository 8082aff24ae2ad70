"""What a school's pupils have done, counted each night for the region: numbers only, no person."""

import datetime as dt
from collections import Counter
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model, db, upsert
from app.learning.models import LessonProgress
from app.people.models import School, SchoolClass, User
from app.people.roles import Role

ACTIVE_DAYS = 28


class SchoolFigures(Model):
    """One row for a school: what the region's pages read instead of people."""

    __tablename__ = "school_figures"

    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"), primary_key=True)
    counted_at: so.Mapped[dt.datetime]
    pupils: so.Mapped[int]
    classes: so.Mapped[int]
    # Pupils who have done something in the last four weeks.
    active: so.Mapped[int]
    # Lessons of pupils: begun, and finished.
    started: so.Mapped[int]
    finished: so.Mapped[int]


def count_all() -> list[dict[str, Any]]:
    """Reads only: nobody's answer waits for the counting."""
    pupils = _by_school(_pupils().with_only_columns(User.school_id, sa.func.count()))
    since = clock.now() - dt.timedelta(days=ACTIVE_DAYS)
    active = _by_school(
        _pupils()
        .where(
            sa.select(LessonProgress.pupil_id)
            .where(LessonProgress.pupil_id == User.id, LessonProgress.last_at >= since)
            .exists()
        )
        .with_only_columns(User.school_id, sa.func.count())
    )
    begun = _pupils().join(LessonProgress, LessonProgress.pupil_id == User.id)
    started = _by_school(begun.with_only_columns(User.school_id, sa.func.count()))
    finished = _by_school(
        begun.with_only_columns(User.school_id, sa.func.count(LessonProgress.finished_at))
    )
    classes = _by_school(
        sa.select(SchoolClass.school_id, sa.func.count())
        .where(SchoolClass.closed_on.is_(None))
        .group_by(SchoolClass.school_id)
    )
    return [
        {
            "school_id": school_id,
            "counted_at": clock.now(),
            "pupils": pupils[school_id],
            "classes": classes[school_id],
            "active": active[school_id],
            "started": started[school_id],
            "finished": finished[school_id],
        }
        for school_id in db.session.scalars(sa.select(School.id).order_by(School.id))
    ]


def _pupils() -> sa.Select[Any]:
    return sa.select(User).where(User.role == Role.PUPIL, User.is_active).group_by(User.school_id)


def _by_school(query: Any) -> Counter[int]:
    return Counter({row[0]: row[1] for row in db.session.execute(query)})


def keep(counted: list[dict[str, Any]]) -> None:
    for row in counted:
        db.session.execute(upsert(SchoolFigures, row, update=row))
