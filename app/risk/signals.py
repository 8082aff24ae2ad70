"""Stores safety signals and says who is told. Never a parent, never an excluded person."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from app.core.db import db
from app.people.models import User
from app.people.roles import CASE_WORKERS, Role
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


# When nobody of the wanted roles may be told, the next role of the ladder is (safeguarding §9).
LADDER = (Role.PSYCHOLOGIST, Role.LEAD, Role.DEPUTY, Role.HEAD)


def recipients(
    finding: SignalFinding,
    *,
    school_id: int,
    chosen: Iterable[int | None] = (),
    excluded: frozenset[int],
) -> list[int]:
    """Ids of those who are told: chosen adults and the rule's roles, less the excluded.

    Empty where everybody is excluded: the child is then shown who answers outside the school.
    """
    workers = {one: role for one, role in _workers(school_id) if one not in excluded}
    told = {one for one in chosen if one in workers}
    told |= {one for one, role in workers.items() if role in finding.told_roles}
    for rung in LADDER:
        told = told or {one for one, role in workers.items() if role == rung}
    return sorted(told)


def _workers(school_id: int | None) -> Iterable[tuple[int, str]]:
    query = sa.select(User.id, User.role).where(
        User.school_id == school_id, User.role.in_(CASE_WORKERS), User.is_active
    )
    return db.session.execute(query.order_by(User.id)).tuples()


def of_role(school_id: int | None, role: str) -> list[int]:
    return [one for one, theirs in _workers(school_id) if theirs == role]
