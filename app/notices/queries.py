"""A person's own notices."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.core.db import db
from app.notices.models import Notice

SHOWN = 50


def unread_count(recipient_id: int) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(Notice)
        .where(
            Notice.recipient_id == recipient_id,
            Notice.delivered_at.is_not(None),
            Notice.read_at.is_(None),
        )
    )
    return db.session.scalar(query) or 0


def notices_of(recipient_id: int) -> Sequence[Notice]:
    """Delivered ones, newest first."""
    query = sa.select(Notice).where(
        Notice.recipient_id == recipient_id, Notice.delivered_at.is_not(None)
    )
    return db.session.scalars(query.order_by(Notice.created_at.desc()).limit(SHOWN)).all()
