"""W1: a questionnaire on well-being (WHO-5). Pure.

A slot: the rule stands ready, no questionnaire is shipped. A school needs a Kazakh text that a
psychologist has approved, and parents' consent in writing (order 377).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.risk.rules import SignalFinding

W1_VERSION = 1
AGES = range(9, 18)
YOUNGER = range(9, 13)
LOW_YOUNGER, LOW_OLDER, VERY_LOW = 10, 9, 7
TWO_IN_A_ROW = dt.timedelta(weeks=4)
HIGHEST = 25


@dataclass(frozen=True, slots=True)
class Score:
    """The raw sum of five answers, 0 (worst) to 25."""

    day: dt.date
    raw: int

    def __post_init__(self) -> None:
        if not 0 <= self.raw <= HIGHEST:
            raise ValueError(self.raw)


def of_who5(scores: Sequence[Score], *, age: int) -> SignalFinding | None:
    """What the newest of these scores (oldest first) asks for; None where it is not low."""
    if age not in AGES or not scores:
        return None
    limit = LOW_YOUNGER if age in YOUNGER else LOW_OLDER
    newest = scores[-1]
    if newest.raw > limit:
        return None
    severity = 2 if newest.raw <= VERY_LOW or _was_low_before(scores, limit) else 1
    return SignalFinding("W1", severity, ("psychologist",), W1_VERSION)


def _was_low_before(scores: Sequence[Score], limit: int) -> bool:
    """Two low scores in a row, at least four weeks apart."""
    if len(scores) < 2:
        return False
    before, newest = scores[-2:]
    return before.raw <= limit and newest.day - before.day >= TWO_IN_A_ROW
