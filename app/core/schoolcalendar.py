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


# Where no school is known: every week is a school week.
EVERY_WEEK = Calendar()
is_school_day = EVERY_WEEK.is_school_day
is_school_hour = EVERY_WEEK.is_school_hour
next_school_hour = EVERY_WEEK.next_school_hour
end_of_school_day = EVERY_WEEK.end_of_school_day
