"""How much a measure has changed, and how sure that is. Pure: sums in, estimates out.

Pupils of one class are alike and are taught together, so classes and not pupils are drawn again:
the cluster bootstrap of Davison and Hinkley (1997, §3.8). Of G classes G - 1 are drawn, which
makes the variance of the draws that of the estimate (Rao and Wu 1988); with few classes the
normal interval is too narrow, so Student's t with classes minus groups degrees of freedom
takes its place. docs/decisions tells what was measured.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from statistics import stdev
from typing import NamedTuple, Self

DRAWS = 400
# Draws in which a cell stays empty say nothing; so many must remain.
FEWEST_DRAWS = 300
FEWEST_CLUSTERS = 4
CONFIDENCE = 0.95


class Cell(NamedTuple):
    """Where answers belong: "taught" or "waiting", a moment, and a form where forms differ."""

    arm: str
    moment: str
    form: str


@dataclass(frozen=True, slots=True)
class Sums:
    """Of scores from 0 to 100 over pupils."""

    pupils: int = 0
    total: int = 0
    squares: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.pupils + other.pupils, self.total + other.total, self.squares + other.squares
        )

    @property
    def mean(self) -> float:
        return self.total / self.pupils

    @property
    def spread(self) -> float:
        """The sum of squared distances from the mean."""
        return self.squares - self.total**2 / self.pupils if self.pupils else 0.0


NOTHING = Sums()


@dataclass(frozen=True, slots=True)
class Cluster:
    """A class, or for the region a school. Draws are made within each stratum."""

    cells: Mapping[Cell, Sums]
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Contrast:
    """What is estimated: a sum of means of cells, each with its weight."""

    weights: Mapping[Cell, float]
    # The moment that the change begins at: its spread is the yardstick of the size.
    start: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """In points of 100. Without an error there are too few classes to say how sure it is."""

    value: float
    error: float | None
    freedom: int
    clusters: int
    # Pooled standard deviation of the pupils' scores within the cells that the change begins at.
    deviation: float | None
    pupils: int

    def interval(self, confidence: float = CONFIDENCE) -> tuple[float, float] | None:
        if self.error is None:
            return None
        reach = student((1 + confidence) / 2, self.freedom) * self.error
        return self.value - reach, self.value + reach

    @property
    def size(self) -> float | None:
        """Hedges' g: the change in standard deviations, corrected for small samples."""
        if not self.deviation:
            return None
        return self.value / self.deviation * hedges(self.pupils)


def hedges(pupils: int) -> float:
    """J of Hedges (1981), in its usual approximation."""
    return 1 - 3 / (4 * pupils - 1)


def change(arm: str, start: str, end: str, forms: Sequence[str]) -> Contrast:
    """From A to B and from B to A, averaged: a harder form stands once before and once after."""
    part = 1 / len(forms)
    before = {Cell(arm, start, form): -part for form in forms}
    return Contrast(before | {Cell(arm, end, form): part for form in forms}, start)


def difference(start: str, end: str, forms: Sequence[str]) -> Contrast:
    """How much more the taught have changed than the waiting."""
    taught = change("taught", start, end, forms).weights
    waiting = change("waiting", start, end, forms).weights
    return Contrast({**taught, **{cell: -part for cell, part in waiting.items()}}, start)


def level(
    clusters: Iterable[Cluster], arm: str, moment: str, forms: Sequence[str]
) -> tuple[float, int] | None:
    """The mean of a moment, of both forms alike, and how many pupils answered."""
    sums = _pooled(clusters, [Cell(arm, moment, form) for form in forms])
    if not all(one.pupils for one in sums):
        return None
    return sum(one.mean for one in sums) / len(sums), sum(one.pupils for one in sums)


