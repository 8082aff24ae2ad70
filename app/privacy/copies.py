"""A copy of a person's data: made by a job, sealed, fetched once by whoever asked, then gone."""

import datetime as dt
import uuid
from collections.abc import Sequence

import sqlalchemy as sa

from app.core import audit, clock, events
from app.core.crypto import seal, unseal
from app.core.db import db
from app.notices.services import queue_notices
from app.people.access import NotFound
from app.people.models import Guardianship
from app.people.viewer import Viewer
from app.privacy.contents import packed
from app.privacy.events import CopyAsked
from app.privacy.models import DataCopy

KEPT = dt.timedelta(days=7)


def ask(*, person_id: int, by: Viewer) -> uuid.UUID:
    """One at a time: who asks again while a copy waits gets that one."""
    waiting = next((one for one in copies_of(by) if one.person_id == person_id), None)
    if waiting is not None:
        return waiting.id
    copy = DataCopy(
        person_id=person_id,
        asked_by_id=by.id,
        locale=by.locale,
        expires_at=clock.now() + KEPT,
    )
    db.session.add(copy)
    _trace(by, audit.Action.COPY_ASKED, person_id)
    db.session.flush()
    events.record(db.session, CopyAsked(copy.id))
    return copy.id


def _is_theirs() -> sa.ColumnElement[bool]:
    """One's own, or of a child who is linked still: asked anew at each step on the way."""
    linked = sa.select(Guardianship.id).where(
        Guardianship.guardian_id == DataCopy.asked_by_id,
        Guardianship.pupil_id == DataCopy.person_id,
    )
    return sa.or_(DataCopy.person_id == DataCopy.asked_by_id, linked.exists())


def copies_of(viewer: Viewer) -> Sequence[DataCopy]:
    """Those that this person has asked for and can still fetch, newest first."""
    query = sa.select(DataCopy).where(
        DataCopy.asked_by_id == viewer.id,
        _is_theirs(),
        DataCopy.fetched_at.is_(None),
        DataCopy.expires_at > clock.now(),
    )
    return db.session.scalars(query.order_by(DataCopy.asked_at.desc())).all()


def make(copy_id: uuid.UUID) -> None:
    """Safe to run twice."""
    query = sa.select(DataCopy).where(DataCopy.id == copy_id, *_waits())
    copy = db.session.scalar(query.with_for_update(of=DataCopy))
    if copy is None:
        return
    content = packed(copy.person_id, asked_by_id=copy.asked_by_id, locale=copy.locale)
    copy.content, copy.made_at = seal(content).encode(), clock.now()
    queue_notices(recipients=[copy.asked_by_id], kind="data-copy", subject_id=copy.id)


def waiting_to_be_made() -> list[uuid.UUID]:
    """For a job that was lost."""
    return list(db.session.scalars(sa.select(DataCopy.id).where(*_waits())))


def _waits() -> tuple[sa.ColumnElement[bool], ...]:
    return (DataCopy.made_at.is_(None), DataCopy.expires_at > clock.now(), _is_theirs())


def fetch(*, copy_id: uuid.UUID, by: Viewer) -> bytes:
    """The file, once: of two at the same moment one gets it."""
    taken = db.session.scalar(
        sa.update(DataCopy)
        .where(
            DataCopy.id == copy_id,
            DataCopy.asked_by_id == by.id,
            _is_theirs(),
            DataCopy.made_at.is_not(None),
            DataCopy.fetched_at.is_(None),
            DataCopy.expires_at > clock.now(),
        )
        .values(fetched_at=clock.now())
        .returning(DataCopy.id)
    )
    copy = db.session.get(DataCopy, taken) if taken else None
    content = unseal(copy.content.decode()) if copy and copy.content else None
    if copy is None or content is None:
        raise NotFound
    copy.content = None
    _trace(by, audit.Action.COPY_FETCHED, copy.person_id)
    return content


def forget_expired() -> None:
    """Nightly: nothing stays behind a link that works no more."""
    db.session.execute(
        sa.update(DataCopy)
        .where(DataCopy.expires_at <= clock.now(), DataCopy.content.is_not(None))
        .values(content=None)
    )


def _trace(by: Viewer, action: audit.Action, person_id: int) -> None:
    audit.record(actor_id=by.id, action=action, subject_type="user", subject_id=person_id)
