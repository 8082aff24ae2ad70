"""When a test tells, and how long a pupil has."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.learning.behaviours import PLAIN_TEST, TEST, is_released
from app.learning.quiz_rules import GRACE, Allowance, end_of, is_time_over, is_too_late, minutes_for
from tests.interactions import ITEMS, tiny

FIXED = settings(deadline=None, derandomize=True, database=None)
DUE = dt.date(2026, 10, 9)
NOW = dt.datetime(2026, 10, 5, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("rule", "days", "shown", "told"),
    [
        ("at-once", -3, False, True),
        ("after-due", 0, False, False),
        ("after-due", 1, False, True),
        ("after-due", -3, True, True),
        ("by-teacher", 99, False, False),
        ("by-teacher", -3, True, True),
    ],
)
def test_answers_are_told_by_the_rule_or_earlier_by_the_teacher(rule, days, shown, told):
    today = DUE + dt.timedelta(days=days)
    assert is_released(rule, today=today, due_on=DUE, released_at=NOW if shown else None) is told


@pytest.mark.parametrize("interaction", sorted(ITEMS))
def test_any_single_choice_can_be_asked_with_certainty_and_without(interaction):
    item = tiny(interaction).item("l98-task").item
    assert TEST.asks_how_sure(item) is (interaction in ("choice", "true-false"))
    assert PLAIN_TEST.asks_how_sure(item) is False


@FIXED
@given(st.integers(1, 180), st.integers(1, 300))
def test_more_time_is_never_less_than_what_was_granted(minutes, percent):
    given_minutes = minutes_for(minutes, Allowance(percent))
    wanted = minutes * (100 + percent)
    assert wanted <= given_minutes * 100 < wanted + 100


def test_no_limit_stays_no_limit_and_can_be_granted():
    assert minutes_for(None, Allowance(50)) is None
    assert minutes_for(10, Allowance(None)) is None
    assert minutes_for(10, None) == 10


@FIXED
@given(st.integers(1, 180), st.integers(-300, 20_000))
def test_the_clock_asks_no_more_before_it_takes_no_more(minutes, seconds):
    ends_at = end_of(NOW, minutes)
    moment = NOW + dt.timedelta(seconds=seconds)
    assert is_time_over(ends_at, moment) is (seconds >= minutes * 60)
    assert is_too_late(ends_at, moment) is (seconds > minutes * 60 + GRACE.seconds)
    assert not is_too_late(None, moment)
