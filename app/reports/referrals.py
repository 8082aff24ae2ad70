"""Where a case was passed on to, as the adults of the case see it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.casework.models import CaseReferral
from app.core.db import db
from app.people.queries import Person


@dataclass(frozen=True, slots=True)
class Referral:
    to_whom: str
    ground: str
    sent: str
    by: Person | None
    at: dt.datetime
    received_on: dt.date | None


def referrals_of(case_id: int, people: Mapping[int, Person]) -> tuple[Referral, ...]:
    query = sa.select(CaseReferral).where(CaseReferral.case_id == case_id)
    return tuple(
        Referral(
            row.to_whom,
            row.ground,
            row.sent,
            people.get(row.by_id),
            row.referred_at,
            row.received_on,
        )
        for row in db.session.scalars(query.order_by(CaseReferral.id))
    )
