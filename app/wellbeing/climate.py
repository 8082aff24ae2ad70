"""What may be told of how a class feels. Pure: counts in, cells out, nobody recognisable in them.

domain/safeguarding.md §11: ten answers, no small cell, no exact nought or hundred, four weeks
that roll on with the Monday, and three weeks of silence after a week that was too thin.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

FEWEST_ANSWERS = 10
SMALL_CELL = 5
WEEKS = 4
STAYS_HIDDEN = 3
_NOUGHT, _HUNDRED = 10, 90

Counts = Mapping[str, int]
Band = Literal["under-10", "over-90", "few", "hidden", "share"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer's part of all. `percent` is only given with the band "share"."""

    band: Band
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Climate:
    """Four weeks up to `until` (a Sunday)."""

    until: dt.date
    answers: int
    cells: Mapping[str, Cell]


def monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def publish(
    weeks: Mapping[dt.date, Counts], *, answers: Sequence[str], on: dt.date
) -> Climate | None:
    """What stands on the page from the Monday of `on` to the next; None while it is hidden.

    `weeks` are counts by Monday; `answers` are all answers that can be given.
    """
    this_week = monday(on)
    windows = [_window(weeks, this_week - dt.timedelta(weeks=age)) for age in range(STAYS_HIDDEN)]
    if any(window and sum(window.values()) < FEWEST_ANSWERS for window in windows):
        return None
    latest = windows[0]
    if not latest:
        return None
    full = {answer: latest.get(answer, 0) for answer in answers}
    return Climate(this_week - dt.timedelta(days=1), sum(latest.values()), cells(full))


def was_answered_lately(weeks: Mapping[dt.date, Counts], *, on: dt.date) -> bool:
    """In any of the windows that `publish` looks at."""
    this_week = monday(on)
    return any(_window(weeks, this_week - dt.timedelta(weeks=age)) for age in range(STAYS_HIDDEN))


def _window(weeks: Mapping[dt.date, Counts], before: dt.date) -> Counter[str]:
    """Sums of the four weeks that end before this Monday."""
    total: Counter[str] = Counter()
    for age in range(1, WEEKS + 1):
        total.update(weeks.get(before - dt.timedelta(weeks=age), {}))
    return +total


def cells(counts: Counts) -> dict[str, Cell]:
    """Small cells are "few"; another is hidden with them where it would give them away."""
    total = sum(counts.values())
    few = {answer for answer, count in counts.items() if count < SMALL_CELL}
    hidden = _complement(counts, few)
    return {
        answer: _cell(count, total, answer in few, answer in hidden)
        for answer, count in counts.items()
    }


def _complement(counts: Counts, few: Iterable[str]) -> set[str]:
    """The next smallest cells, until those that are not shown are no small group together."""
    unshown = set(few)
    hidden: set[str] = set()
    for answer in sorted(counts.keys() - unshown, key=lambda one: (counts[one], one)):
        if not unshown or (len(unshown) > 1 and _sum(counts, unshown) >= SMALL_CELL):
            break
        hidden.add(answer)
        unshown.add(answer)
    return hidden


def _sum(counts: Counts, answers: Iterable[str]) -> int:
    return sum(counts[answer] for answer in answers)


def _cell(count: int, total: int, is_few: bool, is_hidden: bool) -> Cell:
    if is_few:
        return Cell("few")
    percent = round(100 * count / total)
    if percent > _HUNDRED:
        return Cell("over-90")
    if is_hidden:
        return Cell("hidden")
    return Cell("under-10") if percent < _NOUGHT else Cell("share", percent)
