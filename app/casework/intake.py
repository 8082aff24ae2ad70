"""From a child's or an adult's words to a case with readers, in one transaction."""

from collections.abc import Iterable
from typing import Any

from app.casework import workflow
from app.casework.models import Case, CaseExclusion, CaseReader, ChronologyEntry
from app.core import clock
from app.core.db import db
from app.notices.services import queue_notices
from app.people.queries import class_teacher_of
from app.people.viewer import Viewer
from app.risk import rules, signals
from app.risk.models import Signal
from app.risk.rules import SignalFinding
from app.wellbeing import services as wellbeing
from app.wellbeing.models import Concern, HelpRequest
from app.wellbeing.services import Request


def ask_for_help(*, pupil: Viewer, request: Request) -> HelpRequest:
    """H1, H2 or D4: request, signal, case and notices together, or nothing."""
    row, is_new = wellbeing.record_request(pupil_id=pupil.id, request=request)
    if not is_new:
        return row
    finding = rules.of_help_request(
        kind=request.kind,
        topic=request.topic,
        wish=request.wish,
        frequency=request.frequency,
        has_addressee=request.addressed_to_id is not None,
    )
    _open(
        finding,
        pupil_id=pupil.id,
        school_id=pupil.school_id,
        occasion=f"request:{row.id}",
        inputs={"topic": request.topic, "wish": request.wish, "frequency": request.frequency},
        chosen=[request.addressed_to_id, _allowed_teacher(pupil.id, request)],
        excluded=request.not_these,
    )
    return row


def _allowed_teacher(pupil_id: int, request: Request) -> int | None:
    """The class teacher, where the child has said that they may know."""
    teacher = class_teacher_of(pupil_id) if request.teacher_may_know else None
    return teacher.id if teacher else None


def report_concern(*, author: Viewer, pupil_id: int, school_id: int, **what: Any) -> Concern:
    """P1 or P2. The author is not a reader: they get a receipt, never the child's file."""
    concern, is_new = wellbeing.record_concern(pupil_id=pupil_id, author_id=author.id, **what)
    if is_new:
        _open(
            rules.of_concern(kind=concern.kind, is_urgent=concern.is_urgent),
            pupil_id=pupil_id,
            school_id=school_id,
            occasion=f"concern:{concern.id}",
            inputs={"told_in_person": concern.told_in_person},
            chosen=[],
            excluded=frozenset({author.id}),
        )
    return concern


def _open(
    finding: SignalFinding,
    *,
    pupil_id: int,
    school_id: int | None,
    occasion: str,
    inputs: dict[str, Any],
    chosen: Iterable[int | None],
    excluded: frozenset[int],
) -> Case:
    assert school_id is not None  # pupils have a school: the database says so
    signal = signals.raise_signal(
        finding=finding, pupil_id=pupil_id, occasion=occasion, inputs=inputs
    )
    told = signals.recipients(finding, school_id=school_id, chosen=chosen, excluded=excluded)
    case = _new_case(signal)
    db.session.add_all(CaseReader(case_id=case.id, user_id=user_id) for user_id in told)
    db.session.add_all(
        CaseExclusion(case_id=case.id, user_id=user_id) for user_id in sorted(excluded)
    )
    db.session.add(ChronologyEntry(case_id=case.id, kind="signal"))
    db.session.flush()
    queue_notices(recipients=told, kind="case-opened", subject_id=case.id)
    return case


def _new_case(signal: Signal) -> Case:
    now = clock.now()
    case = Case(
        signal_id=signal.id,
        pupil_id=signal.pupil_id,
        severity=signal.severity,
        due_at=workflow.deadlines(signal.severity, now).seen,
    )
    db.session.add(case)
    db.session.flush()
    return case
