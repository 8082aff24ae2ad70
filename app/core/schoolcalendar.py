"""School days and hours: promises to children are counted in these, not in nights and Sundays."""

import datetime as dt

from app.core import clock

OPENS, CLOSES = dt.time(8), dt.time(17)
SUNDAY = 6
JULY = 7


def school_year(day: dt.date) -> int:
    """The year in which the school year begins; in the summer, the one that is prepared."""
    return day.year if day.month >= JULY else day.year - 1


def is_school_day(day: dt.date) -> bool:
    """Monday to Saturday; breaks come with the school's own calendar."""
    return day.weekday() != SUNDAY


def is_school_hour(moment: dt.datetime) -> bool:
    wall = clock.local(moment)
    return is_school_day(wall.date()) and OPENS <= wall.time() < CLOSES


def next_school_hour(moment: dt.datetime) -> dt.datetime:
    """The moment itself if somebody is there, else the next opening of the school."""
    if is_school_hour(moment):
        return moment
    wall = clock.local(moment)
    day = wall.date()
    if wall.time() >= OPENS:
        day += dt.timedelta(days=1)
    return clock.at(_school_day_from(day), OPENS.hour)


def end_of_school_day(moment: dt.datetime, *, days_later: int = 0) -> dt.datetime:
    """Closing time, so many school days after the first school hour from this moment."""
    day = clock.local(next_school_hour(moment)).date()
    for _ in range(days_later):
        day = _school_day_from(day + dt.timedelta(days=1))
    return clock.at(day, CLOSES.hour)


def _school_day_from(day: dt.date) -> dt.date:
    while not is_school_day(day):
        day += dt.timedelta(days=1)
    return day
