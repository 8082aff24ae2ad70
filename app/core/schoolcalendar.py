"""School days and hours: promises to children are counted in these, not in nights and Sundays."""

import datetime as dt
from dataclasses import dataclass

from app.core import clock

OPENS, CLOSES = dt.time(8), dt.time(17)
SUNDAY = 6
JULY = 7
# The first days of the four quarters after the summer, as most years have them.
QUARTERS = ((8, 1), (11, 5), (1, 1), (3, 26))


def school_year(day: dt.date) -> int:
    """The year in which the school year begins; in the summer, the one that is prepared."""
    return day.year if day.month >= JULY else day.year - 1


def term(day: dt.date) -> str:
    """The school term of a day: "2026-2" is the second quarter of the year that began in 2026."""
    year = school_year(day)
    begun = [
        number
        for number, (month, first) in enumerate(QUARTERS, start=1)
        if dt.date(year if month >= JULY else year + 1, month, first) <= day
    ]
    return f"{year}-{max(begun, default=1)}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Monday to Saturday, but for the free days of a school."""

    free: frozenset[dt.date] = frozenset()

    def is_school_day(self, day: dt.date) -> bool:
        return day.weekday() != SUNDAY and day not in self.free

    def is_school_hour(self, moment: dt.datetime) -> bool:
        wall = clock.local(moment)
        return self.is_school_day(wall.date()) and OPENS <= wall.time() < CLOSES

    def next_school_hour(self, moment: dt.datetime) -> dt.datetime:
        """The moment itself if somebody is there, else the next opening of the school."""
        if self.is_school_hour(moment):
            return moment
        wall = clock.local(moment)
        day = wall.date()
        if wall.time() >= OPENS:
            day += dt.timedelta(days=1)
        return clock.at(self._school_day_from(day), OPENS.hour)

    def end_of_school_day(self, moment: dt.datetime, *, days_later: int = 0) -> dt.datetime:
        """Closing time, so many school days after the first school hour from this moment."""
        day = clock.local(self.next_school_hour(moment)).date()
        for _ in range(days_later):
            day = self._school_day_from(day + dt.timedelta(days=1))
        return clock.at(day, CLOSES.hour)

    def _school_day_from(self, day: dt.date) -> dt.date:
        while not self.is_school_day(day):
            day += dt.timedelta(days=1)
        return day


# As the ministry's order for 2025–26 has them: autumn, winter, spring. Schools enter their own.
_BREAKS = (((10, 26), (11, 2)), ((12, 29), (1, 7)), ((3, 19), (3, 29)))
# The first grade rests once more.
_FEBRUARY = ((2, 8), (2, 14))
_DAYS_NEAR_A_BREAK = 10
_FEWEST_DAYS_OF_A_BREAK = 3
# A week without most of its days has no class hour.
_FEWEST_DAYS_OF_A_WEEK = 3
FIRST_BELL, LAST_BELL = (9, 1), (5, 25)


def _in_year(year: int, day: tuple[int, int]) -> dt.date:
    month, number = day
    return dt.date(year if month >= JULY else year + 1, month, number)


def year_with_breaks(year: int, grade: int, free: frozenset[dt.date]) -> Calendar:
    """The year's free days, with the usual breaks where none are known nearby."""
    assumed = [] if grade != 1 else [_span(year, *_FEBRUARY)]
    for first, last in _BREAKS:
        usual = _span(year, first, last)
        near = dt.timedelta(days=_DAYS_NEAR_A_BREAK)
        known = [day for day in free if usual[0] - near <= day <= usual[-1] + near]
        if len(known) < _FEWEST_DAYS_OF_A_BREAK:
            assumed.append(usual)
    return Calendar(free.union(*assumed))


def _span(year: int, first: tuple[int, int], last: tuple[int, int]) -> list[dt.date]:
    begin, end = _in_year(year, first), _in_year(year, last)
    return [begin + dt.timedelta(days=n) for n in range((end - begin).days + 1)]


def school_weeks(year: int, calendar: Calendar) -> list[dt.date]:
    """The Mondays of the weeks in which a class has its hour, in order."""
    first, last = _in_year(year, FIRST_BELL), _in_year(year, LAST_BELL)
    monday = first - dt.timedelta(days=first.weekday())
    found = []
    while monday <= last:
        days = (monday + dt.timedelta(days=n) for n in range(5))
        if sum(first <= day <= last and calendar.is_school_day(day) for day in days) >= (
            _FEWEST_DAYS_OF_A_WEEK
        ):
            found.append(monday)
        monday += dt.timedelta(days=7)
    return found


# Where no school is known: every week is a school week.
EVERY_WEEK = Calendar()
is_school_day = EVERY_WEEK.is_school_day
is_school_hour = EVERY_WEEK.is_school_hour
next_school_hour = EVERY_WEEK.next_school_hour
end_of_school_day = EVERY_WEEK.end_of_school_day
