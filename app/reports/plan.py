"""The year plan of a class as its teacher reads it: weeks with dates, and what became of each."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.content import library
from app.content.schema.base import Theme
from app.content.schema.curriculum import ThemeText
from app.content.schema.plans import Kind
from app.core import clock
from app.core.i18n import LocalizedText
from app.learning.boosters import (
    contacts_of_class,
    finished_by_the_class,
    least_met_of_year,
    lesson_of_plan,
)
from app.learning.deliveries import deliveries_of
from app.learning.delivery_models import Delivery
from app.learning.models import Assignment
from app.learning.plan_layout import Place, matched
from app.learning.year_plans import ClassYear, assigned, open_to, year_of
from app.people.access import NotFound, class_for
from app.people.models import SchoolClass
from app.people.viewer import Viewer
from app.reports.deliveries import Held, held_by

State = Literal[
    "taught",
    "discussed",
    "skipped",
    "worked",  # at least half of the class has finished it on devices
    "missed",
    "assigned",
    "ahead",  # given, opens in its week
    "unwritten",
    "planned",
    "free",  # no lesson
]
LEAST_MET_SHOWN = 6


@dataclass(frozen=True, slots=True)
class PlanRow:
    number: int
    week: int
    quarter: int
    monday: dt.date | None
    last_day: dt.date | None
    kind: Kind
    theme: ThemeText | None
    title: LocalizedText | None
    # None: no lesson, or nobody has written it yet.
    lesson_id: str | None
    is_sensitive: bool
    boosters: tuple[ThemeText, ...]
    state: State
    is_now: bool
    is_over: bool
    # Stands at another place than in the printed plan.
    is_moved: bool
    held: Held | None

    @property
    def may_move(self) -> bool:
        """What is still to come, and what was missed; never what was held."""
        is_open = self.state not in ("taught", "discussed", "skipped", "worked")
        return self.state == "missed" or (is_open and not self.is_over)


@dataclass(frozen=True, slots=True)
class LeastMet:
    can: LocalizedText
    times: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    class_id: int
    grade: int
    letter: str
    school_year: int
    is_taken: bool
    rows: tuple[PlanRow, ...]
    least_met: tuple[LeastMet, ...]

    @property
    def now(self) -> PlanRow | None:
        return next((row for row in self.rows if row.is_now), None)

    def count(self, *states: State) -> int:
        return sum(row.state in states for row in self.rows)

    @property
    def lessons_so_far(self) -> int:
        return sum(row.is_over and row.state != "free" for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What has become of lessons, for the states of their weeks."""

    today: dt.date
    held: Mapping[int, Held]
    # Whether the lesson opens later.
    given: Mapping[str, bool]
    finished: Collection[str]
    # Numbers of places at which a lesson comes for the first time in the year.
    firsts: Collection[int]


def plan_page(viewer: Viewer, class_id: int) -> PlanPage:
    school_class = class_for(viewer, class_id)
    year = year_of(school_class)
    if year is None:
        raise NotFound
    facts = _facts(viewer, school_class, year)
    return PlanPage(
        class_id=class_id,
        grade=school_class.grade,
        letter=school_class.letter,
        school_year=school_class.school_year,
        is_taken=year.is_taken,
        rows=tuple(_row(place, facts) for place in year.places),
        least_met=_least_met(year, class_id) if year.is_taken else (),
    )


def _facts(viewer: Viewer, school_class: SchoolClass, year: ClassYear) -> _Facts:
    return _Facts(
        today=clock.today(),
        held=held_at(viewer, deliveries_of(school_class.id), year.places),
        given={one.lesson_id: _is_ahead(one) for one in assigned(school_class.id)},
        finished=finished_by_the_class(school_class.id),
        firsts=_firsts(year),
    )


def _firsts(year: ClassYear) -> set[int]:
    found: dict[str, int] = {}
    for place in year.places:
        if place.week.lesson:
            found.setdefault(place.week.lesson, place.number)
    return set(found.values())


def held_at(viewer: Viewer, rows: Sequence[Delivery], places: Sequence[Place]) -> dict[int, Held]:
    """By place."""
    by_id = {one.id: one for one in held_by(viewer, rows)}
    found = matched(places, ((row.lesson_id, row.held_on, row.id) for row in rows))
    return {place: by_id[held_id] for place, held_id in found.items()}


