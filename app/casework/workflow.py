"""States of a case and the moves between them. Pure.

People see four stages, those of the national anti-bullying programme: complaint, analysis,
help plan, observation. Service targets: domain/safeguarding.md §9.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.schoolcalendar import EVERY_WEEK, Calendar

STATES = (
    "new",
    "acknowledged",
    "triaged",
    "assigned",
    "in_support",
    "monitoring",
    "referred_out",
    "closed",
    "no_concern",
    "merged",
)
# What was passed on outside stays open: the school watches until somebody closes it.
OPEN_STATES = STATES[:7]
ENDED = ("closed", "no_concern")
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
# Kinds of notes: what was seen and heard stands apart from what somebody thinks of it.
NOTES = ("facts", "child-words", "opinion")
STAGES = ("complaint", "analysis", "plan", "observation")
_STAGE_OF = {
    "new": "complaint",
    "acknowledged": "analysis",
    "triaged": "plan",
    "assigned": "plan",
    "in_support": "plan",
    "monitoring": "observation",
    "referred_out": "observation",
    "closed": "observation",
    "no_concern": "analysis",
    "merged": "analysis",
}

_MOVES = {
    ("new", "acknowledge"): "acknowledged",
    ("acknowledged", "triage"): "triaged",
    ("acknowledged", "find_no_concern"): "no_concern",
    ("triaged", "assign"): "assigned",
    ("assigned", "support"): "in_support",
    ("in_support", "monitor"): "monitoring",
    ("monitoring", "support"): "in_support",
    ("monitoring", "close"): "closed",
    ("referred_out", "receive"): "referred_out",
    ("referred_out", "close"): "closed",
    ("referred_out", "reopen"): "in_support",
    ("closed", "reopen"): "in_support",
    ("no_concern", "reopen"): "acknowledged",
    ("merged", "reopen"): "acknowledged",
    # Somebody else takes over: the case stays where it is.
    **{(state, "assign"): state for state in ("assigned", "in_support", "monitoring")},
    **{(state, "refer"): "referred_out" for state in STATES[1:6]},
    **{(state, "merge"): "merged" for state in STATES[1:6]},
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


def moves_from(state: str) -> frozenset[str]:
    return frozenset(move for start, move in _MOVES if start == state)


BETTER = ("yes", "partly", "no", "not-asked")


def require_better(better: str) -> None:
    """The child's own answer to "Did it get better?": "no" keeps the case open."""
    if better == "no":
        raise MoveNotAllowed("not-better")


def after(state: str, move: str) -> str:
    """The state after the move; raises MoveNotAllowed where there is no such move."""
    try:
        return _MOVES[state, move]
    except KeyError:
        raise MoveNotAllowed("state") from None


def require_conflict_check(*, conflict_checked: bool, safe_contact: str) -> None:
    """Before a case is sorted: nobody who reads it is part of it, and how to reach the child."""
    if not (conflict_checked and safe_contact.strip()):
        raise MoveNotAllowed("conflict-check")


def require_backup(*, owner_id: int, backup_id: int | None, others: Sequence[int]) -> None:
    """Somebody stands in for the owner, wherever there is anybody who may know."""
    if backup_id == owner_id or (backup_id is None and others):
        raise MoveNotAllowed("backup")


def safer(one: bool | None, other: bool | None) -> bool | None:
    """Of two answers whether home is safe: no before unknown, unknown before yes."""
    return False if False in (one, other) else None if None in (one, other) else True


def is_answered_in_writing(severity: int) -> bool:
    """Whether an answer in the platform is enough; graver matters need a talk in person."""
    return severity < SERIOUS


def require_second_person(*, severity: int, owner_id: int | None, closer_id: int) -> None:
    """A serious case is closed by somebody who does not own it."""
    if severity >= SERIOUS and owner_id == closer_id:
        raise MoveNotAllowed("second-person")


def deadlines(severity: int, opened_at: dt.datetime, calendar: Calendar = EVERY_WEEK) -> Deadlines:
    """Service targets; the clock of severities below 4 runs in school hours only."""
    if severity >= CRITICAL:
        return Deadlines(
            seen=opened_at + dt.timedelta(minutes=15), contact=opened_at + dt.timedelta(hours=1)
        )
    start = calendar.next_school_hour(opened_at)
    if severity == SERIOUS:
        end = calendar.end_of_school_day(opened_at)
        return Deadlines(seen=min(start + dt.timedelta(hours=2), end), contact=end)
    # What comes in the evening has the whole next school day, which is then the first one.
    begun = 0 if calendar.is_school_hour(opened_at) else 1
    seen, contact = {2: (1, 2), 1: (5, 10)}[severity]
    return Deadlines(
        seen=calendar.end_of_school_day(opened_at, days_later=seen - begun),
        contact=calendar.end_of_school_day(opened_at, days_later=contact - begun),
    )


def review_days(severity: int) -> int:
    """School days until the next review; 24 of them are four weeks."""
    return {4: 1, 3: 3, 2: 10, 1: 24}[severity]


def rungs(severity: int) -> tuple[str, ...]:
    """The roles that a missed deadline brings in, one after the other."""
    return {4: ("deputy", "head"), 3: ("deputy", "head"), 2: ("lead", "head"), 1: ("lead",)}[
        severity
    ]


def rungs_due(
    severity: int, due_at: dt.datetime, now: dt.datetime, calendar: Calendar = EVERY_WEEK
) -> int:
    """How far an unmet deadline has climbed by now: the first rung at once, the next later."""
    if now < due_at:
        return 0
    if severity >= CRITICAL:
        second = due_at + dt.timedelta(minutes=15)
    elif severity == SERIOUS:
        second = calendar.next_school_hour(due_at + dt.timedelta(hours=2))
    else:
        # Such deadlines end with a school day; the second rung has the next one.
        second = calendar.end_of_school_day(due_at)
    return min(2 if now >= second else 1, len(rungs(severity)))
