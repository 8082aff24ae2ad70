"""Queues notices in the caller's transaction; a job delivers them, each once."""

import datetime as dt
import uuid
from collections.abc import Iterable

import sqlalchemy as sa

from app.core import clock, events
from app.core.db import db
from app.core.ids import new_id
from app.notices import mails
from app.notices.events import NoticesQueued
from app.notices.models import Notice


def queue_notices(*, recipients: Iterable[int], kind: str, subject_id: object) -> None:
    """One notice a person, kind and subject: a job that runs twice queues nothing twice."""
    known = set(
        db.session.scalars(
            sa.select(Notice.recipient_id).where(
                Notice.kind == kind, Notice.subject_id == str(subject_id)
            )
        )
    )
    for recipient_id in dict.fromkeys(recipients):
        if recipient_id not in known:
            db.session.add(
                Notice(
                    id=new_id(), recipient_id=recipient_id, kind=kind, subject_id=str(subject_id)
                )
            )
    db.session.flush()
    events.record(db.session, NoticesQueued())


def claim_next() -> uuid.UUID | None:
    """Takes one waiting notice by compare-and-set, or None. Safe with several workers."""
    notice_id = db.session.scalar(
        sa.select(Notice.id).where(Notice.claimed_at.is_(None)).order_by(Notice.created_at).limit(1)
    )
    if notice_id is None:
        return None
    return db.session.scalar(
        sa.update(Notice)
        .where(Notice.id == notice_id, Notice.claimed_at.is_(None))
        .values(claimed_at=clock.now())
        .returning(Notice.id)
    )


def deliver(notice_id: uuid.UUID) -> None:
    """In the app a delivered notice is one that the bell shows; a mail waits beside it."""
    notice = db.session.get(Notice, notice_id, with_for_update=True)
    if notice and notice.delivered_at is None:
        notice.delivered_at = clock.now()
        mails.queue_for(notice)


def mark_read(*, recipient_id: int) -> None:
    db.session.execute(
        sa.update(Notice)
        .where(
            Notice.recipient_id == recipient_id,
            Notice.delivered_at.is_not(None),
            Notice.read_at.is_(None),
        )
        .values(read_at=clock.now())
    )


STUCK_AFTER = dt.timedelta(minutes=15)


def release_stuck() -> None:
    """A worker that died between claim and delivery holds a row; let another take it.

    In the app a second delivery changes nothing; outside channels use the same message id.
    """
    db.session.execute(
        sa.update(Notice)
        .where(
            Notice.delivered_at.is_(None),
            Notice.claimed_at < clock.now() - STUCK_AFTER,
        )
        .values(claimed_at=None)
    )
