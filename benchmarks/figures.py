"""A figure beside its limit, as a table row and as JSON."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """`ratio` is value over limit; for a rate more is better, for a time or a size less."""

    name: str
    value: float
    unit: str
    limit: float
    ratio: float
    runs: int


def figure(name: str, unit: str, values: Sequence[float], limits: Sequence[float]) -> Figure:
    """Medians of runs that took turns, so that a noisy minute hits both sides alike."""
    value, limit = median(values), median(limits)
    return Figure(
        name, round(value, 2), unit, round(limit, 2), round(value / limit, 2), len(values)
    )


def in_turns(
    times: int, real: Callable[[], float], bare: Callable[[], float]
) -> tuple[list[float], list[float]]:
    values, limits = [], []
    for _ in range(times):
        limits.append(bare())
        values.append(real())
    return values, limits


def table(figures: Sequence[Figure]) -> str:
    lines = [f"{'name':<24}{'value':>12} {'unit':<10}{'limit':>12}{'ratio':>8}{'runs':>6}"]
    lines += [
        f"{one.name:<24}{one.value:>12} {one.unit:<10}{one.limit:>12}{one.ratio:>8}{one.runs:>6}"
        for one in figures
    ]
    return "\n".join(lines)


def write(figures: Sequence[Figure], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(one) for one in figures], indent=2) + "\n", "utf-8")
