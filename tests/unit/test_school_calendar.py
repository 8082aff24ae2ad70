"""Promises to children are counted in school days."""

import datetime as dt

import pytest

from app.core import clock, schoolcalendar

FRIDAY, SATURDAY, SUNDAY, MONDAY = (dt.date(2026, 11, day) for day in (20, 21, 22, 23))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (clock.at(FRIDAY, 10), clock.at(FRIDAY, 10)),
        (clock.at(FRIDAY, 6), clock.at(FRIDAY, 8)),
        (clock.at(FRIDAY, 18), clock.at(SATURDAY, 8)),
        (clock.at(SATURDAY, 17), clock.at(MONDAY, 8)),
        (clock.at(SUNDAY, 12), clock.at(MONDAY, 8)),
    ],
)
def test_the_clock_starts_in_the_first_school_hour(moment, expected):
    assert schoolcalendar.next_school_hour(moment) == expected


def test_sundays_are_not_counted():
    assert schoolcalendar.end_of_school_day(clock.at(FRIDAY, 10), days_later=2) == clock.at(
        MONDAY, 17
    )
