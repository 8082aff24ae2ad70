"""How often a PIN or three pictures may be guessed at, so that no classmate finds it out and none
keeps its owner out.

Every try is counted before it is made and given back when it was right: a thousand tries at once
are as many as a thousand in a row. A browser in which the pupil has signed in before counts for
itself alone. The quick slowing-down (minutes) is in web.limits and keeps nothing on disk.
"""

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa

from app.core import clock
from app.core.db import db, upsert
from app.signin.models import GuessCount, KnownDevice

# From browsers that are new to the pupil. Of 10,000 PINs, 30 are 0.3 %; of 1,320 pictures 2.3 %.
NEW_DEVICES_A_DAY = 10
NEW_DEVICES_IN_ALL = 30
# In one browser of the pupil's own, which may be the classroom's: more, for small fingers.
KNOWN_DEVICE_IN_ALL = 60
# A device that nobody has used for so long is new again.
REMEMBERED = dt.timedelta(days=180)


def is_known(user_id: int, device: str) -> bool:
    query = sa.select(KnownDevice.user_id).where(
        KnownDevice.digest == device,
        KnownDevice.user_id == user_id,
        KnownDevice.last_at > clock.now() - REMEMBERED,
    )
    return db.session.scalar(query) is not None


def is_anybodys(device: str) -> bool:
    """Whether anybody has ever signed in with this browser."""
    query = sa.select(KnownDevice.user_id).where(KnownDevice.digest == device).limit(1)
    return db.session.scalar(query) is not None


def take_one(user_id: int, device: str) -> bool:
    """One try more, or False when there are none left."""
    if is_known(user_id, device):
        return _take_in_known(user_id, device)
    return _take_in_new(user_id)


def _take_in_known(user_id: int, device: str) -> bool:
    taken = db.session.scalar(
        sa.update(KnownDevice)
        .where(
            KnownDevice.digest == device,
            KnownDevice.user_id == user_id,
            KnownDevice.wrong < KNOWN_DEVICE_IN_ALL,
        )
        .values(wrong=KnownDevice.wrong + 1)
        .returning(KnownDevice.wrong)
    )
    return taken is not None


def _take_in_new(user_id: int) -> bool:
    today = clock.today()
    db.session.execute(
        upsert(GuessCount, {"user_id": user_id, "day": today, "today": 0, "total": 0})
    )
    is_today = GuessCount.day == today
    taken = db.session.scalar(
        sa.update(GuessCount)
        .where(
            GuessCount.user_id == user_id,
            GuessCount.total < NEW_DEVICES_IN_ALL,
            sa.or_(~is_today, GuessCount.today < NEW_DEVICES_A_DAY),
        )
        .values(
            day=today,
            today=sa.case((is_today, GuessCount.today + 1), else_=1),
            total=GuessCount.total + 1,
        )
        .returning(GuessCount.total)
    )
    return taken is not None


def was_right(user_id: int, device: str, *, counted: bool = True) -> None:
    """Gives the try back, and remembers the browser as one of this person's own."""
    if counted:
        _give_back(user_id, device)
    now = clock.now()
    db.session.execute(
        upsert(
            KnownDevice,
            {"digest": device, "user_id": user_id, "last_at": now, "wrong": 0},
            {"last_at": now},
        )
    )


def _give_back(user_id: int, device: str) -> None:
    if is_known(user_id, device):
        db.session.execute(
            sa.update(KnownDevice)
            .where(KnownDevice.digest == device, KnownDevice.user_id == user_id)
            .values(wrong=sa.case((KnownDevice.wrong > 0, KnownDevice.wrong - 1), else_=0))
        )
        return
    db.session.execute(
        sa.update(GuessCount)
        .where(GuessCount.user_id == user_id, GuessCount.total > 0, GuessCount.today > 0)
        .values(today=GuessCount.today - 1, total=GuessCount.total - 1)
    )


def clear(user_id: int) -> None:
    """A new secret, or the teacher's tap: counting begins again, everywhere."""
    db.session.execute(sa.delete(GuessCount).where(GuessCount.user_id == user_id))
    db.session.execute(sa.update(KnownDevice).where(KnownDevice.user_id == user_id).values(wrong=0))


def forget_devices(user_id: int) -> None:
    db.session.execute(sa.delete(KnownDevice).where(KnownDevice.user_id == user_id))


def forget_old_devices() -> None:
    db.session.execute(
        sa.delete(KnownDevice).where(KnownDevice.last_at <= clock.now() - REMEMBERED)
    )


def guessed_at(pupil_ids: Iterable[int]) -> dict[int, int]:
    """Whose secret was guessed at in vain, and how often: for the teacher who looks after them."""
    ids = list(pupil_ids)
    counts = {
        row.user_id: row.total
        for row in db.session.execute(
            sa.select(GuessCount.user_id, GuessCount.total).where(
                GuessCount.user_id.in_(ids), GuessCount.total > 0
            )
        )
    }
    known = sa.select(KnownDevice.user_id, sa.func.sum(KnownDevice.wrong).label("wrong"))
    for row in db.session.execute(
        known.where(KnownDevice.user_id.in_(ids), KnownDevice.wrong > 0).group_by(
            KnownDevice.user_id
        )
    ):
        counts[row.user_id] = counts.get(row.user_id, 0) + row.wrong
    return counts


def resting(pupil_ids: Iterable[int]) -> set[int]:
    """Who cannot sign in from a new browser just now."""
    query = sa.select(GuessCount.user_id).where(
        GuessCount.user_id.in_(list(pupil_ids)),
        sa.or_(
            GuessCount.total >= NEW_DEVICES_IN_ALL,
            sa.and_(GuessCount.day == clock.today(), GuessCount.today >= NEW_DEVICES_A_DAY),
        ),
    )
    return set(db.session.scalars(query))
