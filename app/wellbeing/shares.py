"""The child shows one thing to one adult: the last weeks, until a day. It never shows signals."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from app.core import clock
from app.core.db import db, upsert
from app.core.ids import new_id
from app.notices.services import queue_notices
from app.people.access import NotFound
from app.wellbeing import checkins
from app.wellbeing.checkins import MonthWeek
from app.wellbeing.models import MoodShare

SHARED_FOR = dt.timedelta(days=28)


def share(*, pupil_id: int, adult_id: int) -> None:
    """For four weeks; the adult is told. Once more with the same adult changes nothing."""
    end_expired()
    row = {
        "id": (share_id := new_id()),
        "pupil_id": pupil_id,
        "adult_id": adult_id,
        "until": clock.today() + SHARED_FOR,
        "created_at": clock.now(),
    }
    if db.session.scalar(upsert(MoodShare, row).returning(MoodShare.id)) is not None:
        queue_notices(recipients=[adult_id], kind="week-shown", subject_id=share_id)


def standing(pupil_id: int) -> Sequence[MoodShare]:
    """The pupil's own shares that have not ended, paused ones too."""
    query = _standing().where(MoodShare.pupil_id == pupil_id)
    return db.session.scalars(query.order_by(MoodShare.created_at)).all()


def _standing() -> sa.Select[MoodShare]:
    return sa.select(MoodShare).where(
        MoodShare.ended_at.is_(None), MoodShare.until >= clock.today()
    )


def _own(pupil_id: int, share_id: uuid.UUID) -> MoodShare:
    row = db.session.get(MoodShare, share_id)
    if row is None or row.pupil_id != pupil_id:
        raise NotFound
    return row


def pause(*, pupil_id: int, share_id: uuid.UUID) -> None:
    row = _own(pupil_id, share_id)
    row.paused_at = row.paused_at or clock.now()


def go_on(*, pupil_id: int, share_id: uuid.UUID) -> None:
    _own(pupil_id, share_id).paused_at = None


def end(*, pupil_id: int, share_id: uuid.UUID) -> None:
    row = _own(pupil_id, share_id)
    row.ended_at = row.ended_at or clock.now()


def shown_to(adult_id: int, pupil_id: int) -> tuple[MonthWeek, ...]:
    """The weeks that this adult may see now; none where nothing is shared."""
    query = _standing().where(
        MoodShare.adult_id == adult_id,
        MoodShare.pupil_id == pupil_id,
        MoodShare.paused_at.is_(None),
    )
    if db.session.scalar(query) is None:
        return ()
    return as_shown(checkins.month_of(pupil_id))


def as_shown(weeks: Iterable[MonthWeek]) -> tuple[MonthWeek, ...]:
    """Without the colours: they are the child's own."""
    return tuple(MonthWeek(one.monday, one.mood, None) for one in weeks)


def pupils_who_share_with(adult_id: int) -> list[int]:
    query = _standing().where(MoodShare.adult_id == adult_id, MoodShare.paused_at.is_(None))
    return list(db.session.scalars(query.with_only_columns(MoodShare.pupil_id)))


def end_expired() -> None:
    """Nightly; safe to run twice."""
    db.session.execute(
        sa.update(MoodShare)
        .where(MoodShare.ended_at.is_(None), MoodShare.until < clock.today())
        .values(ended_at=clock.now())
    )
