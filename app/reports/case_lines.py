"""Cases as lines of a list: the inbox, and the numbers of those who oversee."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.casework import workflow
from app.casework.access import barred_from, visible_cases
from app.casework.models import Case
from app.core import clock
from app.core.db import db
from app.people.models import Enrolment, SchoolClass, User
from app.people.viewer import Viewer
from app.risk.models import Signal

CLOSED_ON_A_PAGE = 20

_owner = so.aliased(User)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as one entry of a list."""

    id: int
    rule: str
    inputs: Mapping[str, Any]
    state: str
    severity: int
    due_at: dt.datetime
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    family_name: str
    given_name: str
    grade: int | None
    letter: str | None
    owner_family_name: str | None
    owner_given_name: str | None

    @property
    def pupil(self) -> str:
        return f"{self.family_name} {self.given_name}"

    @property
    def owner(self) -> str:
        return f"{self.owner_family_name} {self.owner_given_name}" if self.owner_family_name else ""

    @property
    def is_open(self) -> bool:
        return self.state in workflow.OPEN_STATES

    @property
    def waits_for_talk(self) -> bool:
        """Until somebody has talked with the child; then the deadline is the next review."""
        return self.state in ("new", "acknowledged")

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_at <= clock.now()

    @property
    def stage(self) -> str:
        return workflow.stage_of(self.state)


LINE = (
    Case.id,
    Signal.rule,
    Signal.inputs,
    Case.state,
    Case.severity,
    Case.due_at,
    Case.opened_at,
    Case.closed_at,
    User.family_name,
    User.given_name,
    SchoolClass.grade,
    SchoolClass.letter,
    _owner.family_name.label("owner_family_name"),
    _owner.given_name.label("owner_given_name"),
)


@dataclass(frozen=True, slots=True)
class Overdue:
    """For who oversees: how many promises are broken, never whose."""

    unseen: int
    untalked: int
    unreviewed: int


@dataclass(frozen=True, slots=True)
class Inbox:
    open: tuple[CaseLine, ...]
    closed: tuple[CaseLine, ...]
    closed_total: int
    page: int
    last_page: int
    # Only for roles that oversee.
    overdue: Overdue | None


def inbox(viewer: Viewer, *, page: int, oversees: bool) -> Inbox:
    """The viewer's cases: what is due first stands first, of the same time the graver one."""
    mine = visible_lines(viewer)
    is_open = Case.state.in_(workflow.OPEN_STATES)
    closed_total = _count(visible_cases(viewer).where(~is_open))
    last_page = max(1, -(-closed_total // CLOSED_ON_A_PAGE))
    page = min(max(page, 1), last_page)
    closed = mine.where(~is_open).order_by(Case.opened_at.desc(), Case.id.desc())
    return Inbox(
        open=_read(mine.where(is_open).order_by(Case.due_at, Case.severity.desc(), Case.id)),
        closed=_read(closed.limit(CLOSED_ON_A_PAGE).offset((page - 1) * CLOSED_ON_A_PAGE)),
        closed_total=closed_total,
        page=page,
        last_page=last_page,
        overdue=_overdue(viewer) if oversees else None,
    )


def _count(cases: sa.Select[Case]) -> int:
    ids = cases.with_only_columns(Case.id).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(ids)) or 0


def visible_lines(viewer: Viewer) -> sa.Select[Any]:
    return (
        visible_cases(viewer)
        .join(Signal, Signal.id == Case.signal_id)
        .join(User, User.id == Case.pupil_id)
        .outerjoin(Enrolment, sa.and_(Enrolment.pupil_id == User.id, Enrolment.ends_on.is_(None)))
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .outerjoin(_owner, _owner.id == Case.owner_id)
        .with_only_columns(*LINE)
    )


def _read(query: sa.Select[Any]) -> tuple[CaseLine, ...]:
    return tuple(CaseLine(*row) for row in db.session.execute(query))


def _overdue(viewer: Viewer) -> Overdue:
    """Of the viewer's school. What concerns the viewer is not counted before the viewer."""
    query = (
        sa.select(Case.state, sa.func.count().label("number"))
        .join(User, User.id == Case.pupil_id)
        .where(
            User.school_id == viewer.school_id,
            Case.state.in_(workflow.OPEN_STATES),
            Case.due_at <= clock.now(),
            Case.id.notin_(barred_from(viewer)),
        )
        .group_by(Case.state)
    )
    count = {row.state: row.number for row in db.session.execute(query)}
    unseen, untalked = count.pop("new", 0), count.pop("acknowledged", 0)
    return Overdue(unseen, untalked, sum(count.values()))


def overdue_by_school() -> dict[int, int]:
    """For the region: how many promises are broken now, never whose."""
    query = (
        sa.select(User.school_id, sa.func.count())
        .join(Case, Case.pupil_id == User.id)
        .where(Case.state.in_(workflow.OPEN_STATES), Case.due_at <= clock.now())
        .group_by(User.school_id)
    )
    return {school_id: number for school_id, number in db.session.execute(query) if school_id}
