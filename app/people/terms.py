"""Roles from a day to a day. The account follows the term that runs; the history stays."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db
from app.people.models import User
from app.people.roles import Role
from app.people.school_models import RoleTerm

DAY = dt.timedelta(days=1)


class OwnRole(ValueError):
    """Nobody locks themselves out: a colleague has to do it."""


@dataclass(frozen=True, slots=True)
class Term:
    role: str
    starts_on: dt.date
    ends_on: dt.date | None

    def runs_on(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def terms_of(user_id: int) -> list[Term]:
    """The latest first."""
    return [Term(row.role, row.starts_on, row.ends_on) for row in _rows(user_id)]


def _rows(user_id: int) -> Sequence[RoleTerm]:
    query = sa.select(RoleTerm).where(RoleTerm.user_id == user_id)
    return db.session.scalars(query.order_by(RoleTerm.starts_on.desc(), RoleTerm.id.desc())).all()


def begin_first(user: User) -> None:
    """With the account; without an end."""
    db.session.add(RoleTerm(user_id=user.id, role=user.role, starts_on=clock.today()))


def give(
    *, user_id: int, role: Role, starts_on: dt.date, ends_on: dt.date | None, by_id: int
) -> None:
    """A role from that day on. What ran into it ends the day before; what lay ahead is dropped."""
    _refuse_own(user_id, by_id)
    for row in _rows(user_id):
        if row.starts_on >= starts_on:
            db.session.delete(row)
        elif row.ends_on is None or row.ends_on >= starts_on:
            row.ends_on = starts_on - DAY
    db.session.add(
        RoleTerm(
            user_id=user_id, role=role, starts_on=starts_on, ends_on=ends_on, given_by_id=by_id
        )
    )
    _trace(by_id, user_id)
    db.session.flush()
    _follow(user_id)


def end(*, user_id: int, last_day: dt.date, by_id: int) -> None:
    """The person works here until the end of that day."""
    _refuse_own(user_id, by_id)
    for row in _rows(user_id):
        if row.starts_on > last_day:
            db.session.delete(row)
        elif row.ends_on is None or row.ends_on > last_day:
            row.ends_on = last_day
    db.session.flush()
    _trace(by_id, user_id)
    db.session.flush()
    _follow(user_id)


def _refuse_own(user_id: int, by_id: int) -> None:
    if user_id == by_id:
        raise OwnRole


def follow_all() -> None:
    """Each morning, safe to run twice: terms that begin and end today reach their accounts."""
    today = clock.today()
    due = sa.select(RoleTerm.user_id).where(
        sa.or_(
            RoleTerm.starts_on.between(today - 7 * DAY, today),
            RoleTerm.ends_on.between(today - 7 * DAY, today - DAY),
        )
    )
    for user_id in db.session.scalars(due.distinct()).all():
        _follow(user_id)


def _follow(user_id: int) -> None:
    today = clock.today()
    running = next((one for one in terms_of(user_id) if one.runs_on(today)), None)
    values = (
        {"is_active": False}
        if running is None
        else {"is_active": True, "role": running.role, "works_until": running.ends_on}
    )
    db.session.execute(sa.update(User).where(User.id == user_id).values(values))


def _trace(by_id: int, user_id: int) -> None:
    audit.record(
        actor_id=by_id, action=audit.Action.ROLE_CHANGED, subject_type="user", subject_id=user_id
    )
