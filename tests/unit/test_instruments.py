"""W1: what a score on a questionnaire of well-being asks for."""

import datetime as dt

import pytest

from app.risk.instruments import Score, of_who5

FIRST = dt.date(2026, 10, 5)


def scores(*raw, weeks_apart=4):
    return [
        Score(FIRST + dt.timedelta(weeks=index * weeks_apart), one) for index, one in enumerate(raw)
    ]


def severity(*raw, age=14, weeks_apart=4):
    found = of_who5(scores(*raw, weeks_apart=weeks_apart), age=age)
    return found and found.severity


@pytest.mark.parametrize(
    ("age", "raw", "expected"),
    [(9, 10, 1), (12, 11, None), (13, 10, None), (13, 9, 1), (17, 8, 1), (15, 7, 2), (15, 0, 2)],
)
def test_the_limit_is_that_of_the_age(age, raw, expected):
    assert severity(raw, age=age) == expected


@pytest.mark.parametrize("age", [8, 18])
def test_outside_its_ages_it_says_nothing(age):
    assert severity(0, age=age) is None


def test_two_low_scores_four_weeks_apart_are_graver():
    assert severity(9, 9) == 2
    assert severity(9, 9, weeks_apart=3) == 1
    assert severity(9, 20, 9) == 1


def test_what_was_low_and_is_no_more_says_nothing():
    assert severity(3, 15) is None


def test_only_the_psychologist_is_told():
    assert of_who5(scores(5), age=14).told_roles == ("psychologist",)


@pytest.mark.parametrize("raw", [-1, 26])
def test_a_score_that_cannot_be_is_refused(raw):
    with pytest.raises(ValueError, match=str(raw)):
        Score(FIRST, raw)
