"""Figures of every item, counted at night from first answers, for those who write items.

The database sums, Python only finishes: a million answers never meet in memory. Of an item with
too few answers nothing is kept.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.core import clock
from app.core.db import db
from app.learning.models import Attempt, ItemFigures
from app.learning.responses import to_fields
from app.learning.statistics import (
    ANSWERS_TO_SHOW,
    ANSWERS_TO_TRUST,
    EffectClass,
    Sums,
    Table,
    mantel_haenszel,
    median_of_counts,
)
from app.people.models import Enrolment, SchoolClass

BANDS_OF_ABILITY = 10
LONGEST_SECONDS = 3600
ROWS_AT_ONCE = 5000
# Of open values such as numbers, the most frequent ones.
VALUES_KEPT = 12

Version = tuple[str, int]
Chosen = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1. None: too few answers, or nothing to compare."""

    answers: int
    facility: float
    discrimination: float | None = None
    seconds: float | None = None
    # Facility by language of instruction, where each has enough answers.
    kk: float | None = None
    ru: float | None = None
    # Of Kazakh against Russian classes at equal ability; below zero: harder in Russian.
    delta: float | None = None
    effect: EffectClass | None = None
    # By field of the answer form and value; "" stands for an honest "I don't know".
    chosen: Chosen = field(default_factory=dict)

    @property
    def is_rough(self) -> bool:
        return self.answers < ANSWERS_TO_TRUST

    @property
    def is_probably_miskeyed(self) -> bool:
        """Those who know the rest of the lesson get this one wrong."""
        return self.discrimination is not None and self.discrimination < 0


@dataclass(frozen=True, slots=True)
class Kept:
    """Figures with the day on which they were counted."""

    counted_on: dt.date
    figures: Figures


def count_all() -> dict[Version, Figures]:
    """Only reads; see keep. Items in the version that the catalogue has now."""
    cells = _cells()
    seconds, chosen = _seconds(), _chosen()
    return {
        version: _figures(found, seconds.get(version, ()), chosen.get(version, {}))
        for version, found in cells.items()
        if sum(one.sums.answers for one in found) >= ANSWERS_TO_SHOW
    }


def keep(counted: Mapping[Version, Figures]) -> None:
    """In place of all figures before."""
    db.session.execute(sa.delete(ItemFigures))
    rows = [
        {
            "item_id": item_id,
            "item_version": version,
            "counted_at": clock.now(),
            "figures": asdict(figures),
        }
        for (item_id, version), figures in counted.items()
    ]
    if rows:
        db.session.execute(sa.insert(ItemFigures), rows)


def kept(item_ids: Iterable[str]) -> dict[str, Kept]:
    """By item id; figures of an older version of an item are not shown."""
    rows = db.session.scalars(sa.select(ItemFigures).where(ItemFigures.item_id.in_(list(item_ids))))
    return {
        row.item_id: Kept(clock.local(row.counted_at).date(), Figures(**row.figures))
        for row in rows
        if _is_present((row.item_id, row.item_version))
    }


def _is_present(version: Version) -> bool:
    home = library.get().find(version[0])
    return home is not None and home.item.version == version[1]


@dataclass(frozen=True, slots=True)
class _Cell:
    """Pupils of one language and about one ability."""

    language: str | None
    band: int
    sums: Sums


def _figures(
    cells: Sequence[_Cell], seconds: Iterable[tuple[float, int]], chosen: Mapping[str, Any]
) -> Figures:
    whole = sum((one.sums for one in cells), Sums())
    kk, ru = (_of_language(cells, language) for language in ("kk", "ru"))
    is_compared = min(kk.answers, ru.answers) >= ANSWERS_TO_SHOW
    found = mantel_haenszel(_tables(cells)) if is_compared else None
    return Figures(
        answers=whole.answers,
        facility=whole.score / whole.answers,
        discrimination=whole.discrimination,
        seconds=median_of_counts(seconds),
        # One of them beside the whole would give the other away.
        kk=kk.facility if is_compared else None,
        ru=ru.facility if is_compared else None,
        delta=found.delta if found else None,
        effect=found.effect if found else None,
        chosen=_shares(chosen, whole.answers),
    )


def _of_language(cells: Sequence[_Cell], language: str) -> Sums:
    return sum((one.sums for one in cells if one.language == language), Sums())


def _tables(cells: Sequence[_Cell]) -> list[Table]:
    """Kazakh against Russian classes, one table for each band of ability."""
    by_band: dict[int, dict[str | None, Sums]] = defaultdict(dict)
    for one in cells:
        by_band[one.band][one.language] = one.sums
    return [
        Table(kk.right, kk.answers - kk.right, ru.right, ru.answers - ru.right)
        for band in by_band.values()
        for kk, ru in [(band.get("kk", Sums()), band.get("ru", Sums()))]
    ]