def estimate(clusters: Sequence[Cluster], contrast: Contrast, *, seed: str) -> Estimate | None:
    """None where a cell of the contrast has no answers at all."""
    cells = list(contrast.weights)
    used = [one for one in clusters if any(cell in one.cells for cell in cells)]
    value = point(used, contrast)
    if value is None:
        return None
    sums = _pooled(used, cells)
    starts = [one for cell, one in zip(cells, sums, strict=True) if cell.moment == contrast.start]
    groups = _by_stratum(used)
    weights = [contrast.weights[cell] for cell in cells]
    return Estimate(
        value=value,
        error=_error([[_row(one, cells) for one in group] for group in groups], weights, seed),
        freedom=len(used) - len(groups),
        clusters=len(used),
        deviation=_deviation(starts),
        pupils=sum(one.pupils for one in starts),
    )


def point(clusters: Sequence[Cluster], contrast: Contrast) -> float | None:
    """The value of the estimate, without the work of saying how sure it is."""
    sums = _pooled(clusters, list(contrast.weights))
    if not all(one.pupils for one in sums):
        return None
    return sum(
        weight * one.mean for weight, one in zip(contrast.weights.values(), sums, strict=True)
    )


def _pooled(clusters: Iterable[Cluster], cells: Sequence[Cell]) -> list[Sums]:
    every = list(clusters)
    return [sum((one.cells.get(cell, NOTHING) for one in every), NOTHING) for cell in cells]


def _by_stratum(clusters: Sequence[Cluster]) -> list[list[Cluster]]:
    names = sorted({one.stratum for one in clusters})
    return [[one for one in clusters if one.stratum == name] for name in names]


def _row(cluster: Cluster, cells: Sequence[Cell]) -> tuple[int, ...]:
    """Pupils and totals of the cells in turn: a draw only adds such rows up."""
    sums = (cluster.cells.get(cell, NOTHING) for cell in cells)
    return tuple(number for one in sums for number in (one.pupils, one.total))


def _error(
    groups: Sequence[Sequence[tuple[int, ...]]], weights: Sequence[float], seed: str
) -> float | None:
    """The standard deviation of the estimate over draws; None where there are too few classes."""
    if sum(map(len, groups)) < FEWEST_CLUSTERS or min(map(len, groups)) < 2:
        return None
    chance = Random(seed)  # noqa: S311
    found = [
        value
        for _ in range(DRAWS)
        if (value := _value(_drawn(groups, chance), weights)) is not None
    ]
    return stdev(found) if len(found) >= FEWEST_DRAWS else None


def _drawn(groups: Sequence[Sequence[tuple[int, ...]]], chance: Random) -> list[int]:
    rows = [row for group in groups for row in chance.choices(group, k=len(group) - 1)]
    return [sum(column) for column in zip(*rows, strict=True)]


def _value(sums: Sequence[int], weights: Sequence[float]) -> float | None:
    pupils, totals = sums[::2], sums[1::2]
    if not all(pupils):
        return None
    return sum(w * total / n for w, total, n in zip(weights, totals, pupils, strict=True))


def _deviation(cells: Sequence[Sums]) -> float | None:
    freedom = sum(one.pupils - 1 for one in cells)
    spread = sum(one.spread for one in cells)
    return math.sqrt(spread / freedom) if freedom > 0 and spread > 0 else None


@lru_cache(maxsize=256)
def student(chance: float, freedom: int) -> float:
    """The quantile of Student's t above one half, for whole degrees of freedom."""
    low, high = 0.0, 1.0
    while _student_below(high, freedom) < chance:
        high *= 2
    while high - low > 1e-9 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if _student_below(middle, freedom) < chance else (low, middle)
    return high


def _student_below(t: float, freedom: int) -> float:
    """Abramowitz and Stegun 26.7.3 and 26.7.4: exact sums for whole degrees of freedom."""
    angle = math.atan(t / math.sqrt(freedom))
    cosine = math.cos(angle) ** 2
    odd = freedom % 2
    term = math.cos(angle) if odd else 1.0
    series = 0.0
    for step in range(1 + odd, freedom, 2):
        series += term
        term *= cosine * step / (step + 1)
    series *= math.sin(angle)
    return 0.5 + ((angle + series) / math.pi if odd else series / 2)
