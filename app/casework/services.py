"""What people do with a case. Each act is a line of the chronology; only acts stop the clock."""

import datetime as dt
import uuid
from collections.abc import Iterable

import sqlalchemy as sa

from app.casework import workflow
from app.casework.access import barred, readers
from app.casework.models import Case, CaseExclusion, CaseReader, CaseTask, ChronologyEntry
from app.casework.workflow import MoveNotAllowed
from app.core import audit, clock, schoolcalendar
from app.core.db import db, upsert
from app.notices.services import queue_notices
from app.people.calendars import calendar_of_pupil
from app.people.models import User
from app.people.roles import CASE_WORKERS
from app.people.viewer import Viewer
from app.risk import rules, signals
from app.risk.models import Signal


def acknowledge(*, case: Case, by: Viewer) -> None:
    """Takes the case: from now on it has a named owner, and the child knows that it is seen."""
    move(case, "acknowledge", by)
    case.owner_id = by.id
    calendar = calendar_of_pupil(case.pupil_id)
    case.due_at = workflow.deadlines(case.severity, case.opened_at, calendar).contact
    if _is_of_the_child(case):
        queue_notices(recipients=[case.pupil_id], kind="request-seen", subject_id=case.id)


def _is_of_the_child(case: Case) -> bool:
    """A concern of an adult is not announced to the child by a machine."""
    occasion = db.session.scalar(sa.select(Signal.occasion).where(Signal.id == case.signal_id))
    return bool(occasion and occasion.startswith("request:"))


def triage(
    *,
    case: Case,
    by: Viewer,
    category: str,
    severity: int,
    home_is_safe: bool | None,
    note: str,
    conflict_checked: bool,
    safe_contact: str,
) -> None:
    """After the first talk: what it is about, how grave, whether home may be contacted, how to
    reach the child, and that nobody who reads it is part of it.
    """
    workflow.require_conflict_check(conflict_checked=conflict_checked, safe_contact=safe_contact)
    if severity < case.severity:
        _require_second_person(case, by)
    move(case, "triage", by, note)
    if severity != case.severity:
        write_line(case, by, f"severity-{severity}")
    write_line(case, by, "conflict-checked")
    case.category, case.severity, case.home_is_safe = category, severity, home_is_safe
    case.safe_contact = safe_contact
    set_review(case)


def find_no_concern(*, case: Case, by: Viewer, note: str) -> None:
    """Kept, with the reason."""
    _require_second_person(case, by)
    move(case, "find_no_concern", by, note)


def add_task(*, case: Case, by: Viewer, text: str, due_on: dt.date) -> None:
    """A dated step of the help plan; the first one means that help has begun."""
    if case.state != "in_support":
        move(case, "support", by)
    db.session.add(CaseTask(case_id=case.id, text=text, due_on=due_on))
    write_line(case, by, "task", text)


def finish_task(*, case: Case, by: Viewer, task: CaseTask) -> None:
    """Once: a step that is done stays done."""
    if task.done_at is None:
        task.done_at = clock.now()
        write_line(case, by, "task-done", task.text)


def monitor(*, case: Case, by: Viewer, review_on: dt.date, note: str) -> None:
    move(case, "monitor", by, note)
    case.review_on = review_on
    case.due_at = clock.at(review_on, schoolcalendar.CLOSES.hour)


def close(*, case: Case, by: Viewer, better: str, note: str) -> None:
    """`better` is the child's own answer: yes, partly, no, or not-asked. "No" keeps it open."""
    workflow.require_better(better)
    _require_second_person(case, by)
    move(case, "close", by, note)
    write_line(case, by, f"better-{better}")
    case.closed_at = clock.now()


def reopen(*, case: Case, by: Viewer, note: str) -> None:
    move(case, "reopen", by, note)
    case.closed_at = case.merged_into_id = None
    set_review(case)


def add_note(*, case: Case, by: Viewer, note: str, kind: str = "facts") -> None:
    """Facts, the child's words and opinions are lines of their own (workflow.NOTES)."""
    write_line(case, by, kind, note)


def talked(*, case: Case, by: Viewer) -> None:
    """Somebody has talked with the child: the clock starts towards the next review."""
    if case.state not in workflow.OPEN_STATES or case.state == "new":
        raise MoveNotAllowed("state")
    write_line(case, by, "talked")
    set_review(case)


def bring_in(*, case: Case, by: Viewer, user_id: int) -> None:
    """Lets one more adult read the case. An exclusion is never lifted this way."""
    if user_id not in may_be_brought_in(case):
        raise MoveNotAllowed("excluded")
    reader = {"case_id": case.id, "user_id": user_id, "since": clock.now()}
    row = upsert(CaseReader, reader).returning(CaseReader.user_id)
    if db.session.scalar(row) is not None:
        write_line(case, by, "brought-in")
        db.session.flush()
        queue_notices(recipients=[user_id], kind="case-opened", subject_id=case.id)


