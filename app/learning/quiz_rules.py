"""What a teacher decides about a class's quiz. Pure: the choices, their defaults, the time."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from app.learning.behaviours import Release

Order = Literal["fixed", "random"]
# How often the quiz may be taken and which result stands; results are never added up.
Tries = Literal["one", "best", "last"]

# A slow line does not cost an answer: so much later it is still taken.
GRACE = dt.timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class QuizRules:
    """The defaults suit a lesson led by a teacher: everybody has the same question."""

    order: Order = "fixed"
    tries: Tries = "best"
    release: Release = "at-once"
    # None: as long as it takes.
    minutes: int | None = None
    asks_certainty: bool = True


USUAL = QuizRules()


@dataclass(frozen=True, slots=True)
class Allowance:
    """More time for one pupil; `extra_percent` None means no limit at all."""

    extra_percent: int | None


def minutes_for(minutes: int | None, allowance: Allowance | None) -> int | None:
    """How long this pupil has, in whole minutes rounded up; None is no limit."""
    if minutes is None or allowance is None:
        return minutes
    if allowance.extra_percent is None:
        return None
    return -(-minutes * (100 + allowance.extra_percent) // 100)


def end_of(started_at: dt.datetime, minutes: int | None) -> dt.datetime | None:
    return started_at + dt.timedelta(minutes=minutes) if minutes is not None else None


def is_time_over(ends_at: dt.datetime | None, now: dt.datetime) -> bool:
    """No question is asked any more."""
    return ends_at is not None and now >= ends_at


def is_too_late(ends_at: dt.datetime | None, now: dt.datetime) -> bool:
    """No answer is taken any more, however slow the line."""
    return ends_at is not None and now > ends_at + GRACE
