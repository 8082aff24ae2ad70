"""Who has chosen a weekly letter, and when the last one was written. It knows no content."""

import datetime as dt
from collections.abc import Sequence, Set

import sqlalchemy as sa

from app.core import clock
from app.core.db import db, upsert
from app.notices.models import Mail, Notice, WeeklyDigest
from app.notices.services import queue_notices

KIND = "weekly-digest"


def is_chosen(user_id: int) -> bool:
    query = sa.select(WeeklyDigest.user_id).where(WeeklyDigest.user_id == user_id)
    return db.session.scalar(query) is not None


def choose(user_id: int) -> None:
    row = {"user_id": user_id, "chosen_at": clock.now(), "told": ""}
    db.session.execute(upsert(WeeklyDigest, row))


def stop(user_id: int) -> None:
    """A mail that is still waiting is not sent any more."""
    own = sa.select(Notice.id).where(Notice.recipient_id == user_id, Notice.kind == KIND)
    db.session.execute(sa.delete(Mail).where(Mail.notice_id.in_(own), Mail.state == "waiting"))
    db.session.execute(sa.delete(WeeklyDigest).where(WeeklyDigest.user_id == user_id))


def this_week() -> dt.date:
    """Its Monday."""
    today = clock.today()
    return today - dt.timedelta(days=today.weekday())


def _open(week: dt.date) -> sa.ColumnElement[bool]:
    return sa.or_(WeeklyDigest.told_week.is_(None), WeeklyDigest.told_week < week)


def waiting(week: dt.date) -> Sequence[int]:
    """Who has not had a letter in the week of this Monday."""
    query = sa.select(WeeklyDigest.user_id).where(_open(week))
    return db.session.scalars(query.order_by(WeeklyDigest.user_id)).all()


def tell(*, user_id: int, week: dt.date, says: Set[str]) -> bool:
    """Queues the notice, and with it the mail, if it says anything new. Safe with two workers:
    the row is claimed in the transaction that queues.
    """
    told = db.session.scalar(
        sa.select(WeeklyDigest.told)
        .where(WeeklyDigest.user_id == user_id, _open(week))
        .with_for_update()
    )
    if told is None or not says - set(told.split()):
        return False
    db.session.execute(
        sa.update(WeeklyDigest)
        .where(WeeklyDigest.user_id == user_id)
        .values(told_week=week, told=" ".join(sorted(says)))
    )
    queue_notices(recipients=[user_id], kind=KIND, subject_id=week.isoformat())
    return True
