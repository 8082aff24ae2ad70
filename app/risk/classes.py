"""C1 and C2: classes that feel less safe than their school, and classes from which several call.

Told without names, and once: the notice of a class and week is the same however often this runs.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.core import clock, schoolcalendar
from app.core.db import db
from app.notices.services import queue_notices
from app.people.models import Enrolment, SchoolClass, User
from app.people.roles import Role
from app.people.switches import SchoolSwitch
from app.risk.groups import (
    CLUSTER_WINDOW,
    ClimateWave,
    Report,
    climate_stands_out,
    is_cluster,
    severity_of_witnesses,
)
from app.risk.models import Signal
from app.risk.rules import SignalFinding
from app.wellbeing import checkins
from app.wellbeing.climate import WEEKS, monday

LOOKS_BACK = dt.timedelta(weeks=2 * WEEKS + 4)
CLUSTER_RULES = ("D4", "D5")

Weeks = Mapping[dt.date, Mapping[str, int]]


def safety_of_school(school_id: int | None) -> dict[int, Weeks]:
    """By class: answers to "Do you feel safe in your class?" of the weeks that waves look at."""
    since = monday(clock.today()) - LOOKS_BACK
    return dict(checkins.counts_of(_classes_of(school_id), "safe", since=since))


def stands_out(class_id: int, safety: Mapping[int, Weeks]) -> bool:
    """C1 for a class among the classes of its school."""
    return climate_stands_out([_wave(class_id, safety, age) for age in (WEEKS, 0)])


def _wave(class_id: int, safety: Mapping[int, Weeks], weeks_ago: int) -> ClimateWave:
    end = monday(clock.today()) - dt.timedelta(weeks=weeks_ago)
    own = _window(safety.get(class_id, {}), end)
    school = sum((_window(one, end) for one in safety.values()), Counter[str]())
    return ClimateWave(end, own["no"], own.total(), school["no"], school.total())


def _window(weeks: Weeks, end: dt.date) -> Counter[str]:
    start = end - dt.timedelta(weeks=WEEKS)
    return sum((Counter(one) for day, one in weeks.items() if start <= day < end), Counter[str]())


def tell_of_classes() -> None:
    """Nightly; safe to run twice."""
    query = sa.select(SchoolSwitch.school_id, SchoolSwitch.state).where(
        SchoolSwitch.family == "climate", SchoolSwitch.state != "off"
    )
    for school_id, state in db.session.execute(query).all():
        _tell_of_climate(school_id, state)
        _tell_of_clusters(school_id, state)


def with_witnesses(finding: SignalFinding, *, pupil_id: int, class_id: int | None) -> SignalFinding:
    """D5 is graver where another pupil of the class has told of it within two weeks, too."""
    if finding.rule != "D5" or class_id is None:
        return finding
    today = Report(pupil_id, clock.today())
    query = _reports(("D5",)).where(Enrolment.class_id == class_id)
    earlier = [_report(row) for row in db.session.execute(query)]
    severity = severity_of_witnesses([*earlier, today], on=clock.today())
    return replace(finding, severity=max(severity, finding.severity))


def _tell_of_climate(school_id: int, state: str) -> None:
    safety = safety_of_school(school_id)
    # Once in four weeks: the same answers are in the waves of each of them.
    block = clock.today().toordinal() // (7 * WEEKS)
    for class_id, teacher_id in _classes_of(school_id).items():
        if stands_out(class_id, safety):
            told = [*_adults(school_id, state, Role.PSYCHOLOGIST, Role.LEAD)]
            teacher = [teacher_id] if teacher_id and state == "on" else []
            subject = f"class:{class_id}:{block}"
            queue_notices(recipients=[*told, *teacher], kind="class-climate", subject_id=subject)


def _tell_of_clusters(school_id: int, state: str) -> None:
    # Once in two weeks: while one report more comes and the oldest goes, it is the same cluster.
    block = clock.today().toordinal() // CLUSTER_WINDOW.days
    for class_id, reports in _reports_of(school_id).items():
        if is_cluster(reports, on=clock.today()):
            queue_notices(
                recipients=_adults(school_id, state, Role.LEAD),
                kind="class-cluster",
                subject_id=f"class:{class_id}:{block}",
            )


def _classes_of(school_id: int | None) -> dict[int, int | None]:
    """Teachers by class, of the present school year."""
    query = sa.select(SchoolClass.id, SchoolClass.teacher_id).where(
        SchoolClass.school_id == school_id,
        SchoolClass.school_year == schoolcalendar.school_year(clock.today()),
    )
    return {row.id: row.teacher_id for row in db.session.execute(query)}


def _reports_of(school_id: int) -> dict[int, list[Report]]:
    """Reports of bullying by class, of the last two weeks."""
    found: dict[int, list[Report]] = defaultdict(list)
    for row in db.session.execute(_reports(CLUSTER_RULES).where(User.school_id == school_id)):
        found[row.class_id].append(_report(row))
    return found


def _reports(rules: Iterable[str]) -> sa.Select[Any]:
    columns: tuple[Any, ...] = (Enrolment.class_id, Signal.pupil_id, Signal.created_at)
    return (
        sa.select(*columns)
        .join(User, User.id == Signal.pupil_id)
        .join(Enrolment, sa.and_(Enrolment.pupil_id == User.id, Enrolment.ends_on.is_(None)))
        .where(Signal.rule.in_(list(rules)), Signal.created_at >= clock.now() - CLUSTER_WINDOW)
    )


def _report(row: Any) -> Report:
    return Report(row.pupil_id, clock.local(row.created_at).date())


def _adults(school_id: int, state: str, *roles: Role) -> list[int]:
    """On trial only the psychologist hears of it."""
    told = roles if state == "on" else (Role.PSYCHOLOGIST,)
    query = sa.select(User.id).where(
        User.school_id == school_id, User.role.in_(told), User.is_active
    )
    return list(db.session.scalars(query.order_by(User.id)))
