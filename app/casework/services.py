"""What people do with a case. Each act is a line of the chronology; only acts stop the clock."""

import datetime as dt

import sqlalchemy as sa

from app.casework import workflow
from app.casework.models import Case, CaseExclusion, CaseReader, CaseTask, ChronologyEntry
from app.casework.workflow import MoveNotAllowed
from app.core import audit, clock, schoolcalendar
from app.core.db import db
from app.people.viewer import Viewer
from app.risk import signals
from app.risk.rules import SignalFinding


def acknowledge(*, case: Case, by: Viewer) -> None:
    """Takes the case: from now on it has a named owner."""
    _move(case, "acknowledge", by)
    case.owner_id = by.id
    case.due_at = workflow.deadlines(case.severity, case.opened_at).contact


def triage(
    *, case: Case, by: Viewer, category: str, severity: int, home_is_safe: bool | None, note: str
) -> None:
    """After the first talk: what it is about, how grave, and whether home may be contacted."""
    if severity < case.severity:
        workflow.require_second_person(
            severity=case.severity, owner_id=case.owner_id, closer_id=by.id
        )
    _move(case, "triage", by, note)
    case.category, case.severity, case.home_is_safe = category, severity, home_is_safe
    _set_review(case)


def find_no_concern(*, case: Case, by: Viewer, note: str) -> None:
    """Kept, with the reason."""
    workflow.require_second_person(severity=case.severity, owner_id=case.owner_id, closer_id=by.id)
    _move(case, "find_no_concern", by, note)


def add_task(*, case: Case, by: Viewer, text: str, due_on: dt.date) -> None:
    """A dated step of the help plan; the first one means that help has begun."""
    db.session.add(CaseTask(case_id=case.id, text=text, due_on=due_on))
    if case.state in ("triaged", "monitoring"):
        _move(case, "support", by)
    else:
        _write(case, by, "task", text)


def finish_task(*, case: Case, by: Viewer, task: CaseTask) -> None:
    task.done_at = clock.now()
    _write(case, by, "task-done", task.text)


def monitor(*, case: Case, by: Viewer, review_on: dt.date, note: str) -> None:
    _move(case, "monitor", by, note)
    case.review_on = review_on
    case.due_at = clock.at(review_on, schoolcalendar.CLOSES.hour)


def close(*, case: Case, by: Viewer, better: str, note: str) -> None:
    """`better` is the child's own answer: yes, partly, no, or not-asked. "No" keeps it open."""
    if better == "no":
        raise MoveNotAllowed("not-better")
    workflow.require_second_person(severity=case.severity, owner_id=case.owner_id, closer_id=by.id)
    _move(case, "close", by, note)
    case.closed_at = clock.now()


def reopen(*, case: Case, by: Viewer, note: str) -> None:
    _move(case, "reopen", by, note)
    case.closed_at = None
    _set_review(case)


def add_note(*, case: Case, by: Viewer, note: str) -> None:
    _write(case, by, "note", note)


def bring_in(*, case: Case, by: Viewer, user_id: int) -> None:
    """Lets one more adult read the case. An exclusion is never lifted this way."""
    if db.session.get(CaseExclusion, (case.id, user_id)) is not None:
        raise MoveNotAllowed("excluded")
    if db.session.get(CaseReader, (case.id, user_id)) is None:
        db.session.add(CaseReader(case_id=case.id, user_id=user_id))
    _write(case, by, "brought-in")


def step_aside(*, case: Case, by: Viewer) -> None:
    """Anyone can leave with one tap. Without readers the case climbs to the next person at once."""
    db.session.add(CaseExclusion(case_id=case.id, user_id=by.id))
    _write(case, by, "stepped-aside")
    if case.owner_id == by.id and case.state == "acknowledged":
        case.state, case.owner_id = "new", None
    db.session.flush()
    if not readers(case.id):
        _climb(case, by.school_id)


def readers(case_id: int) -> list[int]:
    barred = sa.select(CaseExclusion.user_id).where(CaseExclusion.case_id == case_id)
    query = sa.select(CaseReader.user_id).where(
        CaseReader.case_id == case_id, CaseReader.user_id.notin_(barred)
    )
    return list(db.session.scalars(query))


def _climb(case: Case, school_id: int | None) -> None:
    excluded = db.session.scalars(
        sa.select(CaseExclusion.user_id).where(CaseExclusion.case_id == case.id)
    )
    nobody = SignalFinding(rule="O1", severity=case.severity, told_roles=())
    told = signals.recipients(nobody, school_id=school_id or 0, excluded=frozenset(excluded))
    for user_id in told:
        if db.session.get(CaseReader, (case.id, user_id)) is None:
            db.session.add(CaseReader(case_id=case.id, user_id=user_id))


def _move(case: Case, move: str, by: Viewer, note: str | None = None) -> None:
    case.state = workflow.after(case.state, move)
    _write(case, by, move, note)


def _write(case: Case, by: Viewer, kind: str, note: str | None = None) -> None:
    db.session.add(ChronologyEntry(case_id=case.id, actor_id=by.id, kind=kind, note=note or None))
    audit.record(
        actor_id=by.id,
        action=audit.Action.CASE_CHANGED,
        subject_type="case",
        subject_id=case.id,
    )


def _set_review(case: Case) -> None:
    """A review date is never empty once somebody has looked."""
    days = workflow.review_days(case.severity)
    case.due_at = schoolcalendar.end_of_school_day(clock.now(), days_later=days)
    case.review_on = clock.local(case.due_at).date()
