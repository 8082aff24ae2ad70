"""Sessions live in the database: signing out ends every copy of the cookie at once."""

import datetime as dt
import uuid
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.people.models import User
from app.people.roles import WITH_SECOND_FACTOR, Role
from app.people.viewer import Viewer, present_viewers_on, viewer_of_row
from app.signin.models import SignInSession

SCHOOL_DAY = dt.timedelta(hours=12)
OWN_DEVICE = dt.timedelta(days=30)
# Of people who work with cases or run schools: a working day, and half an hour of silence.
WORKING_DAY = dt.timedelta(hours=10)
SILENCE = dt.timedelta(minutes=30)
# A class teacher reads a case now and then, on a device that stands in the classroom.
TEACHERS_FACTOR = dt.timedelta(hours=1)
# How long after proving who one is a grave act needs no new proof.
CONFIRMED_FOR = dt.timedelta(minutes=10)


def lifetime(role: Role, *, own_device: bool) -> dt.timedelta:
    if role in WITH_SECOND_FACTOR:
        return WORKING_DAY
    return OWN_DEVICE if own_device else SCHOOL_DAY


def silence(role: Role) -> dt.timedelta | None:
    """After how long without a page the session ends; None: not before its time."""
    return SILENCE if role in WITH_SECOND_FACTOR else None


def open_session(person: Viewer, *, method: str, own_device: bool) -> uuid.UUID:
    session = SignInSession(
        id=uuid.uuid4(),
        user_id=person.id,
        method=method,
        expires_at=clock.now() + lifetime(person.role, own_device=own_device),
        confirmed_at=clock.now() if method in ("password", "provider") else None,
    )
    db.session.add(session)
    db.session.flush()
    return session.id


def viewer_of_session(session_id: str) -> Viewer | None:
    """The person of this session, in one query; None when it has ended."""
    try:
        known = uuid.UUID(session_id)
    except ValueError:
        return None
    found = db.session.execute(
        _who_is_signed_in(clock.today()), {"known": known, "now": clock.now()}
    )
    return viewer_of_row(found.first())


@lru_cache(maxsize=2)
def _who_is_signed_in(day: dt.date) -> sa.Select[Any]:
    """Asked by every request, hence put together once a day."""
    return (
        present_viewers_on(day)
        .add_columns(
            SignInSession.id.label("session_id"),
            SignInSession.factor_at,
            SignInSession.confirmed_at,
        )
        .join(SignInSession, SignInSession.user_id == User.id)
        .where(
            SignInSession.id == sa.bindparam("known"),
            SignInSession.expires_at > sa.bindparam("now"),
        )
    )


def end(session_id: uuid.UUID) -> None:
    db.session.execute(sa.delete(SignInSession).where(SignInSession.id == session_id))


def end_all(user_id: int, *, but: uuid.UUID | None = None) -> None:
    """Everywhere; or everywhere else."""
    query = sa.delete(SignInSession).where(SignInSession.user_id == user_id)
    if but is not None:
        query = query.where(SignInSession.id != but)
    db.session.execute(query)


def open_of(user_id: int) -> list[SignInSession]:
    """Where this person is signed in, newest first."""
    query = sa.select(SignInSession).where(
        SignInSession.user_id == user_id, SignInSession.expires_at > clock.now()
    )
    return list(db.session.scalars(query.order_by(SignInSession.opened_at.desc())))


def factor_shown(session_id: uuid.UUID) -> None:
    """The second factor was shown in this session: which also confirms who it is."""
    _mark(session_id, factor_at=clock.now(), confirmed_at=clock.now())


def confirmed(session_id: uuid.UUID) -> None:
    _mark(session_id, confirmed_at=clock.now())


def _mark(session_id: uuid.UUID, **values: dt.datetime) -> None:
    db.session.execute(
        sa.update(SignInSession).where(SignInSession.id == session_id).values(**values)
    )


def has_factor(person: Viewer) -> bool:
    """Whether the second factor that was shown in this session still counts."""
    lasts = WORKING_DAY if person.role in WITH_SECOND_FACTOR else TEACHERS_FACTOR
    return person.factor_at is not None and person.factor_at > clock.now() - lasts


def is_confirmed(person: Viewer) -> bool:
    return person.confirmed_at is not None and person.confirmed_at > clock.now() - CONFIRMED_FOR


def forget_ended() -> None:
    """Rows of sessions that are over: part of the nightly sweep."""
    db.session.execute(sa.delete(SignInSession).where(SignInSession.expires_at <= clock.now()))
