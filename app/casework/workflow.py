"""States of a case and the moves between them. Pure.

People see four stages, those of the national anti-bullying programme: complaint, analysis,
help plan, observation. Service targets: domain/safeguarding.md §9.
"""

import datetime as dt
from dataclasses import dataclass

from app.core import schoolcalendar

STATES = (
    "new",
    "acknowledged",
    "triaged",
    "in_support",
    "monitoring",
    "closed",
    "no_concern",
)
OPEN_STATES = STATES[:5]
CATEGORIES = (
    "bullying",
    "online",
    "money",
    "substances",
    "home",
    "adult-at-school",
    "low-mood",
    "learning",
    "other",
)
STAGES = ("complaint", "analysis", "plan", "observation")
_STAGE_OF = {
    "new": "complaint",
    "acknowledged": "analysis",
    "triaged": "plan",
    "in_support": "plan",
    "monitoring": "observation",
    "closed": "observation",
    "no_concern": "analysis",
}

_MOVES = {
    ("new", "acknowledge"): "acknowledged",
    ("acknowledged", "triage"): "triaged",
    ("acknowledged", "find_no_concern"): "no_concern",
    ("triaged", "support"): "in_support",
    ("in_support", "monitor"): "monitoring",
    ("monitoring", "support"): "in_support",
    ("monitoring", "close"): "closed",
    ("closed", "reopen"): "in_support",
    ("no_concern", "reopen"): "acknowledged",
}

SERIOUS = 3
CRITICAL = 4


class MoveNotAllowed(Exception):
    """The case is not in a state from which this can be done, or a condition is not met."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Deadlines:
    """By when somebody has to have seen a new case, and to have talked to the child."""

    seen: dt.datetime
    contact: dt.datetime


def stage_of(state: str) -> str:
    return _STAGE_OF[state]


def moves_from(state: str) -> list[str]:
    return [move for (start, move) in _MOVES if start == state]


def after(state: str, move: str) -> str:
    """The state after the move; raises MoveNotAllowed where there is no such move."""
    try:
        return _MOVES[state, move]
    except KeyError:
        raise MoveNotAllowed("state") from None


def require_second_person(*, severity: int, owner_id: int | None, closer_id: int) -> None:
    """A serious case is closed by somebody who does not own it."""
    if severity >= SERIOUS and owner_id == closer_id:
        raise MoveNotAllowed("second-person")


def deadlines(severity: int, opened_at: dt.datetime) -> Deadlines:
    """Service targets; the clock of severities below 4 runs in school hours only."""
    if severity >= CRITICAL:
        return Deadlines(
            seen=opened_at + dt.timedelta(minutes=15), contact=opened_at + dt.timedelta(hours=1)
        )
    start = schoolcalendar.next_school_hour(opened_at)
    if severity == SERIOUS:
        end = schoolcalendar.end_of_school_day(opened_at)
        return Deadlines(seen=min(start + dt.timedelta(hours=2), end), contact=end)
    days = {2: (1, 2), 1: (5, 10)}[severity]
    return Deadlines(
        seen=schoolcalendar.end_of_school_day(opened_at, days_later=days[0]),
        contact=schoolcalendar.end_of_school_day(opened_at, days_later=days[1]),
    )


def review_days(severity: int) -> int:
    """School days until the first review."""
    return {4: 1, 3: 3, 2: 10, 1: 28}[severity]
