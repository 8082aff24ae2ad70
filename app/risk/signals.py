"""Stores safety signals, and knows who can be told of one: adults who work at the school."""

from typing import Any

import sqlalchemy as sa

from app.core.db import db
from app.people.models import User
from app.people.roles import CASE_WORKERS
from app.risk.models import Signal
from app.risk.rules import SignalFinding


def raise_signal(
    *, finding: SignalFinding, pupil_id: int, occasion: str, inputs: dict[str, Any]
) -> Signal:
    """One signal for one rule, pupil and occasion, however often it is raised."""
    known = db.session.scalar(
        sa.select(Signal).where(
            Signal.rule == finding.rule,
            Signal.pupil_id == pupil_id,
            Signal.occasion == occasion,
        )
    )
    if known is not None:
        return known
    signal = Signal(
        rule=finding.rule,
        rule_version=finding.version,
        pupil_id=pupil_id,
        occasion=occasion,
        severity=finding.severity,
        inputs=inputs,
    )
    db.session.add(signal)
    db.session.flush()
    return signal


def workers(school_id: int | None) -> dict[int, str]:
    """Ids and roles of all who can be given a case at this school."""
    query = sa.select(User.id, User.role).where(
        User.school_id == school_id, User.role.in_(CASE_WORKERS), User.is_active
    )
    return {row.id: row.role for row in db.session.execute(query.order_by(User.id))}
