"""M1, M2 and X1 of domain/safeguarding.md §8: weekly faces, oldest first."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.risk import mood
from app.risk.mood import Face

LAST = dt.date(2026, 11, 23)


def faces(*moods, weeks_apart=1):
    """One answer a week, the last one on LAST."""
    first = len(moods) - 1
    return [
        Face(LAST - dt.timedelta(weeks=(first - index) * weeks_apart), value)
        for index, value in enumerate(moods)
    ]


def found(*moods, age=13, on=LAST, weeks_apart=1):
    return mood.find(faces(*moods, weeks_apart=weeks_apart), age=age, on=on)


def test_three_low_weeks_of_a_usually_cheerful_pupil_are_found():
    finding = found(4, 4, 5, 4, 2, 3, 2, 1)
    assert (finding.rule, finding.severity, finding.version) == ("M1", 1, 1)
    assert [one.mood for one in finding.lows] == [2, 2, 1]
    assert finding.usual == 4
    assert finding.occasion == "mood:2026-11-23"


@pytest.mark.parametrize(
    ("moods", "why"),
    [
        ((4, 4, 2, 2, 2, 1), "six answers are too few to know a usual"),
        ((4, 4, 4, 4, 2, 2, 1, 3), "the latest answer is not low"),
        ((4, 4, 4, 4, 4, 2, 3, 2), "two of four are low"),
        ((3, 2, 3, 2, 2, 3, 2, 2), "low is this pupil's usual, and not for long enough"),
    ],
)
def test_less_than_that_is_no_finding(moods, why):
    assert found(*moods) is None, why


def test_old_answers_do_not_complete_the_recent_ones():
    assert found(4, 4, 4, 4, 2, 2, 2, weeks_apart=4) is None
    assert found(4, 4, 4, 4, 2, 2, 2, weeks_apart=3).rule == "M1"


def test_a_pupil_who_is_low_for_long_is_found_although_it_is_usual():
    finding = found(2, 2, 1, 3, 2, 2, 3, 2)
    assert (finding.rule, finding.severity, finding.usual) == ("M2", 2, None)
    assert len(finding.lows) == 6


def test_where_both_rules_hold_the_graver_one_is_told():
    assert found(5, 5, 5, 5, 2, 2, 2, 2, 2, 2, 1).rule == "M2"


@pytest.mark.parametrize("age", [7, 9, 18])
def test_faces_of_younger_children_and_adults_start_nothing(age):
    assert found(4, 4, 4, 4, 2, 2, 1, age=age) is None


@given(st.lists(st.integers(3, 5), max_size=40))
def test_without_low_answers_nothing_is_ever_found(moods):
    assert found(*moods) is None


@given(st.lists(st.integers(1, 5), max_size=40), st.integers(10, 17))
def test_a_finding_rests_on_low_answers_and_ends_with_three_better_weeks(moods, age):
    finding = found(*moods, age=age)
    if finding is None:
        return
    assert all(one.is_low for one in finding.lows)
    assert not mood.has_ended(faces(*moods), on=LAST)
    assert mood.has_ended(faces(*moods, 3, 4, 3), on=LAST)


def test_a_finding_ends_after_four_weeks_without_a_low_answer():
    answers = faces(4, 4, 4, 4, 2, 2, 1)
    assert not mood.has_ended(answers, on=LAST + dt.timedelta(days=27))
    assert mood.has_ended(answers, on=LAST + dt.timedelta(days=28))


def earlier(**changes):
    facts = {
        "rule": "M1",
        "severity": 1,
        "occasion": "mood:2026-11-02",
        "opened_on": LAST - dt.timedelta(weeks=3),
        "ended_on": None,
        "quiet_until": None,
    }
    return [SimpleNamespace(**facts | changes)]


def may_open(standing, *, weeks_later=0, moods=(4, 4, 5, 4, 2, 3, 2, 1)):
    finding = found(*moods)
    return mood.may_open(finding, standing, on=LAST + dt.timedelta(weeks=weeks_later))


def test_the_next_finding_waits_for_recovery_or_eight_weeks():
    assert may_open([])
    assert not may_open(earlier())
    assert may_open(earlier(ended_on=LAST))
    of_the_other_rule = earlier(rule="M2", severity=2)
    assert not may_open(of_the_other_rule, weeks_later=4)
    assert may_open(of_the_other_rule, weeks_later=5)


def test_a_graver_finding_joins_the_one_that_stands():
    assert may_open(earlier(), moods=(5, 5, 2, 2, 2, 2, 2, 2))


def test_in_quiet_weeks_nothing_opens():
    fine = earlier(ended_on=LAST, quiet_until=LAST + dt.timedelta(weeks=1))
    assert not may_open(fine)
    assert may_open(fine, weeks_later=1)


def test_the_same_answers_open_nothing_twice():
    assert not may_open(earlier(ended_on=LAST, occasion="mood:2026-11-23"))


@pytest.mark.parametrize(
    ("replies", "lows_since", "step"),
    [
        ([], 0, "ask-child"),
        (["not-now"], 1, "ask-child"),
        (["not-now", "not-now"], 0, "weekly-list"),
        ([], 2, "weekly-list"),
        (["fine"], 0, "ask-child"),
        (["not-now", "fine", "not-now"], 1, "ask-child"),
        (["fine", "not-now", "not-now"], 0, "weekly-list"),
        (["not-now", "talk"], 0, "help-request"),
    ],
)
def test_the_child_is_asked_before_anybody_else_sees_it(replies, lows_since, step):
    assert mood.next_step("M1", replies=replies, lows_since=lows_since) == step


def test_after_i_am_fine_nothing_is_asked_or_listed_while_the_quiet_weeks_last():
    assert mood.next_step("M1", replies=["fine"], lows_since=5, is_quiet=True) == "quiet"


def test_what_lasts_for_months_is_listed_although_the_child_says_not_now():
    assert mood.next_step("M2", replies=["not-now"], lows_since=0) == "weekly-list"


def test_a_second_soft_fact_within_three_weeks_raises_it_by_one():
    near, far = LAST - dt.timedelta(days=21), LAST - dt.timedelta(days=22)
    assert mood.raised_by_a_second_fact(1, mood_on=LAST, others=[near]) == 2
    assert mood.raised_by_a_second_fact(2, mood_on=LAST, others=[near, near]) == 3
    assert mood.raised_by_a_second_fact(3, mood_on=LAST, others=[near]) == 3
    assert mood.raised_by_a_second_fact(1, mood_on=LAST, others=[far]) == 1
