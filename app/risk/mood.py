"""M1, M2 and X1: what a row of weekly faces may start, a kind conversation. Pure.

domain/safeguarding.md §5 and §8. The faces are weak detectors: a finding goes to the child first,
carries no diagnosis, and is never shown to a parent or a teacher.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from statistics import mean, median
from typing import Literal, Protocol

MOOD_VERSION = 1
# The faces run from 1, very bad, to 5, very good.
LOW = 2
# Younger children answer at the ends of a scale, whatever it is (safeguarding §3).
AGES = range(10, 18)

USUAL_FROM = 7
USUAL_OF = 10
BELOW_USUAL = 1.0
RECENT, LOW_IN_RECENT, RECENT_WINDOW = 4, 3, dt.timedelta(weeks=6)
LONG, LOW_IN_LONG, LONG_WINDOW = 8, 6, dt.timedelta(weeks=16)

ENDS_WITHOUT_LOWS = dt.timedelta(days=28)
REARMS_AFTER = dt.timedelta(weeks=8)
QUIET_AFTER_FINE = dt.timedelta(weeks=4)
TOGETHER_WITHIN = dt.timedelta(days=21)
MORE_LOWS, NOT_NOWS = 2, 2
MOST_SEVERE = 3

Rule = Literal["M1", "M2"]
Reply = Literal["talk", "not-now", "fine"]
Step = Literal["ask-child", "help-request", "weekly-list", "quiet"]


@dataclass(frozen=True, slots=True)
class Face:
    """One weekly answer of a pupil; `mood` is 1 to 5."""

    day: dt.date
    mood: int

    @property
    def is_low(self) -> bool:
        return self.mood <= LOW


@dataclass(frozen=True, slots=True)
class MoodFinding:
    """`lows` are the answers that completed the rule, oldest first; `usual` is of M1 only."""

    rule: Rule
    severity: int
    lows: tuple[Face, ...]
    usual: float | None = None
    version: int = MOOD_VERSION

    @property
    def occasion(self) -> str:
        """The day that completed the rule: the same answers are found once."""
        return f"mood:{self.lows[-1].day.isoformat()}"


def find(faces: Sequence[Face], *, age: int, on: dt.date) -> MoodFinding | None:
    """What the answers up to `on` (oldest first) show; the graver rule where both do."""
    if age not in AGES:
        return None
    return _low_for_long(faces, on) or _lower_than_usual(faces, on)


def _lower_than_usual(faces: Sequence[Face], on: dt.date) -> MoodFinding | None:
    recent = [one for one in faces[-RECENT:] if on - one.day <= RECENT_WINDOW]
    lows = tuple(one for one in recent if one.is_low)
    if len(faces) < USUAL_FROM or len(lows) < LOW_IN_RECENT or not recent[-1].is_low:
        return None
    usual = median(one.mood for one in faces[-3 - USUAL_OF : -3])
    if usual - mean(one.mood for one in faces[-3:]) < BELOW_USUAL:
        return None
    return MoodFinding("M1", 1, lows, usual)


def _low_for_long(faces: Sequence[Face], on: dt.date) -> MoodFinding | None:
    recent = [one for one in faces[-LONG:] if on - one.day <= LONG_WINDOW]
    lows = tuple(one for one in recent if one.is_low)
    return MoodFinding("M2", 2, lows) if len(lows) >= LOW_IN_LONG else None


def has_ended(faces: Sequence[Face], *, on: dt.date) -> bool:
    """Three of the last four answers are not low, or none has been low for four weeks."""
    recent = faces[-RECENT:]
    if sum(not one.is_low for one in recent) >= LOW_IN_RECENT:
        return True
    return not any(one.is_low and on - one.day < ENDS_WITHOUT_LOWS for one in faces)


class Earlier(Protocol):
    """A finding that was opened before, as it is stored."""

    rule: str
    severity: int
    occasion: str
    opened_on: dt.date
    ended_on: dt.date | None
    quiet_until: dt.date | None


def may_open(finding: MoodFinding, earlier: Sequence[Earlier], *, on: dt.date) -> bool:
    """One at a time (the graver may join), after recovery or eight weeks, never in quiet weeks.

    `earlier` are this pupil's findings, oldest first.
    """
    if any(one.quiet_until and one.quiet_until > on for one in earlier):
        return False
    if any(one.occasion == finding.occasion for one in earlier):
        return False
    if any(one.rule == finding.rule and one.ended_on is None for one in earlier):
        return False
    last = earlier[-1] if earlier else None
    return last is None or finding.severity > last.severity or _may_open_after(last, on)


def _may_open_after(last: Earlier, on: dt.date) -> bool:
    return last.ended_on is not None or on - last.opened_on >= REARMS_AFTER


def next_step(
    rule: str, *, replies: Sequence[Reply], lows_since: int, is_quiet: bool = False
) -> Step:
    """The child is asked first; what the psychologist's weekly list sees comes after that.

    `replies` are the child's answers to the card, oldest first; `lows_since` are low faces after
    the card was shown, or after the quiet weeks that "I am fine" brought. M2 is told to the child
    and listed at once. When the quiet weeks are over and it is still so, the asking begins anew.
    """
    if "talk" in replies:
        return "help-request"
    if rule == "M2":
        return "weekly-list"
    if is_quiet:
        return "quiet"
    if _not_nows(replies) >= NOT_NOWS or lows_since >= MORE_LOWS:
        return "weekly-list"
    return "ask-child"


def _not_nows(replies: Sequence[Reply]) -> int:
    """Since the last "I am fine": what was said before it is over."""
    newest_first = takewhile(lambda reply: reply != "fine", reversed(replies))
    return sum(reply == "not-now" for reply in newest_first)


def raised_by_a_second_fact(severity: int, *, mood_on: dt.date, others: Sequence[dt.date]) -> int:
    """X1: one step graver where another soft fact (a D4 card) came within three weeks."""
    near = any(abs(mood_on - other) <= TOGETHER_WITHIN for other in others)
    return min(severity + 1, MOST_SEVERE) if near else severity
