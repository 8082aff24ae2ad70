"""Soft signals of weekly moods: found, asked about, listed, ended. Safe to run twice.

Two worlds of pages that differ only in these rows are equal for parents and teachers.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.people import switches
from app.people.access import NotFound
from app.people.models import Enrolment, SchoolClass, User
from app.risk import mood
from app.risk.models import Signal, SoftSignal
from app.risk.mood import Face, MoodFinding, Reply
from app.wellbeing import checkins
from app.wellbeing.climate import monday
from app.wellbeing.models import CheckIn

# A pupil of grade g turns g + 6 in the school year: the age where no birth date is known.
_AGE_OF_GRADE = 6


def evaluate(pupil_id: int) -> None:
    """M1, M2 and X1 over the pupil's kept weeks: what ended ends, what is new opens."""
    state = switches.state(_school_of(pupil_id), "mood")
    faces = [Face(one.week, one.mood) for one in checkins.faces_of(pupil_id)]
    rows = _rows(pupil_id)
    if mood.has_ended(faces, on=clock.today()):
        _end(rows)
    if state == "off":
        return
    for row in rows:
        _go_on(row, faces)
    finding = mood.find(faces, age=_age(pupil_id), on=clock.today())
    if finding and mood.may_open(finding, rows, on=clock.today()):
        _open(pupil_id, finding, is_shadow=state == "shadow")


def _school_of(pupil_id: int) -> int | None:
    return db.session.scalar(sa.select(User.school_id).where(User.id == pupil_id))


def _rows(pupil_id: int) -> Sequence[SoftSignal]:
    query = sa.select(SoftSignal).where(SoftSignal.pupil_id == pupil_id)
    return db.session.scalars(query.order_by(SoftSignal.opened_on)).all()


def _age(pupil_id: int) -> int:
    """By the birth date where the school gave one, else by the grade; 0 is too young."""
    query = (
        sa.select(User.born_on, SchoolClass.grade)
        .outerjoin(Enrolment, sa.and_(Enrolment.pupil_id == User.id, Enrolment.ends_on.is_(None)))
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(User.id == pupil_id)
    )
    born_on, grade = db.session.execute(query).one()
    if born_on is None:
        return grade + _AGE_OF_GRADE if grade else 0
    today = clock.today()
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _end(rows: Iterable[SoftSignal]) -> None:
    """Also where the rule was switched off since: what never ends is never forgotten."""
    for row in rows:
        row.ended_on = row.ended_on or clock.today()


def _go_on(row: SoftSignal, faces: Sequence[Face]) -> None:
    if row.ended_on or row.listed_on or row.is_shadow:
        return
    if _step(row, faces) == "weekly-list":
        row.listed_on = _next_list_day()


def _step(row: SoftSignal, faces: Sequence[Face]) -> mood.Step:
    since = max(row.opened_on, row.quiet_until or row.opened_on)
    lows = [one for one in faces if one.is_low and one.day > since]
    return mood.next_step(
        row.rule, replies=_replies(row), lows_since=len(lows), is_quiet=_is_quiet(row)
    )


def _is_quiet(row: SoftSignal) -> bool:
    return row.quiet_until is not None and row.quiet_until > clock.today()


def _replies(row: SoftSignal) -> list[Reply]:
    return [row.replies[week] for week in sorted(row.replies)]


def _week() -> str:
    return monday(clock.today()).isoformat()


def _next_list_day() -> dt.date:
    """The list is read once a week: what comes after Monday waits for the next one."""
    today = clock.today()
    return today + dt.timedelta(days=-today.weekday() % 7)


def _open(pupil_id: int, finding: MoodFinding, *, is_shadow: bool) -> None:
    seconds = _second_facts(pupil_id)
    today = clock.today()
    severity = mood.raised_by_a_second_fact(finding.severity, mood_on=today, others=seconds)
    db.session.add(
        SoftSignal(
            pupil_id=pupil_id,
            rule=finding.rule,
            rule_version=finding.version,
            occasion=finding.occasion,
            severity=severity,
            inputs=_inputs(finding, is_raised=severity > finding.severity),
            is_shadow=is_shadow,
            opened_on=today,
            replies={},
            listed_on=_next_list_day() if finding.rule == "M2" and not is_shadow else None,
        )
    )
    db.session.flush()


def _inputs(finding: MoodFinding, *, is_raised: bool) -> dict[str, object]:
    return {
        "lows": [{"week": one.day.isoformat(), "mood": one.mood} for one in finding.lows],
        "usual": finding.usual,
        "with_second_fact": is_raised,
    }


def _second_facts(pupil_id: int) -> list[dt.date]:
    """X1: days of D4 cards with "please contact me" and the like."""
    query = sa.select(Signal.created_at).where(Signal.pupil_id == pupil_id, Signal.rule == "D4")
    return [clock.local(at).date() for at in db.session.scalars(query)]


def question_for(pupil_id: int) -> SoftSignal | None:
    """The card "hard weeks; talk?" of this pupil: once a week, until there is a clear answer."""
    return next((row for row in _rows(pupil_id) if _asks(row)), None)


def _asks(row: SoftSignal) -> bool:
    if row.is_shadow or row.ended_on or _is_quiet(row) or _week() in row.replies:
        return False
    # What lasts is told to the child once, also when it stands in the list already.
    return not row.replies if row.listed_on else "talk" not in row.replies.values()


def answer(*, pupil_id: int, signal_id: uuid.UUID, reply: Reply) -> None:
    """What the child says to the card. "Talk" opens a help request, which the page leads to."""
    row = db.session.get(SoftSignal, signal_id, with_for_update=True)
    if row is None or row.pupil_id != pupil_id or row.is_shadow:
        raise NotFound
    row.replies = {**row.replies, _week(): reply}
    if reply == "fine":
        row.quiet_until = clock.today() + mood.QUIET_AFTER_FINE
        row.listed_on = None if row.rule == "M1" else row.listed_on
    elif row.listed_on is None and _step(row, ()) == "weekly-list":
        row.listed_on = _next_list_day()


def pupils_to_evaluate(since: dt.datetime) -> list[int]:
    """For the nightly sweep: who checked in lately, and whose signal stands."""
    recent = sa.select(CheckIn.pupil_id).where(CheckIn.created_at >= since)
    standing = sa.select(SoftSignal.pupil_id).where(SoftSignal.ended_on.is_(None))
    return sorted(set(db.session.scalars(recent)) | set(db.session.scalars(standing)))
