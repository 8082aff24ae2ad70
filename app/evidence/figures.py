"""What closed rounds show, worked out once and kept: pages only read. Every cell is a class's sum,
so nothing here has ever been one pupil's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.content import library
from app.content.schema.instrument import FORMS, STATEMENTS, Scale
from app.core import clock
from app.core.db import db
from app.evidence import harm
from app.evidence.answers import SURE_WRONG, YOUNG, points, score
from app.evidence.effects import (
    NOTHING,
    Cell,
    Cluster,
    Contrast,
    Estimate,
    Sums,
    change,
    difference,
    estimate,
    level,
    point,
)
from app.evidence.models import (
    ClassSurvey,
    Comparison,
    ComparisonClass,
    LessonEffect,
    SurveyCount,
    SurveyRound,
    SurveyScore,
)
from app.evidence.surveys import SHOWN_FROM
from app.people.models import SchoolClass

# Classes that no lot has touched have the lessons, too, but do not stand against those that wait.
UNDRAWN, TAUGHT, WAITING = "undrawn", "taught", "waiting"
# Measure: a scale or the id of an item.
Key = tuple[str, str]
Rows = Mapping[Key, Sequence[Cluster]]


@dataclass(frozen=True, slots=True)
class Alarm:
    theme: str
    # The scale, or the one that the item belongs to.
    scale: Scale
    measure: str
    moment: str
    against: harm.Against
    value: float
    low: float
    high: float


def effects_of_school(school_id: int, school_year: int) -> tuple[list[LessonEffect], list[Alarm]]:
    """Reads and works out, writes nothing: nobody's answer waits for it."""
    cells = _cells_of(school_year).where(SurveyRound.school_id == school_id)
    scales, items = _scales(cells, "class_id"), _items(school_id, school_year)
    effects = _effects(scales, cells, school_id, school_year)
    return effects, [*_alarms(scales), *_alarms(items)]


def effects_of_region(school_year: int) -> list[LessonEffect]:
    """Schools are drawn again, not classes: those of a school are alike."""
    cells = _cells_of(school_year)
    return _effects(_scales(cells, "school_id"), cells, None, school_year)


def _effects(
    scales: Rows, cells: sa.Select[Any], school_id: int | None, school_year: int
) -> list[LessonEffect]:
    errors = _sure_errors(cells)
    effects = []
    for (theme, scale), clusters in scales.items():
        found = _found(scale, clusters, seed=f"{school_id} {school_year} {theme} {scale}")
        if scale == "knowledge":
            found["sure_errors"] = errors.get(theme, {})
        effects.append(
            LessonEffect(
                school_id=school_id,
                school_year=school_year,
                theme=theme,
                scale=scale,
                found=found,
                counted_at=clock.now(),
            )
        )
    return effects


def _sure_errors(cells: sa.Select[Any]) -> dict[str, dict[str, float]]:
    """The share of answers on knowledge that were sure and wrong, by theme and moment.

    A sheet has several statements: ten pupils are as many times ten answers. Young classes are not
    asked how sure they are.
    """
    rows = db.session.execute(
        cells.join(SurveyCount, SurveyCount.class_survey_id == ClassSurvey.id)
        .join(SchoolClass, SchoolClass.id == ClassSurvey.class_id)
        .where(SurveyCount.form != "", SchoolClass.grade > YOUNG)
        .add_columns(SurveyCount.value, SurveyCount.answers)
    )
    every: dict[tuple[str, str], int] = defaultdict(int)
    sure: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if row.waits:
            continue
        every[row.theme, row.moment] += row.answers
        sure[row.theme, row.moment] += row.answers * (row.value == SURE_WRONG)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (theme, moment), answers in every.items():
        if answers >= SHOWN_FROM * STATEMENTS:
            found[theme][moment] = round(sure[theme, moment] / answers, 3)
    return found


def keep(effects: Iterable[LessonEffect], *, school_id: int | None, school_year: int) -> None:
    """In place of those that stood."""
    same_school = (
        LessonEffect.school_id.is_(None)
        if school_id is None
        else LessonEffect.school_id == school_id
    )
    db.session.execute(
        sa.delete(LessonEffect).where(same_school, LessonEffect.school_year == school_year)
    )
    db.session.add_all(effects)
    db.session.flush()