def _shares(chosen: Mapping[str, Mapping[str, int]], answers: int) -> Chosen:
    return {
        name: {
            value: count / answers
            for value, count in sorted(counts.items(), key=lambda one: -one[1])[:VALUES_KEPT]
        }
        for name, counts in chosen.items()
    }


def _first_answers() -> sa.Select[int, str, str, int, float | None]:
    return sa.select(
        Attempt.pupil_id, Attempt.lesson_id, Attempt.item_id, Attempt.item_version, Attempt.score
    ).where(Attempt.try_number == 1, Attempt.score.is_not(None))


def _cells() -> dict[Version, list[_Cell]]:
    """One statement: each first answer beside what its pupil did in the rest of the lesson."""
    first = _first_answers().cte("first")
    whole = (
        sa.select(
            first.c.pupil_id,
            first.c.lesson_id,
            sa.func.sum(first.c.score).label("score"),
            sa.func.count().label("taken"),
        )
        .group_by(first.c.pupil_id, first.c.lesson_id)
        .subquery()
    )
    latest = _latest_enrolments().subquery()
    score = first.c.score
    rest = (whole.c.score - score) / sa.func.nullif(whole.c.taken - 1, 0)
    rested = sa.case((whole.c.taken > 1, score))
    # The databases round halves differently: a touch more than a half goes up in both.
    tenths = BANDS_OF_ABILITY * whole.c.score / whole.c.taken + 1e-6
    band = sa.cast(sa.func.round(tenths), sa.Integer)
    keys = (first.c.item_id, first.c.item_version, SchoolClass.language, band)
    rows = db.session.execute(
        sa.select(
            *keys,
            sa.func.count(),
            sa.func.sum(sa.case((score >= 1, 1), else_=0)),
            sa.func.sum(score),
            sa.func.count(rested),
            *(
                sa.func.coalesce(sa.func.sum(one), 0.0)
                for one in (rest, rest * rest, rested, rested * rested, rest * rested)
            ),
        )
        .join_from(
            first,
            whole,
            sa.and_(whole.c.pupil_id == first.c.pupil_id, whole.c.lesson_id == first.c.lesson_id),
        )
        .outerjoin(latest, latest.c.pupil_id == first.c.pupil_id)
        .outerjoin(Enrolment, Enrolment.id == latest.c.id)
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .group_by(*keys)
    )
    found: dict[Version, list[_Cell]] = defaultdict(list)
    for item_id, version, spoken, of_ability, *sums in rows:
        if _is_present((item_id, version)):
            found[item_id, version].append(_Cell(spoken, of_ability, Sums(*sums)))
    return found


def _latest_enrolments() -> sa.Select[int, int]:
    """Of those who have left, too. SQLite looks a plain grouping up by an index of its own; with
    a condition on it, it would read all pupils for each answer.
    """
    latest = sa.func.max(Enrolment.id).label("id")
    return sa.select(Enrolment.pupil_id, latest).group_by(Enrolment.pupil_id)


def _seconds() -> dict[Version, list[tuple[float, int]]]:
    """How many answers took how many whole seconds."""
    whole = sa.cast(sa.func.round(Attempt.seconds), sa.Integer)
    rows = db.session.execute(
        sa.select(Attempt.item_id, Attempt.item_version, whole, sa.func.count())
        .where(
            Attempt.try_number == 1,
            Attempt.score.is_not(None),
            Attempt.seconds <= LONGEST_SECONDS,
        )
        .group_by(Attempt.item_id, Attempt.item_version, whole)
    )
    found: dict[Version, list[tuple[float, int]]] = defaultdict(list)
    for item_id, version, seconds, count in rows:
        found[item_id, version].append((seconds, count))
    return found


def _chosen() -> dict[Version, dict[str, dict[str, int]]]:
    """How many chose each value of each field of the answer form."""
    response = sa.cast(Attempt.response, sa.Text)
    rows = db.session.execute(
        sa.select(Attempt.item_id, Attempt.item_version, response, sa.func.count())
        .where(Attempt.try_number == 1, Attempt.score.is_not(None))
        .group_by(Attempt.item_id, Attempt.item_version, response),
        execution_options={"yield_per": ROWS_AT_ONCE},
    )
    found: dict[Version, dict[str, dict[str, int]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(int))
    )
    for item_id, version, written, count in rows:
        fields = found[item_id, version]
        for name, value in _picks(json.loads(written)):
            fields[name][value] += count
    return found


def _picks(response: Mapping[str, Any]) -> list[tuple[str, str]]:
    picks = [(name, value) for name, values in to_fields(response).items() for value in values]
    return picks or [("answer", "")]
