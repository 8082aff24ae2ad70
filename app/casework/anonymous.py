"""Who reads what came without a name, by when, and what they do with it.

Lead and psychologist are told, never the role that it is about. Where lead or head are meant, the
child is shown who answers outside the school (safeguarding.md §8, D2 and H3).
"""

import uuid
from collections.abc import Iterable

import sqlalchemy as sa

from app.casework import workflow
from app.core import audit, clock
from app.core.db import db
from app.notices.services import queue_notices
from app.people.access import NotFound
from app.people.calendars import calendar_of
from app.people.roles import Role
from app.people.viewer import Viewer
from app.risk import signals
from app.wellbeing import anonymous
from app.wellbeing.anonymous import AnonymousReader, AnonymousReport, Told

READ_BY = (Role.LEAD, Role.PSYCHOLOGIST)
# If nobody of those may know, the next of these is told.
THEN = (Role.DEPUTY, Role.HEAD, Role.SOCIAL_PEDAGOGUE)
# Accused, these are above everybody at school who could read of it.
ABOVE_ALL = (Role.LEAD, Role.HEAD)
SEVERITY = 2


def told_roles(about: str | None) -> list[str]:
    """Roles that would read it, in the order of the ladder. Pure."""
    first = [role for role in READ_BY if role != about]
    return [*first, *(role for role in THEN if role != about)]


def readers_for(school_id: int, about: str | None) -> list[int]:
    """Ids of those who are told: the first roles of the list that somebody has."""
    workers = signals.workers(school_id)
    wanted = [role for role in READ_BY if role != about]
    told = [one for one, role in workers.items() if role in wanted]
    for role in told_roles(about):
        told = told or [one for one, own in workers.items() if own == role]
    return sorted(told)


def tell(*, school_id: int, told: Told) -> AnonymousReport:
    """The report, its readers and their notices together, or nothing."""
    due_at = workflow.deadlines(SEVERITY, clock.now(), calendar_of(school_id)).seen
    report, is_new = anonymous.keep(school_id=school_id, told=told, due_at=due_at)
    if is_new:
        _let_read(report, readers_for(school_id, told.about))
    return report


def write_more(*, report: AnonymousReport, words: str, submission_key: uuid.UUID) -> None:
    """The sender goes on: whoever reads it is told, and the clock starts unless it runs."""
    is_running = report.state != "closed" and anonymous.waits_for_answer(report.id)
    if not anonymous.add_message(report=report, words=words, submission_key=submission_key):
        return
    if not is_running:
        calendar = calendar_of(report.school_id)
        report.due_at = workflow.deadlines(report.severity, clock.now(), calendar).contact
    if report.state != "new":
        report.state, report.closed_at = "answered", None
    readers = readers_of(report.id)
    queue_notices(recipients=readers, kind="anonymous-more", subject_id=submission_key)


def answer(*, report: AnonymousReport, by: Viewer, words: str, submission_key: uuid.UUID) -> None:
    """Seen by the sender behind the receipt code, and by nobody else."""
    new = anonymous.add_message(
        report=report, words=words, submission_key=submission_key, author_id=by.id
    )
    if new:
        report.state, report.closed_at = "answered", None
        _trace(report, by)


def close(*, report: AnonymousReport, by: Viewer) -> None:
    if report.state != "closed":
        report.state, report.closed_at = "closed", clock.now()
        _trace(report, by)


def visible(viewer: Viewer) -> sa.Select[AnonymousReport]:
    mine = sa.select(AnonymousReader.report_id).where(AnonymousReader.user_id == viewer.id)
    return sa.select(AnonymousReport).where(AnonymousReport.id.in_(mine))


def report_for(viewer: Viewer, report_id: uuid.UUID) -> AnonymousReport:
    report = db.session.scalar(visible(viewer).where(AnonymousReport.id == report_id))
    if report is None:
        raise NotFound
    return report


def record_reading(report: AnonymousReport, by: Viewer) -> None:
    audit.record(
        actor_id=by.id,
        action=audit.Action.REQUEST_READ,
        subject_type="anonymous-report",
        subject_id=report.id,
    )


def climb_overdue() -> None:
    """Every few minutes; safe to run again: what nobody answers in time reaches the next role."""
    query = sa.select(AnonymousReport).where(
        AnonymousReport.state != "closed", AnonymousReport.due_at <= clock.now()
    )
    for report in db.session.scalars(query).all():
        if anonymous.waits_for_answer(report.id):
            _climb(report)


def _climb(report: AnonymousReport) -> None:
    known = set(readers_of(report.id))
    workers = signals.workers(report.school_id)
    for role in told_roles(report.about):
        new = [one for one, own in workers.items() if own == role and one not in known]
        if new:
            _let_read(report, new)
            break
    report.due_at = workflow.deadlines(
        report.severity, clock.now(), calendar_of(report.school_id)
    ).seen


def _let_read(report: AnonymousReport, people: Iterable[int]) -> None:
    told = list(people)
    db.session.add_all(AnonymousReader(report_id=report.id, user_id=one) for one in told)
    db.session.flush()
    queue_notices(recipients=told, kind="anonymous-report", subject_id=report.id)


def readers_of(report_id: uuid.UUID) -> list[int]:
    query = sa.select(AnonymousReader.user_id).where(AnonymousReader.report_id == report_id)
    return list(db.session.scalars(query.order_by(AnonymousReader.user_id)))


def _trace(report: AnonymousReport, by: Viewer) -> None:
    audit.record(
        actor_id=by.id,
        action=audit.Action.CASE_CHANGED,
        subject_type="anonymous-report",
        subject_id=report.id,
    )
