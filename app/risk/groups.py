"""C1, C2 and D5: what several children say about one class or place. Pure; no names come out.

domain/safeguarding.md §8.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb

FEWEST_ANSWERS = 10
SURPRISING = 0.01
BETWEEN_WAVES = dt.timedelta(weeks=3)
CLUSTER_WINDOW = dt.timedelta(days=14)
CLUSTER_PUPILS = 3
WITNESSES = 2


@dataclass(frozen=True, slots=True)
class ClimateWave:
    """Answers of one class to "Do you feel safe in your class?", and of its whole school."""

    day: dt.date
    unsafe: int
    answers: int
    school_unsafe: int
    school_answers: int

    @property
    def stands_out(self) -> bool:
        """More "not safe" than the school's share lets expect by chance."""
        if self.answers < FEWEST_ANSWERS or not self.school_answers:
            return False
        share = self.school_unsafe / self.school_answers
        return chance_of_at_least(self.unsafe, self.answers, share) < SURPRISING


@dataclass(frozen=True, slots=True)
class Report:
    """One pupil's D4 or D5 about a class, without its words."""

    pupil_id: int
    day: dt.date


def chance_of_at_least(hits: int, tries: int, share: float) -> float:
    """Exact upper tail of the binomial distribution."""
    return sum(
        comb(tries, k) * share**k * (1 - share) ** (tries - k) for k in range(hits, tries + 1)
    )


def climate_stands_out(waves: Sequence[ClimateWave]) -> bool:
    """C1: the latest wave (last) and an earlier one, at least three weeks before, both do."""
    if not waves or not waves[-1].stands_out:
        return False
    latest = waves[-1].day
    return any(one.stands_out and latest - one.day >= BETWEEN_WAVES for one in waves[:-1])


def is_cluster(reports: Iterable[Report], *, on: dt.date) -> bool:
    """C2: three different pupils of one class within two weeks."""
    return _different_pupils(reports, on) >= CLUSTER_PUPILS


def severity_of_witnesses(reports: Iterable[Report], *, on: dt.date) -> int:
    """D5: 1, and 2 where different pupils tell of the same class or place within two weeks."""
    return 2 if _different_pupils(reports, on) >= WITNESSES else 1


def _different_pupils(reports: Iterable[Report], on: dt.date) -> int:
    return len({one.pupil_id for one in reports if dt.timedelta() <= on - one.day < CLUSTER_WINDOW})
