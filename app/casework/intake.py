"""From a child's or an adult's words to a case with readers, in one transaction."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified

from app.casework import workflow
from app.casework.access import barred, readers, was_opened
from app.casework.models import Case, CaseExclusion, CaseReader, ChronologyEntry
from app.core import clock
from app.core.db import db
from app.learning.rollups import claim_submission
from app.notices.services import queue_notices
from app.people.access import NotFound
from app.people.calendars import calendar_of_pupil
from app.people.models import User
from app.people.queries import class_teacher_of, guardians_of
from app.people.viewer import Viewer
from app.risk import classes, lesson_words, lists, matches, rules, signals
from app.risk.models import LessonWords, Signal, SoftSignal
from app.risk.rules import SignalFinding
from app.wellbeing import queries as requests
from app.wellbeing import services as wellbeing
from app.wellbeing.models import Concern, HelpRequest
from app.wellbeing.services import Request


@dataclass(frozen=True, slots=True)
class _Matter:
    """What somebody has said, as the rules see it, and for whose eyes it is."""

    finding: SignalFinding
    pupil_id: int
    occasion: str
    inputs: dict[str, Any]
    told: list[int]
    excluded: frozenset[int]
    request_id: uuid.UUID | None = None


def ask_for_help(*, pupil: Viewer, request: Request) -> HelpRequest:
    """H1, H2 or a card: request, signal, case and notices together, or nothing.

    Help has no limit: what asks nothing more of nobody else joins the case that stands.
    """
    claim_submission(request.submission_key, pupil.id)  # of two at once, one waits here
    row, is_new = wellbeing.record_request(pupil_id=pupil.id, request=request)
    if not is_new:
        return row
    matter = _matter_of_request(pupil, request, row.id)
    case = _standing_case(row, matter)
    if case is None:
        _open(matter)
    else:
        _join(case, matter)
    return row


def _matter_of_request(pupil: Viewer, request: Request, row_id: uuid.UUID) -> _Matter:
    finding = _finding_of_request(pupil, request, row_id)
    excluded = request.not_these | frozenset(guardians_of(pupil.id))
    return _Matter(
        finding=finding,
        pupil_id=pupil.id,
        occasion=f"request:{row_id}",
        inputs={
            "topic": request.topic,
            "wish": request.wish,
            "frequency": request.frequency,
            "signs": list(request.signs),
        },
        told=rules.recipients(
            finding,
            workers=signals.workers(pupil.school_id),
            chosen=[request.addressed_to_id, _allowed_teacher(pupil.id, request)],
            excluded=excluded,
        ),
        excluded=excluded,
        request_id=row_id,
    )


def _finding_of_request(pupil: Viewer, request: Request, row_id: uuid.UUID) -> SignalFinding:
    """By what was chosen and marked, by other witnesses, and by the words where that is on."""
    finding = rules.of_help_request(
        kind=request.kind,
        topic=request.topic,
        wish=request.wish,
        frequency=request.frequency,
        has_addressee=request.addressed_to_id is not None,
        card=request.card,
        signs=request.signs,
    )
    finding = classes.with_witnesses(finding, pupil_id=pupil.id, class_id=pupil.class_id)
    by_words = matches.look_at(school_id=pupil.school_id, request_id=row_id, text=request.words)
    return rules.with_words(finding, severity=by_words)


def would_be_told(*, pupil: Viewer, findings: Iterable[SignalFinding]) -> list[list[int]]:
    """Who reads each of these where the child chooses nobody: said before the child writes."""
    workers = signals.workers(pupil.school_id)
    excluded = frozenset(guardians_of(pupil.id))
    return [rules.recipients(one, workers=workers, excluded=excluded) for one in findings]


def _allowed_teacher(pupil_id: int, request: Request) -> int | None:
    """The class teacher, where the child has said that they may know."""
    teacher = class_teacher_of(pupil_id) if request.teacher_may_know else None
    return teacher.id if teacher else None


def _standing_case(row: HelpRequest, matter: _Matter) -> Case | None:
    """The open case of the same kind, as grave and for the same eyes, if there is one."""
    query = (
        sa.select(Case)
        .join(Signal, Signal.id == Case.signal_id)
        .join(ChronologyEntry, ChronologyEntry.case_id == Case.id)
        .join(HelpRequest, HelpRequest.id == ChronologyEntry.request_id)
        .where(
            Case.pupil_id == matter.pupil_id,
            Case.state.in_(workflow.OPEN_STATES),
            Case.severity >= matter.finding.severity,
            Signal.rule == matter.finding.rule,
            ChronologyEntry.kind == "signal",
            HelpRequest.addressed_to_id.is_not_distinct_from(row.addressed_to_id),
            HelpRequest.teacher_may_know == row.teacher_may_know,
        )
        .order_by(Case.opened_at.desc())
        .with_for_update(of=Case)  # a child is never refused because somebody works on the case
    )
    case = db.session.scalars(query.limit(1)).first()
    if case is None:
        return None
    reading = set(readers(case.id))
    is_for_the_same_eyes = reading.issuperset(matter.told) and not reading & matter.excluded
    return case if is_for_the_same_eyes else None


def _join(case: Case, matter: _Matter) -> None:
    """One more message in the case: a line, a notice and a deadline of its own."""
    calendar = calendar_of_pupil(case.pupil_id)
    limits = workflow.deadlines(matter.finding.severity, clock.now(), calendar)
    case.due_at = min(case.due_at, limits.seen if case.state == "new" else limits.contact)
    flag_modified(case, "due_at")  # whoever has the older page open must look again
    db.session.add(ChronologyEntry(case_id=case.id, kind="joined", request_id=matter.request_id))
    _exclude(case.id, matter.excluded - barred(case.id))
    db.session.flush()
    queue_notices(recipients=readers(case.id), kind="case-joined", subject_id=matter.request_id)


def take_back(*, pupil: Viewer, request_id: uuid.UUID) -> HelpRequest:
    """The child takes a request back. The case stays: an adult asks once, calmly, how they are.

    Words that nobody has opened yet are shown to nobody any more.
    """
    row = requests.request(request_id)
    if row is None or row.pupil_id != pupil.id:
        raise NotFound
    if row.withdrawn_at is None:
        case_id = case_of(row.id)
        db.session.get(Case, case_id, with_for_update={"key_share": True})  # see access.case_for
        kind = "taken-back" if was_opened(case_id, row.created_at) else "taken-back-unread"
        wellbeing.withdraw(row=row)
        db.session.add(ChronologyEntry(case_id=case_id, kind=kind, request_id=row.id))
        db.session.flush()
    return row


def case_of(request_id: uuid.UUID) -> int:
    """The case that a request opened or joined; once merged, the one that goes on for both."""
    query = (
        sa.select(ChronologyEntry.case_id)
        .join(Case, Case.id == ChronologyEntry.case_id)
        .where(ChronologyEntry.request_id == request_id, Case.state != "merged")
        .order_by(ChronologyEntry.at, ChronologyEntry.id)
    )
    return db.session.scalars(query.limit(1)).one()


def report_concern(
    *,
    author: Viewer,
    pupil_id: int,
    school_id: int,
    submission_key: uuid.UUID,
    not_these: frozenset[int] = frozenset(),
    **what: Any,
) -> Concern:
    """P1 or P2. Who reports it gets a receipt, never the child's file."""
    claim_submission(submission_key, author.id)
    concern, is_new = wellbeing.record_concern(
        pupil_id=pupil_id, author_id=author.id, submission_key=submission_key, **what
    )
    if is_new:
        finding = rules.of_concern(kind=concern.kind, is_urgent=concern.is_urgent)
        excluded = not_these | frozenset(guardians_of(pupil_id))
        matter = _Matter(
            finding=finding,
            pupil_id=pupil_id,
            occasion=f"concern:{concern.id}",
            inputs={"told_in_person": concern.told_in_person},
            told=rules.recipients(finding, workers=signals.workers(school_id), excluded=excluded),
            excluded=excluded,
        )
        _open(matter)
    return concern


