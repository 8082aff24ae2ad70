"""What may be read of requests: by the child, and through the door of casework."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa

from app.core.db import db
from app.wellbeing.models import Concern, HelpRequest, NotThisPerson


def requests_of(pupil_id: int) -> Sequence[HelpRequest]:
    """The child's own requests, newest first."""
    query = sa.select(HelpRequest).where(HelpRequest.pupil_id == pupil_id)
    return db.session.scalars(query.order_by(HelpRequest.created_at.desc())).all()


def request(request_id: uuid.UUID) -> HelpRequest | None:
    return db.session.get(HelpRequest, request_id)


def concern(concern_id: uuid.UUID) -> Concern | None:
    return db.session.get(Concern, concern_id)


def not_these(request_id: uuid.UUID) -> frozenset[int]:
    query = sa.select(NotThisPerson.user_id).where(NotThisPerson.request_id == request_id)
    return frozenset(db.session.scalars(query))
