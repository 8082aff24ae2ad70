"""What the lessons changed, as a page reads it: nothing is worked out here, and nobody is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from app.content import library
from app.content.schema.base import THEMES
from app.content.schema.instrument import SCALES, Scale
from app.core.db import db
from app.core.i18n import LocalizedText
from app.evidence import alarms, comparisons, rounds
from app.evidence.comparisons import Drawn
from app.evidence.models import (
    ClassSurvey,
    HarmAlarm,
    LessonEffect,
    SurveyMark,
    SurveyPlace,
    SurveyRound,
)
from app.evidence.rounds import Year
from app.evidence.surveys import MOMENTS, Moment
from app.people.access import NotFound
from app.people.models import SchoolClass
from app.people.viewer import Viewer

Verdict = Literal["rose", "fell", "unclear", "too-few"]
# Cohen (1988): a rule of thumb for words, not a judgement on what matters.
SIZES = ((0.2, "trifling"), (0.5, "small"), (0.8, "medium"))


@dataclass(frozen=True, slots=True)
class Level:
    mean: float
    pupils: int


@dataclass(frozen=True, slots=True)
class Change:
    """In points of 100, with its interval, and as Hedges' g."""

    value: float
    low: float | None
    high: float | None
    size: float | None
    size_low: float | None
    size_high: float | None
    classes: int

    @property
    def verdict(self) -> Verdict:
        if self.low is None or self.high is None:
            return "too-few"
        if self.low > 0:
            return "rose"
        return "fell" if self.high < 0 else "unclear"

    @property
    def size_word(self) -> str:
        size = abs(self.size or 0)
        return next((word for limit, word in SIZES if size < limit), "large")


@dataclass(frozen=True, slots=True)
class Row:
    """One scale of one theme; None is hidden, or not asked yet."""

    scale: Scale
    levels: Mapping[Moment, Level | None]
    after: Change | None
    later: Change | None
    against_waiting: Change | None


@dataclass(frozen=True, slots=True)
class ThemeEffects:
    theme: str
    rows: tuple[Row, ...]
    # Shares of answers on knowledge that were sure and wrong.
    sure_errors: Mapping[Moment, float]


@dataclass(frozen=True, slots=True)
class Called:
    """An alarm with the words of what it is about."""

    alarm: HarmAlarm
    scale: Scale
    # Of a single item; a scale has none.
    text: LocalizedText | None


@dataclass(frozen=True, slots=True)
class EvidencePage:
    school_years: tuple[int, ...]
    school_year: int
    year: Year
    themes: tuple[ThemeEffects, ...]
    alarms: tuple[Called, ...]

    @property
    def closed(self) -> frozenset[Moment]:
        """Moments of which numbers may be expected: what is missing of them is hidden."""
        return frozenset(one for one, its in self.year.rounds.items() if its.closed_at)

    @property
    def undecided(self) -> list[Called]:
        return [one for one in self.alarms if one.alarm.decided_at is None]

    @property
    def decided(self) -> list[Called]:
        return [one for one in self.alarms if one.alarm.decided_at is not None]


def evidence_page(viewer: Viewer, school_year: int | None) -> EvidencePage:
    """The year asked for, else the latest that has something to show. Undecided alarms of any."""
    years = rounds.years(viewer.school_id)
    numbers = tuple(one.school_year for one in years)
    if school_year is not None and school_year not in numbers:
        raise NotFound
    closed = (one for one in years if _is_compared(one))
    chosen = next((one for one in years if one.school_year == school_year), next(closed, years[0]))
    return EvidencePage(
        school_years=numbers,
        school_year=chosen.school_year,
        year=chosen,
        themes=_themes(LessonEffect.school_id == viewer.school_id, chosen.school_year),
        alarms=tuple(_called(one) for one in alarms.alarms_of(viewer.school_id)),
    )


def _is_compared(year: Year) -> bool:
    after = year.rounds.get("after")
    return after is not None and after.closed_at is not None


def _themes(whose: sa.ColumnElement[bool], school_year: int) -> tuple[ThemeEffects, ...]:
    rows = db.session.scalars(
        sa.select(LessonEffect).where(whose, LessonEffect.school_year == school_year)
    )
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row.theme, {})[row.scale] = row.found
    return tuple(
        ThemeEffects(
            theme=theme,
            rows=tuple(_row(scale, found[theme].get(scale, {})) for scale in SCALES),
            sure_errors=found[theme].get("knowledge", {}).get("sure_errors", {}),
        )
        for theme in THEMES
        if theme in found
    )