def open_for_hard_weeks(*, signal: SoftSignal, by: Viewer) -> int:
    """The id of the case that the psychologist opens; pressing twice finds the first."""
    occasion = f"weeks:{signal.id}"
    lists.judge(signal=signal, by=by, verdict="useful")
    query = sa.select(Case.id).join(Signal, Signal.id == Case.signal_id)
    known = db.session.scalar(query.where(Signal.occasion == occasion))
    if known is not None:
        return known
    finding = SignalFinding(signal.rule, signal.severity, ("psychologist",), signal.rule_version)
    excluded = frozenset(guardians_of(signal.pupil_id))
    return _open(
        _Matter(
            finding=finding,
            pupil_id=signal.pupil_id,
            occasion=occasion,
            inputs=signal.inputs,
            told=[by.id],
            excluded=excluded,
        )
    )


def open_for_lesson_words(
    *, pupil_id: int, row: LessonWords, reply: str | None, school_id: int | None
) -> int:
    """T1s: who is told follows the child's answer. Somebody looks within a school day."""
    row.reply, row.told_at = reply, clock.now()
    finding = rules.of_lesson_words(reply=reply, severity=row.severity)
    excluded = frozenset(guardians_of(pupil_id))
    workers = signals.workers(school_id)
    matter = _Matter(
        finding=finding,
        pupil_id=pupil_id,
        occasion=f"lesson:{row.lesson_id}:{row.asked_at:%Y-%m-%dT%H:%M}",
        inputs={"lesson": row.lesson_id, "reply": reply},
        told=rules.recipients(finding, workers=workers, excluded=excluded),
        excluded=excluded,
    )
    case = db.session.get_one(Case, _open(matter))
    a_day = workflow.deadlines(2, clock.now(), calendar_of_pupil(pupil_id)).seen
    case.due_at = min(case.due_at, a_day)
    return case.id


