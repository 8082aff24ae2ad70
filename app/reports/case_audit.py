"""What was done around cases within a week: who looked without owning, was refused, printed, sent.

Numbers of cases and names of adults; no words, no child. What concerns the viewer is not here.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.casework.access import barred_from
from app.casework.models import Case, ChronologyEntry
from app.core import clock
from app.core.audit import Action, AuditEntry
from app.core.db import db
from app.people.models import User
from app.people.queries import Person, people
from app.people.viewer import Viewer

Rows = sa.Select[dt.datetime, str, int, int | None]
DAYS = 7
ON_A_PAGE = 50
LOOKS = (Action.CASE_READ,)
ACTS = (Action.CASE_DENIED, Action.CASE_PRINTED, Action.CASE_FILE_READ)
EXPORTS = (Action.ROSTER_EXPORTED, Action.COPY_FETCHED)
# Lines of a chronology that change who sees a case, how grave it is, or what leaves the school.
LINES = (
    *("letter-written", "letter-released", "letter-withdrawn"),
    *("excluded", "stepped-aside", "brought-in", "refer", "merge"),
    *(f"severity-{one}" for one in (1, 2, 3, 4)),
)


@dataclass(frozen=True, slots=True)
class Trace:
    at: dt.datetime
    kind: str
    case_id: int | None
    # None: the platform itself.
    who: Person | None


@dataclass(frozen=True, slots=True)
class AuditPage:
    since: dt.datetime
    traces: tuple[Trace, ...]
    total: int
    page: int
    last_page: int


def audit_page(viewer: Viewer, page: int) -> AuditPage:
    since = clock.now() - dt.timedelta(days=DAYS)
    traces = sa.union_all(
        _about_cases(viewer, since), _lines(viewer, since), _exports(viewer, since)
    ).subquery()
    total = db.session.scalar(sa.select(sa.func.count()).select_from(traces)) or 0
    last_page = max(1, -(-total // ON_A_PAGE))
    page = min(max(page, 1), last_page)
    newest = sa.select(traces).order_by(traces.c.at.desc(), traces.c.kind, traces.c.case_id)
    rows = db.session.execute(newest.limit(ON_A_PAGE).offset(ON_A_PAGE * (page - 1))).all()
    who = people(row.actor_id for row in rows if row.actor_id)
    return AuditPage(
        since=since,
        traces=tuple(
            Trace(row.at, row.kind, row.case_id, who.get(row.actor_id or 0)) for row in rows
        ),
        total=total,
        page=page,
        last_page=last_page,
    )


def _cases(viewer: Viewer) -> Any:
    """Of the viewer's school, without those that the viewer must not know."""
    pupils = sa.select(User.id).where(User.school_id == viewer.school_id)
    return sa.and_(Case.pupil_id.in_(pupils), Case.id.notin_(barred_from(viewer)))


def _about_cases(viewer: Viewer, since: dt.datetime) -> Rows:
    is_owner = sa.func.coalesce(Case.owner_id, 0) == AuditEntry.actor_id
    return (
        sa.select(
            AuditEntry.at.label("at"),
            AuditEntry.action.label("kind"),
            Case.id.label("case_id"),
            AuditEntry.actor_id.label("actor_id"),
        )
        .join(Case, sa.cast(Case.id, sa.String) == AuditEntry.subject_id)
        .where(
            AuditEntry.subject_type == "case",
            AuditEntry.at >= since,
            sa.or_(AuditEntry.action.in_(ACTS), sa.and_(AuditEntry.action.in_(LOOKS), ~is_owner)),
            _cases(viewer),
        )
    )


def _lines(viewer: Viewer, since: dt.datetime) -> Rows:
    return (
        sa.select(ChronologyEntry.at, ChronologyEntry.kind, Case.id, ChronologyEntry.actor_id)
        .join(Case, Case.id == ChronologyEntry.case_id)
        .where(ChronologyEntry.at >= since, ChronologyEntry.kind.in_(LINES), _cases(viewer))
    )


def _exports(viewer: Viewer, since: dt.datetime) -> Rows:
    """By adults of the school: lists and copies of data that left the platform."""
    staff = sa.select(User.id).where(User.school_id == viewer.school_id)
    return sa.select(
        AuditEntry.at, AuditEntry.action, sa.cast(sa.null(), sa.Integer), AuditEntry.actor_id
    ).where(AuditEntry.at >= since, AuditEntry.action.in_(EXPORTS), AuditEntry.actor_id.in_(staff))