def _row(scale: Scale, found: dict[str, Any]) -> Row:
    changes = found.get("changes", {})
    return Row(
        scale=scale,
        levels=_levels(found.get("levels", {})),
        after=_change(changes.get("after")),
        later=_change(changes.get("later")),
        against_waiting=_change(found.get("against_waiting")),
    )


def _levels(found: dict[str, Any]) -> dict[Moment, Level | None]:
    return {one: Level(**found[one]) if one in found else None for one in MOMENTS}


def _change(found: dict[str, Any] | None) -> Change | None:
    return Change(**found) if found else None


def _called(alarm: HarmAlarm) -> Called:
    """Also where the item has left the files since: then without its words."""
    instrument = library.get().instruments.get(alarm.theme)
    items = instrument.in_order() if instrument else ()
    text = next((one.text for _scale, one in items if one.id == alarm.measure), None)  # type: ignore[union-attr]
    return Called(alarm, alarm.scale, text)  # type: ignore[arg-type]


def alarm_page(viewer: Viewer, alarm_id: int) -> Called:
    found = (_called(one) for one in alarms.alarms_of(viewer.school_id) if one.id == alarm_id)
    called = next(found, None)
    if called is None:
        raise NotFound
    return called


@dataclass(frozen=True, slots=True)
class RegionEvidence:
    school_years: tuple[int, ...]
    school_year: int | None
    themes: tuple[ThemeEffects, ...]
    # By theme: waiting for a decision, decided.
    alarms: Mapping[str, tuple[int, int]]

    @property
    def closed(self) -> frozenset[Moment]:
        """Moments that any theme has numbers of."""
        every = (row.levels for one in self.themes for row in one.rows)
        return frozenset(moment for each in every for moment, its in each.items() if its)


def region_evidence(school_year: int | None) -> RegionEvidence:
    of_region = LessonEffect.school_id.is_(None)
    query = sa.select(LessonEffect.school_year).where(of_region).distinct()
    years = tuple(sorted(db.session.scalars(query), reverse=True))
    if school_year is not None and school_year not in years:
        raise NotFound
    chosen = school_year or next(iter(years), None)
    return RegionEvidence(
        school_years=years,
        school_year=chosen,
        themes=_themes(of_region, chosen) if chosen else (),
        alarms=alarms.counts_of_region(chosen),
    )


@dataclass(frozen=True, slots=True)
class RoundState:
    moment: Moment
    round: SurveyRound | None
    # Surveys that were given to pupils, and those that pupils are through with.
    asked: int = 0
    through: int = 0


@dataclass(frozen=True, slots=True)
class RoundsPage:
    years: tuple[tuple[Year, tuple[RoundState, ...]], ...]
    drawn: tuple[Drawn, ...]
    may_draw: tuple[str, ...]


def rounds_page(viewer: Viewer) -> RoundsPage:
    """The rounds of this school year and of the one before, whose last round may be due."""
    years = rounds.years(viewer.school_id)[:2]
    asked, through = _asked(viewer.school_id), _through(viewer.school_id)
    return RoundsPage(
        years=tuple(
            (one, tuple(_state(one, moment, asked, through) for moment in MOMENTS)) for one in years
        ),
        drawn=tuple(comparisons.drawn(viewer.school_id, years[0].school_year)),
        may_draw=tuple(comparisons.open_themes(viewer.school_id)),
    )


def _state(
    year: Year, moment: Moment, asked: dict[int, int], through: dict[int, int]
) -> RoundState:
    found = year.rounds.get(moment)
    if found is None:
        return RoundState(moment, None)
    return RoundState(moment, found, asked.get(found.school_year, 0), through.get(found.id, 0))


def _asked(school_id: int | None) -> dict[int, int]:
    rows = db.session.execute(
        sa.select(SurveyPlace.school_year, sa.func.count())
        .join(SchoolClass, SchoolClass.id == SurveyPlace.class_id)
        .where(SchoolClass.school_id == school_id)
        .group_by(SurveyPlace.school_year)
    )
    return {row[0]: row[1] for row in rows}


def _through(school_id: int | None) -> dict[int, int]:
    rows = db.session.execute(
        sa.select(ClassSurvey.round_id, sa.func.count())
        .join(SurveyMark, SurveyMark.class_survey_id == ClassSurvey.id)
        .join(SurveyRound, SurveyRound.id == ClassSurvey.round_id)
        .where(SurveyRound.school_id == school_id)
        .group_by(ClassSurvey.round_id)
    )
    return {row[0]: row[1] for row in rows}
