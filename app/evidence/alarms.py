"""A measure that went the wrong way calls people, and stands until they have said what follows."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.content.schema.instrument import SCALES
from app.core import audit, clock
from app.core.db import db
from app.evidence.figures import Alarm
from app.evidence.models import HarmAlarm
from app.notices.services import queue_notices
from app.people.access import NotFound
from app.people.models import User
from app.people.roles import Role
from app.people.viewer import Viewer

# Who answers for lessons and for children at a school.
CALLED = (Role.HEAD, Role.DEPUTY, Role.LEAD, Role.SCHOOL_ADMIN)
LONGEST_DECISION = 1000


def raise_all(found: Iterable[Alarm], *, school_id: int, school_year: int) -> None:
    """Each measure once a school year: what was decided about it stays decided. An item of a
    scale that has called already tells nothing new.
    """
    known = {
        (one.theme, one.measure) for one in alarms_of(school_id) if one.school_year == school_year
    }
    for one in sorted(found, key=lambda its: its.measure not in SCALES):
        if not {(one.theme, one.measure), (one.theme, one.scale)} & known:
            _raise(one, school_id, school_year)
            known.add((one.theme, one.measure))


def _raise(found: Alarm, school_id: int, school_year: int) -> None:
    row = HarmAlarm(
        school_id=school_id,
        school_year=school_year,
        theme=found.theme,
        scale=found.scale,
        measure=found.measure,
        moment=found.moment,
        against=found.against,
        value=round(found.value, 2),
        low=round(found.low, 2),
        high=round(found.high, 2),
    )
    db.session.add(row)
    db.session.flush()
    people = sa.select(User.id).where(
        User.school_id == school_id, User.role.in_(CALLED), User.is_active
    )
    queue_notices(
        recipients=db.session.scalars(people.order_by(User.id)),
        kind="lessons-harm",
        subject_id=row.id,
    )


def alarms_of(school_id: int | None) -> list[HarmAlarm]:
    """The latest first."""
    query = sa.select(HarmAlarm).where(HarmAlarm.school_id == school_id)
    return list(db.session.scalars(query.order_by(HarmAlarm.id.desc())))


def decide(*, alarm_id: int, decision: str, by: Viewer) -> bool:
    """Once: the first word stands. False where somebody has decided before."""
    row = db.session.get(HarmAlarm, alarm_id, with_for_update=True)
    if row is None or row.school_id != by.school_id:
        raise NotFound
    if row.decided_at is not None:
        return False
    row.decided_at, row.decided_by_id, row.decision = clock.now(), by.id, decision
    audit.record(
        actor_id=by.id,
        action=audit.Action.ALARM_DECIDED,
        subject_type="harm-alarm",
        subject_id=row.id,
    )
    return True


def counts_of_region(school_year: int | None) -> dict[str, tuple[int, int]]:
    """Of a school year, by theme: alarms that wait for a decision, and those that have one."""
    waiting = sa.func.sum(sa.case((HarmAlarm.decided_at.is_(None), 1), else_=0))
    rows = db.session.execute(
        sa.select(HarmAlarm.theme, waiting, sa.func.count(HarmAlarm.decided_at))
        .where(HarmAlarm.school_year == school_year)
        .group_by(HarmAlarm.theme)
    )
    return {theme: (open_ones, decided) for theme, open_ones, decided in rows}
