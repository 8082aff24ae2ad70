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


def test_free_days_of_a_school_are_no_school_days():
    days = frozenset({FRIDAY, FRIDAY + dt.timedelta(days=1)})
    calendar = schoolcalendar.Calendar(days)
    monday = FRIDAY + dt.timedelta(days=3)
    assert calendar.next_school_hour(clock.at(FRIDAY, 10)) == clock.at(monday, 8)
    assert not calendar.is_school_hour(clock.at(FRIDAY, 10))
    assert schoolcalendar.is_school_hour(clock.at(FRIDAY, 10))


@pytest.mark.parametrize(
    ("day", "term"),
    [
        ("2026-09-01", "2026-1"),
        ("2026-07-15", "2026-1"),
        ("2026-11-24", "2026-2"),
        ("2026-12-31", "2026-2"),
        ("2027-01-08", "2026-3"),
        ("2027-05-20", "2026-4"),
        ("2027-07-01", "2027-1"),
    ],
)
def test_every_day_belongs_to_a_term(day, term):
    assert schoolcalendar.term(dt.date.fromisoformat(day)) == term
