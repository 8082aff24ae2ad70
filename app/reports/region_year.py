"""A school year of the region: what a prosecutor's office would publish. Sums, and no person.

Lessons are those that were finished; small numbers are hidden with what would give them away.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from app.content import library
from app.content.schema.base import THEMES, Theme
from app.core import clock
from app.core.db import db
from app.core.i18n import listing_key
from app.core.schoolcalendar import school_year
from app.learning.coverage import SchoolLesson, SchoolWeek, begin_of_year
from app.learning.delivery_models import Delivery
from app.learning.school_figures import SchoolFigures
from app.people.models import School, SchoolClass
from app.reports.suppression import Grid, suppress, suppress_grid

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class District:
    """None: hidden, because it is of fewer than ten. `weeks` are lessons finished, by Monday."""

    name: str
    schools: int
    pupils: int | None
    active: int | None
    finished: int | None
    # Lessons held before classes, and those of them that a guest led: events, no people.
    held: int
    by_guests: int
    themes: Mapping[Theme, int | None]
    weeks: Mapping[dt.date, int | None]


@dataclass(frozen=True, slots=True)
class RegionYear:
    """`pupils` and `active` are of last night, also where an earlier year is looked at."""

    year: int
    # Years of which there are figures, the newest first.
    years: tuple[int, ...]
    counted_at: dt.datetime | None
    schools: int
    pupils: int | None
    active: int | None
    finished: int | None
    themes: Mapping[Theme, int | None]
    districts: tuple[District, ...]


@dataclass(frozen=True, slots=True)
class _Schools:
    number: int
    pupils: int
    active: int


def region_year(asked: int | None = None) -> RegionYear:
    """The running school year, or an earlier one of which figures are kept."""
    years = _years()
    year = asked if asked in years else years[0]
    schools, counted_at = _schools()
    names = sorted(schools, key=lambda name: (not name, listing_key(name)))
    *shown, region = _finished(names, year)
    return RegionYear(
        year=year,
        years=years,
        counted_at=counted_at,
        schools=sum(one.number for one in schools.values()),
        pupils=suppress([sum(one.pupils for one in schools.values())])[0],
        active=suppress(
            [sum(one.active for one in schools.values())],
            [sum(one.pupils for one in schools.values())],
        )[0],
        finished=region[-1],
        themes=_by(THEMES, region[:-1]),
        districts=_districts(names, schools, shown, year),
    )


def _finished(names: Sequence[str], year: int) -> Grid:
    """A district a row and the region last; themes, and their sum last.

    The sums stand on the page, too: what is hidden must not come out of them either.
    """
    lessons = _lessons(year)
    rows = [[lessons[name][theme] for theme in THEMES] for name in names]
    whole = [sum(row[column] for row in rows) for column in range(len(THEMES))]
    return suppress_grid([[*row, sum(row)] for row in (*rows, whole)])


def _districts(
    names: Sequence[str], schools: Mapping[str, _Schools], finished: Grid, year: int
) -> tuple[District, ...]:
    all_pupils = [schools[name].pupils for name in names]
    pupils = suppress(all_pupils)
    active = suppress([schools[name].active for name in names], all_pupils)
    mondays, counted, held = _mondays(year), _weeks(year), _held(year)
    weeks = suppress_grid([[counted[name][monday] for monday in mondays] for name in names])
    return tuple(
        District(
            name=name,
            schools=schools[name].number,
            pupils=pupils[place],
            active=active[place],
            finished=finished[place][-1],
            held=held[name][0],
            by_guests=held[name][1],
            themes=_by(THEMES, finished[place][:-1]),
            weeks=_by(mondays, weeks[place]),
        )
        for place, name in enumerate(names)
    )


def _by(keys: Sequence[Key], values: Sequence[int | None]) -> dict[Key, int | None]:
    return dict(zip(keys, values, strict=True))


def _years() -> tuple[int, ...]:
    kept = db.session.scalars(sa.select(SchoolLesson.year).distinct())
    return tuple(sorted({*kept, school_year(clock.today())}, reverse=True))


def _schools() -> tuple[dict[str, _Schools], dt.datetime | None]:
    """By district, and when the oldest of the figures was counted."""
    number = sa.func.coalesce
    district = number(School.district, "").label("district")
    rows = db.session.execute(
        sa.select(
            district,
            sa.func.count(),
            number(sa.func.sum(SchoolFigures.pupils), 0),
            number(sa.func.sum(SchoolFigures.active), 0),
            sa.func.min(SchoolFigures.counted_at),
        )
        .outerjoin(SchoolFigures, SchoolFigures.school_id == School.id)
        .group_by(district)
    ).all()
    counted = [row[4] for row in rows if row[4] is not None]
    return {row[0]: _Schools(*row[1:4]) for row in rows}, min(counted, default=None)


def _lessons(year: int) -> Mapping[str, Counter[Theme]]:
    """Lessons finished, by district and theme."""
    query = sa.select(
        SchoolLesson.lesson_id, sa.func.sum(SchoolLesson.finished).label("number")
    ).where(SchoolLesson.year == year)
    known = library.get().lessons
    found: dict[str, Counter[Theme]] = defaultdict(Counter)
    for row in _of_districts(query, SchoolLesson.school_id, SchoolLesson.lesson_id):
        if row.lesson_id in known:
            found[row.district][known[row.lesson_id].theme] += int(row.number)
    return found


def _weeks(year: int) -> Mapping[str, Counter[dt.date]]:
    mondays = _mondays(year)
    query = sa.select(SchoolWeek.monday, sa.func.sum(SchoolWeek.finished).label("number")).where(
        SchoolWeek.monday >= mondays[0], SchoolWeek.monday <= mondays[-1]
    )
    found: dict[str, Counter[dt.date]] = defaultdict(Counter)
    for row in _of_districts(query, SchoolWeek.school_id, SchoolWeek.monday):
        found[row.district][row.monday] += int(row.number)
    return found


def _held(year: int) -> Mapping[str, tuple[int, int]]:
    """By district: lessons held before classes, and those that guests led."""
    begin = begin_of_year(year).date()
    district = sa.func.coalesce(School.district, "").label("district")
    rows = db.session.execute(
        sa.select(district, sa.func.count(), sa.func.count(Delivery.guest))
        .join(SchoolClass, SchoolClass.id == Delivery.class_id)
        .join(School, School.id == SchoolClass.school_id)
        .where(
            Delivery.outcome != "skipped",
            Delivery.held_on >= begin,
            Delivery.held_on < begin.replace(year=year + 1),
        )
        .group_by(district)
    )
    return defaultdict(lambda: (0, 0), {row[0]: (row[1], row[2]) for row in rows})


def _of_districts(query: Any, school_id: Any, by: Any) -> Sequence[Any]:
    district = sa.func.coalesce(School.district, "").label("district")
    return db.session.execute(
        query.add_columns(district).join(School, School.id == school_id).group_by(district, by)
    ).all()


def _mondays(year: int) -> list[dt.date]:
    """From the first September week on: to the last whole week, or to the end of May."""
    first, last = dt.date(year, 9, 1), dt.date(year + 1, 5, 31)
    until = max(first, min(last, clock.today() - dt.timedelta(days=7)))
    begin = first - dt.timedelta(days=first.weekday())
    return [begin + dt.timedelta(weeks=week) for week in range((until - begin).days // 7 + 1)]
