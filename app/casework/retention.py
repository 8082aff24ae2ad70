"""How long what is known of children in need is kept: the table of safeguarding.md §11.

Everything here is safe to run twice. A case that was closed and opened again counts from its last
closing; what is open never goes.
"""

import datetime as dt
import uuid
from collections.abc import Sequence

import sqlalchemy as sa

from app.casework import workflow
from app.casework.files import CaseFile
from app.casework.letters import ParentLetter
from app.casework.models import (
    Case,
    CaseExclusion,
    CaseHandover,
    CaseReader,
    CaseReferral,
    CaseTask,
    ChronologyEntry,
)
from app.casework.thread import CaseMessage
from app.core import clock, schoolcalendar
from app.core.db import Model, db
from app.risk.models import Signal, SoftSignal, WordMatch
from app.wellbeing.anonymous import AnonymousMessage, AnonymousReader, AnonymousReport
from app.wellbeing.models import Concern, HelpKey, HelpRequest, NotThisPerson

# Serious cases are kept until a lawyer has said how long (docs/safeguarding.md).
FORGETTABLE = (1, 2)
SOFT_SIGNAL_DAYS = 90
NO_CONCERN_DAYS = 30
AT_ONCE = 200

_OF_A_CASE: tuple[type[Model], ...] = (
    ChronologyEntry,
    CaseTask,
    CaseReader,
    CaseExclusion,
    CaseHandover,
    CaseReferral,
    CaseFile,
    ParentLetter,
)
_OF_A_REQUEST: tuple[type[Model], ...] = (NotThisPerson, HelpKey, WordMatch, CaseMessage)


def kept_until(closed_at: dt.datetime) -> dt.date:
    """The end of the school year after the one in which it was closed."""
    year = schoolcalendar.school_year(clock.local(closed_at).date())
    return dt.date(year + 2, schoolcalendar.JULY, 1) - dt.timedelta(days=1)


def forget_old() -> None:
    """Nightly: cases and reports whose time is over, old soft signals, words without concern."""
    for case_id in _cases_that_are_over():
        _forget_case(db.session.get_one(Case, case_id))
    for report_id in _reports_that_are_over():
        _forget_report(report_id)
    _forget_soft_signals()
    _forget_words_without_concern()


def _cases_that_are_over() -> list[int]:
    """The last line of an ended case is the one that ended it.

    What was merged goes with the case that went on for both.
    """
    ended_at = sa.func.max(ChronologyEntry.at)
    query = (
        sa.select(Case.id, ended_at.label("ended_at"))
        .join(ChronologyEntry, ChronologyEntry.case_id == Case.id)
        .where(Case.severity.in_(FORGETTABLE), Case.state.in_(workflow.ENDED))
        .group_by(Case.id)
        .having(ended_at < _at_the_earliest())
        .order_by(ended_at)
    )
    rows = db.session.execute(query.limit(AT_ONCE))
    return [row.id for row in rows if _is_over(row.ended_at)]


def _reports_that_are_over() -> list[uuid.UUID]:
    query = sa.select(AnonymousReport.id, AnonymousReport.closed_at).where(
        AnonymousReport.severity.in_(FORGETTABLE), AnonymousReport.closed_at < _at_the_earliest()
    )
    rows = db.session.execute(query.order_by(AnonymousReport.closed_at).limit(AT_ONCE))
    return [row.id for row in rows if row.closed_at and _is_over(row.closed_at)]


def _at_the_earliest() -> dt.datetime:
    """Nothing that ended within a year can be over: the database leaves it out."""
    return clock.now() - dt.timedelta(days=366)


def _is_over(ended_at: dt.datetime) -> bool:
    return kept_until(ended_at) < clock.today()


def _forget_case(case: Case) -> None:
    for merged in db.session.scalars(sa.select(Case).where(Case.merged_into_id == case.id)).all():
        _forget_case(merged)
    requests = _requests_of(case.id)
    signal = db.session.get_one(Signal, case.signal_id)
    for model in _OF_A_CASE:
        _delete(model, case_id=[case.id])
    _delete(Case, id=[case.id])
    _forget_requests(requests)
    _delete(Signal, id=[signal.id])
    kind, _, concern_id = signal.occasion.partition(":")
    if kind == "concern":
        _delete(Concern, id=[uuid.UUID(concern_id)])


def _forget_requests(requests: Sequence[uuid.UUID]) -> None:
    """What still stands in another case stays: two were one for a while."""
    elsewhere = sa.select(ChronologyEntry.request_id).where(
        ChronologyEntry.request_id.in_(requests)
    )
    known = set(db.session.scalars(elsewhere))
    over = [one for one in requests if one not in known]
    for model in _OF_A_REQUEST:
        _delete(model, request_id=over)
    _delete(HelpRequest, id=over)


def _requests_of(case_id: int) -> list[uuid.UUID]:
    query = sa.select(ChronologyEntry.request_id).where(
        ChronologyEntry.case_id == case_id, ChronologyEntry.request_id.is_not(None)
    )
    return [one for one in db.session.scalars(query.distinct()) if one]


def _forget_report(report_id: uuid.UUID) -> None:
    _delete(AnonymousMessage, report_id=[report_id])
    _delete(AnonymousReader, report_id=[report_id])
    _delete(AnonymousReport, id=[report_id])


def _forget_soft_signals() -> None:
    """Those that no case was opened for, 90 days after they ended."""
    oldest = clock.today() - dt.timedelta(days=SOFT_SIGNAL_DAYS)
    used = sa.select(Signal.occasion).where(Signal.occasion.startswith("weeks:"))
    with_case = {uuid.UUID(one.removeprefix("weeks:")) for one in db.session.scalars(used)}
    ended = sa.select(SoftSignal.id).where(SoftSignal.ended_on < oldest)
    _delete(SoftSignal, id=[one for one in db.session.scalars(ended) if one not in with_case])


def _forget_words_without_concern() -> None:
    """The text goes after 30 days; that the rule has matched stays as a number."""
    oldest = clock.now() - dt.timedelta(days=NO_CONCERN_DAYS)
    requests = (
        sa.select(ChronologyEntry.request_id)
        .join(Case, Case.id == ChronologyEntry.case_id)
        .join(WordMatch, WordMatch.request_id == ChronologyEntry.request_id)
        .where(Case.state == "no_concern", WordMatch.found_at < oldest)
    )
    db.session.execute(
        sa.update(HelpRequest).where(HelpRequest.id.in_(requests)).values(words=None)
    )
    # The rule reads what the child writes later, too.
    of_the_child = CaseMessage.author_id.is_(None)
    db.session.execute(
        sa.delete(CaseMessage).where(CaseMessage.request_id.in_(requests), of_the_child)
    )


def _delete(model: type[Model], **where: Sequence[object]) -> None:
    """Rows whose column has one of these values."""
    [(column, values)] = where.items()
    db.session.execute(sa.delete(model).where(getattr(model, column).in_(values)))