def may_be_brought_in(case: Case) -> list[int]:
    """Adults who work at the child's school and are not excluded, readers among them."""
    school = sa.select(User.school_id).where(User.id == case.pupil_id).scalar_subquery()
    workers = sa.select(User.id).where(
        User.school_id == school,
        User.role.in_(CASE_WORKERS),
        User.is_active,
        User.id.notin_(barred(case.id)),
    )
    return list(db.session.scalars(workers.order_by(User.id)))


def step_aside(*, case: Case, by: Viewer) -> None:
    """Anyone can leave with one tap. Without readers the case climbs to the next person at once."""
    row = upsert(CaseExclusion, {"case_id": case.id, "user_id": by.id})
    if db.session.scalar(row.returning(CaseExclusion.user_id)) is None:
        return
    write_line(case, by, "stepped-aside")
    db.session.flush()
    left_by(case, by.id)


def left_by(case: Case, person_id: int) -> None:
    """Somebody reads it no more: the backup takes over, or the next person of the ladder."""
    left = readers(case.id) or _climb(case, rules.LADDER)
    backup_id = case.backup_id
    if person_id in (backup_id, case.owner_id):
        case.backup_id = None
    if case.owner_id != person_id:
        return
    if case.state == "acknowledged":
        case.state, case.owner_id = "new", None
    elif left:
        case.owner_id = backup_id if backup_id in left else left[0]


def climb_overdue() -> None:
    """Every few minutes; safe to run again: a missed deadline brings in the next person."""
    now = clock.now()
    query = sa.select(Case).where(Case.state.in_(workflow.OPEN_STATES), Case.due_at <= now)
    for case in db.session.scalars(query).all():
        calendar = calendar_of_pupil(case.pupil_id)
        wanted = workflow.rungs_due(case.severity, case.due_at, now, calendar)
        climbed = sa.select(sa.func.count()).where(
            ChronologyEntry.case_id == case.id,
            ChronologyEntry.kind == "climbed",
            ChronologyEntry.at >= case.due_at,
        )
        for _ in range(wanted - (db.session.scalar(climbed) or 0)):
            _climb(case, workflow.rungs(case.severity))


def _climb(case: Case, rungs: Iterable[str]) -> list[int]:
    """Brings in the people of the first rung that has any; who is excluded is passed by."""
    for rung in rungs:
        new = bring_in_role(case=case, role=rung, kind="climbed", note=rung)
        if new:
            return new
    return []


def bring_in_role(
    *, case: Case, role: str, kind: str = "brought-in", note: str | None = None
) -> list[int]:
    """The platform itself lets all of a role read who do not yet, and are not excluded."""
    passed_by = {*readers(case.id), *barred(case.id)}
    school_id = db.session.scalar(sa.select(User.school_id).where(User.id == case.pupil_id))
    workers = signals.workers(school_id)
    new = [one for one, own in workers.items() if own == role and one not in passed_by]
    if new:
        db.session.add_all(CaseReader(case_id=case.id, user_id=one) for one in new)
        db.session.add(ChronologyEntry(case_id=case.id, kind=kind, note=note))
        db.session.flush()
        queue_notices(recipients=new, kind="case-opened", subject_id=case.id)
    return new


def _require_second_person(case: Case, by: Viewer) -> None:
    workflow.require_second_person(severity=case.severity, owner_id=case.owner_id, closer_id=by.id)


def move(case: Case, move: str, by: Viewer, note: str | None = None) -> None:
    case.state = workflow.after(case.state, move)
    write_line(case, by, move, note)


def write_line(
    case: Case,
    by: Viewer,
    kind: str,
    note: str | None = None,
    *,
    at: dt.datetime | None = None,
    request_id: uuid.UUID | None = None,
) -> None:
    """What a person did with the case: a line of it, and a trace. `at` is now where not given."""
    entry = ChronologyEntry(
        case_id=case.id,
        actor_id=by.id,
        kind=kind,
        note=note or None,
        at=at or clock.now(),
        request_id=request_id,
    )
    db.session.add(entry)
    audit.record(
        actor_id=by.id,
        action=audit.Action.CASE_CHANGED,
        subject_type="case",
        subject_id=case.id,
    )


def set_review(case: Case) -> None:
    """A review date is never empty once somebody has looked."""
    days = workflow.review_days(case.severity)
    calendar = calendar_of_pupil(case.pupil_id)
    case.due_at = calendar.end_of_school_day(clock.now(), days_later=days)
    case.review_on = clock.local(case.due_at).date()
