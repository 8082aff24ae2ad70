"""The signed-in person as the rest of the code sees them: a frozen snapshot, read in one query."""

import datetime as dt
import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.people import consents
from app.people.models import Enrolment, SchoolClass, User
from app.people.roles import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """Also fits Flask-Login, which asks for the four attributes at the end."""

    id: int
    role: Role
    school_id: int | None
    locale: str
    family_name: str
    given_name: str
    patronymic: str | None
    # Of a pupil only: the present class.
    class_id: int | None = None
    grade: int | None = None
    letter: str | None = None
    # Whether the family's consent covers it (people.consents); of a pupil only.
    may_learn: bool = True
    may_check_in: bool = True
    # Of a signed-in person only: the session, and what was proved in it.
    session_id: uuid.UUID | None = None
    factor_at: dt.datetime | None = None
    confirmed_at: dt.datetime | None = None

    @property
    def full_name(self) -> str:
        return f"{self.family_name} {self.given_name}"

    @property
    def short_name(self) -> str:
        """Given name, with patronymic for adults: as one is addressed."""
        return f"{self.given_name} {self.patronymic}" if self.patronymic else self.given_name

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return str(self.session_id)


VIEWER = (
    sa.select(
        User.id,
        User.role,
        User.school_id,
        User.locale,
        User.family_name,
        User.given_name,
        User.patronymic,
        SchoolClass.id.label("class_id"),
        SchoolClass.grade,
        SchoolClass.letter,
    )
    .outerjoin(Enrolment, sa.and_(Enrolment.pupil_id == User.id, Enrolment.ends_on.is_(None)))
    .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
    .where(User.is_active)
)


def present_viewers() -> sa.Select[Any]:
    """Of people whose account is open and whose role has not ended."""
    return present_viewers_on(clock.today())


@lru_cache(maxsize=2)
def present_viewers_on(day: dt.date) -> sa.Select[Any]:
    """Put together once a day, not with every request: that took as long as the answer's rows."""
    query: sa.Select[Any] = VIEWER.add_columns(
        _of_pupil(consents.LEARNING, day).label("may_learn"),
        _of_pupil(consents.CHECK_INS, day).label("may_check_in"),
    )
    return query.where(sa.or_(User.works_until.is_(None), User.works_until >= day))


def _of_pupil(purpose: str, day: dt.date) -> sa.ColumnElement[bool]:
    return sa.or_(User.role != Role.PUPIL, consents.is_allowed(purpose, day))


def load_viewer(user_id: int) -> Viewer | None:
    return viewer_of_row(db.session.execute(present_viewers().where(User.id == user_id)).first())


def viewer_of_row(row: sa.Row[Any] | None) -> Viewer | None:
    if row is None:
        return None
    values = row._asdict()
    return Viewer(**{**values, "role": Role(values["role"])})