def answer_lesson_words(*, pupil: Viewer, lesson_id: str, reply: lesson_words.Reply) -> None:
    """The first answer counts; after the psychologist was told, only "it is about me" adds."""
    row = lesson_words.question_for(pupil, lesson_id, to_write=True)
    if row.reply is not None:
        return
    if row.told_at is not None and reply == "task":
        row.reply = reply
        return
    open_for_lesson_words(pupil_id=pupil.id, row=row, reply=reply, school_id=pupil.school_id)


def open_for_unanswered(pupil_id: int, lesson_id: str) -> None:
    """The child was asked and has gone. Safe to run twice, and beside the child's late answer."""
    row = db.session.get(LessonWords, (pupil_id, lesson_id), with_for_update=True)
    if row is None or row.told_at is not None or row.is_shadow:
        return
    school_id = db.session.scalar(sa.select(User.school_id).where(User.id == pupil_id))
    open_for_lesson_words(pupil_id=pupil_id, row=row, reply=None, school_id=school_id)


def _open(matter: _Matter) -> int:
    signal = signals.raise_signal(
        finding=matter.finding,
        pupil_id=matter.pupil_id,
        occasion=matter.occasion,
        inputs=matter.inputs,
    )
    case = _new_case(signal)
    db.session.add_all(CaseReader(case_id=case.id, user_id=one) for one in matter.told)
    _exclude(case.id, matter.excluded)
    db.session.add(ChronologyEntry(case_id=case.id, kind="signal", request_id=matter.request_id))
    db.session.flush()
    queue_notices(recipients=matter.told, kind="case-opened", subject_id=case.id)
    return case.id


def _exclude(case_id: int, people: Iterable[int]) -> None:
    db.session.add_all(CaseExclusion(case_id=case_id, user_id=one) for one in sorted(people))


def _new_case(signal: Signal) -> Case:
    now = clock.now()
    case = Case(
        signal_id=signal.id,
        pupil_id=signal.pupil_id,
        severity=signal.severity,
        due_at=workflow.deadlines(signal.severity, now, calendar_of_pupil(signal.pupil_id)).seen,
    )
    db.session.add(case)
    db.session.flush()
    return case