def _cells_of(school_year: int) -> sa.Select[Any]:
    """Of closed rounds; only answers to the wording that was asked before the lessons."""
    first, first_round = so.aliased(ClassSurvey), so.aliased(SurveyRound)
    same_words = (
        sa.select(first.id)
        .join(first_round, first_round.id == first.round_id)
        .where(
            first_round.school_id == SurveyRound.school_id,
            first_round.school_year == SurveyRound.school_year,
            first_round.moment == "before",
            first.class_id == ClassSurvey.class_id,
            first.theme == ClassSurvey.theme,
            first.version == ClassSurvey.version,
        )
        .exists()
    )
    lot = (
        sa.select(ComparisonClass.waits)
        .join(Comparison, Comparison.id == ComparisonClass.comparison_id)
        .where(
            Comparison.school_id == SurveyRound.school_id,
            Comparison.school_year == SurveyRound.school_year,
            Comparison.theme == ClassSurvey.theme,
            ComparisonClass.class_id == ClassSurvey.class_id,
        )
        .scalar_subquery()
    )
    return (
        sa.select(
            SurveyRound.school_id,
            ClassSurvey.class_id,
            ClassSurvey.theme,
            SurveyRound.moment,
            lot.label("waits"),
        )
        .join(SurveyRound, SurveyRound.id == ClassSurvey.round_id)
        .where(
            SurveyRound.school_year == school_year,
            SurveyRound.closed_at.is_not(None),
            same_words,
        )
    )


def _arm(waits: bool | None) -> str:
    return UNDRAWN if waits is None else WAITING if waits else TAUGHT


def _scales(query: sa.Select[Any], cluster: str) -> Rows:
    rows = db.session.execute(
        query.join(SurveyScore, SurveyScore.class_survey_id == ClassSurvey.id).add_columns(
            SurveyScore.form,
            SurveyScore.scale,
            SurveyScore.pupils,
            SurveyScore.total,
            SurveyScore.squares,
        )
    )
    return _clusters(
        (
            (row.theme, row.scale),
            getattr(row, cluster),
            Cell(_arm(row.waits), row.moment, row.form),
            Sums(row.pupils, row.total, row.squares),
        )
        for row in rows
    )


def _items(school_id: int, school_year: int) -> Rows:
    """Watched items, each pupil's answer as a score; the steps of the scale depend on the grade."""
    rows = db.session.execute(
        _cells_of(school_year)
        .where(SurveyRound.school_id == school_id, SurveyCount.form == "")
        .join(SurveyCount, SurveyCount.class_survey_id == ClassSurvey.id)
        .join(SchoolClass, SchoolClass.id == ClassSurvey.class_id)
        .add_columns(SurveyCount.item_id, SurveyCount.value, SurveyCount.answers, SchoolClass.grade)
    )
    asked = {
        one.id: one
        for instrument in library.get().instruments.values()
        for scale, one in instrument.in_order()
        if scale in harm.WATCHED
    }

    def sums(row: sa.Row[Any]) -> Sums:
        reached = round(score(asked[row.item_id], row.value, points(row.grade)))
        return Sums(row.answers, reached * row.answers, reached**2 * row.answers)

    return _clusters(
        (
            (row.theme, row.item_id),
            row.class_id,
            Cell(_arm(row.waits), row.moment, ""),
            sums(row),
        )
        for row in rows
        if row.item_id in asked
    )


def _clusters(rows: Iterable[tuple[Key, int, Cell, Sums]]) -> Rows:
    found: dict[Key, dict[int, dict[Cell, Sums]]] = defaultdict(lambda: defaultdict(dict))
    for key, cluster, cell, sums in rows:
        cells = found[key][cluster]
        cells[cell] = cells.get(cell, NOTHING) + sums
    return {
        key: [Cluster(cells) for _id, cells in sorted(clusters.items())]
        for key, clusters in found.items()
    }