def _row(place: Place, facts: _Facts) -> PlanRow:
    week = place.week
    lesson = lesson_of_plan(week.lesson)
    topic = library.get().plans.topic(week.topic)
    is_written = week.lesson in library.get().lessons
    held = facts.held.get(place.number)
    return PlanRow(
        number=place.number,
        week=week.week,
        quarter=week.quarter,
        monday=place.monday,
        last_day=place.last_day,
        kind=week.kind,
        theme=theme_of(week.theme),
        title=lesson.title if lesson else topic.title if topic else None,
        lesson_id=week.lesson if is_written else None,
        is_sensitive=lesson is not None and lesson.sensitive,
        boosters=tuple(one for theme in week.boosters if (one := theme_of(theme))),
        state=_state(place, held, facts),
        is_now=place.holds(facts.today),
        is_over=place.is_over(facts.today),
        is_moved=week.week != place.number,
        held=held,
    )


def theme_of(theme: Theme | None) -> ThemeText | None:
    return library.get().themes.get(theme) if theme else None


def _state(place: Place, held: Held | None, facts: _Facts) -> State:
    lesson_id = place.week.lesson
    if lesson_id is None:
        return "free"
    if held is not None:
        return held.outcome  # type: ignore[return-value]  # the database holds no other
    if _is_worked(place, facts):
        return "worked"
    if lesson_id not in library.get().lessons:
        return "unwritten"
    if place.is_over(facts.today):
        return "missed"
    return _given(lesson_id, facts)


def _is_worked(place: Place, facts: _Facts) -> bool:
    """Finished on devices: this meets the first visit; what comes back needs a lesson held."""
    has_begun = place.monday is not None and place.monday <= facts.today
    is_first = place.number in facts.firsts
    return has_begun and is_first and place.week.lesson in facts.finished


def _given(lesson_id: str, facts: _Facts) -> State:
    if lesson_id not in facts.given:
        return "planned"
    return "ahead" if facts.given[lesson_id] else "assigned"


def _is_ahead(assignment: Assignment) -> bool:
    return assignment.opens_on is not None and assignment.opens_on > clock.today()


def _is_to_come(place: Place) -> bool:
    return place.monday is not None and not place.is_over(clock.today())


def _least_met(year: ClassYear, class_id: int) -> tuple[LeastMet, ...]:
    """Of the weeks that have begun: what is still to come is not missing yet."""
    begun = [one for one in year.places if one.monday and one.monday <= clock.today()]
    met = least_met_of_year(begun, contacts_of_class(class_id))
    objectives = library.get().objectives
    return tuple(
        LeastMet(objectives[one.objective].can, one.times)
        for one in met[:LEAST_MET_SHOWN]
        if one.objective in objectives
    )


# --- one week ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MovePage:
    class_id: int
    grade: int
    letter: str
    row: PlanRow
    # Where it may go, by date.
    places: tuple[PlanRow, ...]


def move_page(viewer: Viewer, class_id: int, number: int) -> MovePage:
    school_class = class_for(viewer, class_id)
    year = year_of(school_class)
    here = year.place(number) if year else None
    if year is None or not year.is_taken or here is None:
        raise NotFound
    facts = _facts(viewer, school_class, year)
    return MovePage(
        class_id=class_id,
        grade=school_class.grade,
        letter=school_class.letter,
        row=_row(here, facts),
        places=tuple(_row(place, facts) for place in open_to(year, here)),
    )


@dataclass(frozen=True, slots=True)
class WeekCard:
    """The lesson of the week, for the start page."""

    row: PlanRow
    following: PlanRow | None


def week_card(
    year: ClassYear | None,
    *,
    held: Mapping[int, Held],
    given: Iterable[str],
    finished: Collection[str],
) -> WeekCard | None:
    """This week's place, or the next one during a break. `given`: what the class has now."""
    if year is None or not year.is_taken:
        return None
    facts = _Facts(clock.today(), held, dict.fromkeys(given, False), finished, _firsts(year))
    ahead = [place for place in year.places if place.holds(facts.today) or _is_to_come(place)]
    rows = [_row(place, facts) for place in ahead[:2]]
    return WeekCard(rows[0], rows[1] if rows[1:] else None) if rows else None
