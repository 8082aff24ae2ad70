"""The conversation of a request: adults of the case answer, the child goes on.

A message belongs to a request, not to a case: whoever signs in as the child and asks for help
again joins the case, and still reads nothing that was answered to the child (wellbeing.history).
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
import sqlalchemy.orm as so
from sqlalchemy.orm.attributes import flag_modified

from app.casework import intake, services, workflow
from app.casework.access import readers
from app.casework.models import Case, ChronologyEntry
from app.core import clock
from app.core.db import EncryptedText, Model, db
from app.learning.rollups import claim_submission
from app.notices.services import queue_notices
from app.people.access import NotFound
from app.people.calendars import calendar_of_pupil
from app.people.roles import Role
from app.people.viewer import Viewer
from app.risk import matches
from app.wellbeing import queries as requests
from app.wellbeing.models import HelpRequest


class CaseMessage(Model):
    """One line of the conversation. Without an author it is the child's."""

    __tablename__ = "case_messages"
    __table_args__ = (sa.UniqueConstraint("submission_key"), sa.Index(None, "request_id"))

    # Numbered: of two messages of one moment it is known which came first.
    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    submission_key: so.Mapped[uuid.UUID]
    request_id: so.Mapped[uuid.UUID] = so.mapped_column(sa.ForeignKey("help_requests.id"))
    author_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    words: so.Mapped[str] = so.mapped_column(EncryptedText)
    at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


def messages_of(request_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, list[CaseMessage]]:
    """By request, in the order in which they were written."""
    query = sa.select(CaseMessage).where(CaseMessage.request_id.in_(list(request_ids)))
    found: dict[uuid.UUID, list[CaseMessage]] = defaultdict(list)
    for row in db.session.scalars(query.order_by(CaseMessage.id)):
        found[row.request_id].append(row)
    return found


def answer(
    *, case: Case, request_id: uuid.UUID, by: Viewer, words: str, submission_key: uuid.UUID
) -> None:
    """Seen by the child behind its own word. Whoever answers a new request takes it.

    Where less than a talk in person is enough, an answer stops the clock.
    """
    if intake.case_of(request_id) != case.id:
        raise NotFound
    if not _keep(request_id, words, submission_key, by.id):
        return
    if case.state == "new":
        services.acknowledge(case=case, by=by)
    if case.state in workflow.OPEN_STATES and workflow.is_answered_in_writing(case.severity):
        services.set_review(case)
    services.write_line(case, by, "answered", request_id=request_id)
    queue_notices(recipients=[case.pupil_id], kind="request-answered", subject_id=submission_key)


def write_more(
    *, pupil: Viewer, request_id: uuid.UUID, words: str, submission_key: uuid.UUID
) -> None:
    """Joins the case that stands, with a deadline of its own; a case that ended opens again."""
    claim_submission(submission_key, pupil.id)  # of two at once, one waits here
    row = requests.request(request_id)
    if row is None or row.pupil_id != pupil.id:
        raise NotFound
    if not _keep(request_id, words, submission_key):
        return
    case = db.session.get_one(
        Case, intake.case_of(request_id), with_for_update=True, populate_existing=True
    )
    _look_at_words(case, pupil, row, words)
    _wake(case)
    _line(case, "child-wrote", request_id)
    db.session.flush()
    queue_notices(recipients=readers(case.id), kind="case-joined", subject_id=submission_key)


def _keep(
    request_id: uuid.UUID, words: str, submission_key: uuid.UUID, author_id: int | None = None
) -> bool:
    """Whether the message is new: sent twice it stands once."""
    known = sa.select(CaseMessage.id).where(CaseMessage.submission_key == submission_key)
    if db.session.scalar(known) is not None:
        return False
    message = CaseMessage(
        submission_key=submission_key, request_id=request_id, author_id=author_id, words=words
    )
    db.session.add(message)
    db.session.flush()
    return True


def _look_at_words(case: Case, pupil: Viewer, row: HelpRequest, words: str) -> None:
    """What would make a new request graver makes its case graver; words never make it lighter."""
    severity = matches.look_at(school_id=pupil.school_id, request_id=row.id, text=words)
    if severity <= case.severity:
        return
    case.severity = severity
    _line(case, f"severity-{severity}")
    if row.addressed_to_id is None:  # as rules.with_words: what has one addressee stays there
        services.bring_in_role(case=case, role=Role.LEAD)


def _wake(case: Case) -> None:
    """The clock runs again, and never later than it already would have ended."""
    limits = workflow.deadlines(case.severity, clock.now(), calendar_of_pupil(case.pupil_id))
    if case.state in workflow.OPEN_STATES:
        due_at = limits.seen if case.state == "new" else limits.contact
        case.due_at = min(case.due_at, due_at)
    else:
        case.state = workflow.after(case.state, "reopen")
        case.closed_at = None
        case.due_at = limits.contact
        _line(case, "reopen")
    flag_modified(case, "due_at")  # whoever has the older page open must look again


def _line(case: Case, kind: str, request_id: uuid.UUID | None = None) -> None:
    """Of the child: such a line names nobody and is no act of staff."""
    db.session.add(ChronologyEntry(case_id=case.id, kind=kind, request_id=request_id))