def having_lessons(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Everybody but those who wait, drawn or not."""
    found = []
    for one in clusters:
        cells: dict[Cell, Sums] = {}
        for cell, sums in one.cells.items():
            if cell.arm != WAITING:
                merged = cell._replace(arm=TAUGHT)
                cells[merged] = cells.get(merged, NOTHING) + sums
        found.append(Cluster(cells))
    return [one for one in found if one.cells]


def drawn_by_lot(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Only what a lot has put on either side; of a school that is both, draws take both."""
    found = []
    for one in clusters:
        cells = {cell: sums for cell, sums in one.cells.items() if cell.arm != UNDRAWN}
        if cells:
            found.append(Cluster(cells, stratum="+".join(sorted({cell.arm for cell in cells}))))
    return found


def forms_of(scale: str) -> tuple[str, ...]:
    return FORMS if scale == "knowledge" else ("",)


def _found(scale: str, clusters: Sequence[Cluster], *, seed: str) -> dict[str, Any]:
    forms, every, compared = forms_of(scale), having_lessons(clusters), drawn_by_lot(clusters)
    levels = _levels(every, TAUGHT, forms)
    waiting = _levels(compared, WAITING, forms)
    found: dict[str, Any] = {"levels": levels, "waiting": waiting, "changes": {}}
    for moment in ("after", "later"):
        if {"before", moment} <= levels.keys():
            whole = estimate(every, change(TAUGHT, "before", moment, forms), seed=seed)
            found["changes"][moment] = _told(whole)
    if _can_compare(compared, forms):
        whole = estimate(compared, difference("before", "after", forms), seed=seed)
        found["against_waiting"] = _told(whole)
    return found


def _levels(
    clusters: Sequence[Cluster], arm: str, forms: Sequence[str]
) -> dict[str, dict[str, float]]:
    """Means of the moments that enough pupils have answered."""
    found = {one: level(clusters, arm, one, forms) for one in ("before", "after", "later")}
    return {
        moment: {"mean": round(one[0], 2), "pupils": one[1]}
        for moment, one in found.items()
        if one is not None and one[1] >= SHOWN_FROM
    }


def _can_compare(compared: Sequence[Cluster], forms: Sequence[str]) -> bool:
    needed = {"before", "after"}
    return all(needed <= _levels(compared, arm, forms).keys() for arm in (TAUGHT, WAITING))


def _told(one: Estimate | None) -> dict[str, float | None] | None:
    if one is None:
        return None
    interval, size = one.interval(), one.size
    ratio = size / one.value if size and one.value else 0.0
    low, high = interval or (None, None)
    return {
        "value": round(one.value, 2),
        "low": None if low is None else round(low, 2),
        "high": None if high is None else round(high, 2),
        "size": None if size is None else round(size, 3),
        "size_low": None if low is None else round(low * ratio, 3),
        "size_high": None if high is None else round(high * ratio, 3),
        "classes": one.clusters,
    }


def _alarms(rows: Rows) -> Iterator[Alarm]:
    scales = _scale_of_items()
    for (theme, measure), clusters in rows.items():
        scale: Scale = scales.get(measure, measure)  # type: ignore[arg-type]
        for moment in ("after", "later") if scale in harm.WATCHED else ():
            is_item = measure in scales
            found = _alarm(clusters, moment, is_item=is_item, seed=f"{theme} {measure} {moment}")
            if found is not None:
                against, value, (low, high) = found
                yield Alarm(theme, scale, measure, moment, against, value, low, high)


def _scale_of_items() -> dict[str, Scale]:
    instruments = library.get().instruments.values()
    return {asked.id: scale for one in instruments for scale, asked in one.in_order()}


def _alarm(
    clusters: Sequence[Cluster], moment: str, *, is_item: bool, seed: str
) -> tuple[harm.Against, float, tuple[float, float]] | None:
    """Against the classes that wait, as long as they wait; else against the time before."""
    compared = drawn_by_lot(clusters)
    if moment == "after" and _can_compare(compared, ("",)):
        one = _fall(compared, difference("before", moment, ("",)), seed)
        if one is None or one.error is not None:
            return _judged(one, "waiting", is_item=is_item)
    every = having_lessons(clusters)
    if not {"before", moment} <= _levels(every, TAUGHT, ("",)).keys():
        return None
    one = _fall(every, change(TAUGHT, "before", moment, ("",)), seed)
    return _judged(one, "before", is_item=is_item)


def _fall(clusters: Sequence[Cluster], contrast: Contrast, seed: str) -> Estimate | None:
    """Most measures have not fallen: how sure that is need not be worked out."""
    value = point(clusters, contrast)
    return estimate(clusters, contrast, seed=seed) if value is not None and value < 0 else None


def _judged(
    one: Estimate | None, against: harm.Against, *, is_item: bool
) -> tuple[harm.Against, float, tuple[float, float]] | None:
    interval = harm.fell(one, against, is_item=is_item) if one else None
    return (against, one.value, interval) if one and interval else None
