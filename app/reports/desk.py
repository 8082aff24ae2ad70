"""The load of a school's safeguarding desk: counts and times, no child and no case."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import Any

import sqlalchemy as sa

from app.casework.access import barred_from
from app.casework.models import Case, ChronologyEntry
from app.casework.workflow import OPEN_STATES, STAGES, stage_of
from app.core import clock
from app.core.db import db
from app.people.models import User
from app.people.viewer import Viewer

LOOKS_BACK = dt.timedelta(days=90)
# What somebody did first: took the case, and after the talk with the child sorted it.
_SEEN, _TALKED = ("acknowledge",), ("triage", "find_no_concern")
# Of fewer cases a middle value would be the time of one child.
FEWEST_FOR_A_MEDIAN = 3


@dataclass(frozen=True, slots=True)
class Desk:
    """`by_stage` are open cases; hours are medians of cases that were opened in 90 days."""

    by_stage: Mapping[str, int]
    overdue: int
    opened: int
    closed: int
    hours_to_seen: float | None
    hours_to_talk: float | None

    @property
    def open(self) -> int:
        return sum(self.by_stage.values())


def desk(viewer: Viewer) -> Desk:
    """Of the viewer's school, without cases that the viewer must not know of."""
    rows = db.session.execute(_cases(viewer)).all()
    is_open = [row for row in rows if row.state in OPEN_STATES]
    stages = Counter(stage_of(row.state) for row in is_open)
    since = clock.now() - LOOKS_BACK
    recent = [row for row in rows if row.opened_at >= since]
    return Desk(
        by_stage={stage: stages[stage] for stage in STAGES},
        overdue=sum(row.due_at <= clock.now() for row in is_open),
        opened=len(recent),
        closed=sum(row.closed_at is not None and row.closed_at >= since for row in rows),
        hours_to_seen=_hours(recent, "seen_at"),
        hours_to_talk=_hours(recent, "talked_at"),
    )


def _cases(viewer: Viewer) -> Any:
    """Open ones, and those that were opened or closed lately."""
    since = clock.now() - LOOKS_BACK
    return (
        sa.select(
            Case.state,
            Case.opened_at,
            Case.closed_at,
            Case.due_at,
            _first(_SEEN).label("seen_at"),
            _first(_TALKED).label("talked_at"),
        )
        .join(User, User.id == Case.pupil_id)
        .where(
            User.school_id == viewer.school_id,
            Case.state != "merged",
            Case.id.notin_(barred_from(viewer)),
            sa.or_(Case.state.in_(OPEN_STATES), Case.opened_at >= since, Case.closed_at >= since),
        )
    )


def _first(kinds: tuple[str, ...]) -> sa.ScalarSelect[dt.datetime]:
    query = sa.select(sa.func.min(ChronologyEntry.at)).where(
        ChronologyEntry.case_id == Case.id, ChronologyEntry.kind.in_(kinds)
    )
    return query.scalar_subquery()


def _hours(rows: Sequence[Any], column: str) -> float | None:
    """Of all cases: one that still waits has taken for ever so far. None: half of them wait."""
    taken = [
        (at - row.opened_at).total_seconds() / 3600 if (at := getattr(row, column)) else inf
        for row in rows
    ]
    middle = median(taken) if len(taken) >= FEWEST_FOR_A_MEDIAN else inf
    return None if middle == inf else middle
