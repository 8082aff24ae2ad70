"""The eight school weeks that end yesterday. Only the day counts, not the hour: whoever seeds
twice on one day gets the same school.
"""

import datetime as dt
from dataclasses import dataclass
from random import Random

from app.core import clock, schoolcalendar

WEEKS = 8
MONDAY, TUESDAY, _WEDNESDAY, THURSDAY, FRIDAY = range(5)

DAY = dt.timedelta(days=1)
CLASS_HOUR = (12, 10)


@dataclass(frozen=True, slots=True)
class Term:
    """Everything happens before `today`, on school days."""

    today: dt.date

    def day(self, week: int, weekday: int) -> dt.date:
        """Week 1 is the first, week 8 the last whole one before the present week."""
        monday = self.today - self.today.weekday() * DAY
        return monday - (WEEKS + 1 - week) * 7 * DAY + weekday * DAY

    def back(self, school_days: int) -> dt.date:
        """So many school days before today: 1 is the last one that is over."""
        return _steps(self.today, -school_days)

    def ahead(self, school_days: int) -> dt.date:
        return _steps(self.today, school_days)

    def after(self, day: dt.date, school_days: int) -> dt.date:
        """So many school days later, but never today or later."""
        return min(_steps(day, school_days), self.back(1))

    def nights(self) -> list[dt.datetime]:
        """03:15 of every day, when the sweep runs."""
        first = self.day(1, MONDAY)
        return [clock.at(first + n * DAY, 3, 15) for n in range((self.today - first).days)]


def _steps(day: dt.date, school_days: int) -> dt.date:
    step = DAY if school_days > 0 else -DAY
    while school_days:
        day += step
        if schoolcalendar.is_school_day(day):
            school_days -= step.days
    return day


def in_class_hour(day: dt.date, chance: Random) -> dt.datetime:
    """Ten minutes of the weekly safety lesson; not everybody presses the first button at once."""
    return clock.at(day, *CLASS_HOUR) + dt.timedelta(seconds=chance.randrange(90))


def in_the_evening(day: dt.date, chance: Random) -> dt.datetime:
    return clock.at(day, 17) + dt.timedelta(seconds=chance.randrange(3 * 3600))
