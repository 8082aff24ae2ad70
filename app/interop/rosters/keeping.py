"""What an import keeps, and for how long: names do not lie about."""

import datetime as dt

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.interop.rosters.models import RosterImport, State

UNDO_DAYS = 30
UNFINISHED_DAYS = 7


def forget_old() -> None:
    """Lists that nobody confirmed go after a week; what undoing needs, after thirty days."""
    now = clock.now()
    db.session.execute(
        sa.delete(RosterImport).where(
            RosterImport.written_at.is_(None),
            RosterImport.changed_at < now - dt.timedelta(days=UNFINISHED_DAYS),
        )
    )
    db.session.execute(
        sa.update(RosterImport)
        .where(RosterImport.written_at < now - dt.timedelta(days=UNDO_DAYS))
        .values(undo=None)
    )


def can_be_undone(one: RosterImport) -> bool:
    return (
        one.state == State.WRITTEN
        and one.undo is not None
        and one.written_at is not None
        and clock.now() < one.written_at + dt.timedelta(days=UNDO_DAYS)
    )
