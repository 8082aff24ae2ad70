"""What the answers of many pupils say about an item. Pure: sums in, figures out.

docs/decisions/0006 says why these formulas stand here and not in a library.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Literal, Self

# Below this nothing is told; below the second, figures still swing.
ANSWERS_TO_SHOW = 20
ANSWERS_TO_TRUST = 100

EffectClass = Literal["A", "B", "C"]

# ETS: log odds on the delta scale of test makers, with the limits of Zieky (1993).
_DELTA = -2.35
_SLIGHT, _LARGE = 1.0, 1.5
_CHI_SQUARED_AT_5 = 3.841
_NORMAL_AT_5 = 1.645


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over pupils: of the item's score, and of the rest score where there is one.

    The rest score is the mean of the pupil's other items of the lesson.
    """

    answers: int = 0
    right: int = 0
    score: float = 0.0
    rested: int = 0
    rest: float = 0.0
    rest_squared: float = 0.0
    rested_score: float = 0.0
    rested_score_squared: float = 0.0
    product: float = 0.0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            *(getattr(self, one.name) + getattr(other, one.name) for one in fields(self))
        )

    @property
    def facility(self) -> float | None:
        return self.score / self.answers if self.answers >= ANSWERS_TO_SHOW else None

    @property
    def discrimination(self) -> float | None:
        """Corrected point-biserial: the correlation with the score without this item."""
        n = self.rested
        if n < ANSWERS_TO_SHOW:
            return None
        spread = n * self.rested_score_squared - self.rested_score**2
        rest_spread = n * self.rest_squared - self.rest**2
        if min(spread, rest_spread) <= 1e-9 * n:  # all alike: nothing to compare
            return None
        shared = n * self.product - self.rested_score * self.rest
        return max(-1.0, min(1.0, shared / math.sqrt(spread * rest_spread)))


@dataclass(frozen=True, slots=True)
class Table:
    """Pupils of about one ability: right and wrong answers of the two groups."""

    right_a: int
    wrong_a: int
    right_b: int
    wrong_b: int

    @property
    def size(self) -> int:
        return self.right_a + self.wrong_a + self.right_b + self.wrong_b

    @property
    def compares(self) -> bool:
        """One group alone says nothing about the other."""
        return self.right_a + self.wrong_a > 0 and self.right_b + self.wrong_b > 0


@dataclass(frozen=True, slots=True)
class MantelHaenszel:
    """Two groups at equal ability. The odds are those of group A against group B."""

    odds_ratio: float
    # Without the correction for continuity.
    chi_squared: float
    # Of the logarithm of the odds ratio: Robins, Breslow and Greenland (1986).
    standard_error: float

    @property
    def delta(self) -> float:
        """Negative where the item is harder for group B than its ability explains."""
        return _DELTA * math.log(self.odds_ratio)

    @property
    def effect(self) -> EffectClass:
        size, error = abs(self.delta), abs(_DELTA) * self.standard_error
        if size < _SLIGHT or self.chi_squared < _CHI_SQUARED_AT_5:
            return "A"
        surely_more = size - _SLIGHT > _NORMAL_AT_5 * error
        return "C" if size >= _LARGE and surely_more else "B"


def mantel_haenszel(tables: Iterable[Table]) -> MantelHaenszel | None:
    """None where the tables do not let the groups be compared."""
    used = [one for one in tables if one.compares]
    agree = [one.right_a * one.wrong_b / one.size for one in used]
    differ = [one.wrong_a * one.right_b / one.size for one in used]
    variance = sum(_variance(one) for one in used)
    if not sum(agree) or not sum(differ) or not variance:
        return None
    return MantelHaenszel(
        odds_ratio=sum(agree) / sum(differ),
        chi_squared=sum(_surprise(one) for one in used) ** 2 / variance,
        standard_error=_standard_error(used, agree, differ),
    )


def _surprise(table: Table) -> float:
    """Right answers of group A beyond those that equal odds would give."""
    group = table.right_a + table.wrong_a
    return table.right_a - group * (table.right_a + table.right_b) / table.size


def _variance(table: Table) -> float:
    group_a, group_b = table.right_a + table.wrong_a, table.right_b + table.wrong_b
    right, wrong = table.right_a + table.right_b, table.wrong_a + table.wrong_b
    return group_a * group_b * right * wrong / (table.size**2 * (table.size - 1))


def _standard_error(
    tables: Sequence[Table], agree: Sequence[float], differ: Sequence[float]
) -> float:
    like = [(one.right_a + one.wrong_b) / one.size for one in tables]
    unlike = [(one.wrong_a + one.right_b) / one.size for one in tables]
    rows = list(zip(like, unlike, agree, differ, strict=True))
    r, s = sum(agree), sum(differ)
    return math.sqrt(
        sum(p * a for p, _q, a, _d in rows) / (2 * r * r)
        + sum(p * d + q * a for p, q, a, d in rows) / (2 * r * s)
        + sum(q * d for _p, q, _a, d in rows) / (2 * s * s)
    )


def median_of_counts(counts: Iterable[tuple[float, int]]) -> float | None:
    """The middle of values that are given with how often each was seen."""
    ordered = sorted(counts)
    half, seen = sum(count for _value, count in ordered) / 2, 0
    for value, count in ordered:
        seen += count
        if seen >= half:
            return value
    return None
