"""T-LOW: an objective that stays hard although it was reviewed (curriculum plan §2). Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from app.core import clock

LOW_RULE, LOW_VERSION = "T-LOW", 1
LOW_SHARE = 0.5
LOW_ITEMS = 6
LOW_LESSONS = 2
REVIEW_GAP = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ScoredAnswer:
    """A first answer, or an answer in a review, to an item of the objective."""

    attempt_id: str
    item_id: str
    lesson_id: str
    credit: float
    is_review: bool
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class LowFinding:
    """`evidence` is the review answer that completed the rule, after the first answers."""

    objective: str
    evidence: tuple[ScoredAnswer, ...]
    rule: str = LOW_RULE
    rule_version: int = LOW_VERSION
    misconception: None = None

    @property
    def occasion(self) -> str:
        return self.evidence[-1].attempt_id


def find_low(objective: str, answers: Sequence[ScoredAnswer]) -> LowFinding | None:
    """At most half of the credit over six items of two lessons, and still so in two reviews."""
    firsts = [one for one in answers if not one.is_review]
    if len(firsts) < LOW_ITEMS or len({one.lesson_id for one in firsts}) < LOW_LESSONS:
        return None
    if mean(one.credit for one in firsts) > LOW_SHARE:
        return None
    low = _low_reviews(answers)
    if len(low) < 2 or low[-1].at - low[0].at < REVIEW_GAP:
        return None
    return LowFinding(objective, (low[0], low[-1]))


def _low_reviews(answers: Sequence[ScoredAnswer]) -> list[ScoredAnswer]:
    """The last answer of each day whose review went badly, up to the first that went well."""
    days: dict[dt.date, list[ScoredAnswer]] = defaultdict(list)
    for one in sorted(answers, key=lambda one: one.at):
        if one.is_review:
            days[clock.local(one.at).date()].append(one)
    low: list[ScoredAnswer] = []
    for day in sorted(days):
        if mean(one.credit for one in days[day]) > LOW_SHARE:
            low.clear()  # it got better in between: the count starts again
        else:
            low.append(days[day][-1])
    return low
