"""T-LOW: an objective that stays hard although it was reviewed."""

import datetime as dt

import pytest

from app.risk.trends import ScoredAnswer, find_low

START = dt.datetime(2026, 10, 1, 5, tzinfo=dt.UTC)


def answers(*, credit=0.4, lessons=("L13", "L21"), per_lesson=3, reviews=((5, 0.0), (13, 0.2))):
    firsts = [
        ScoredAnswer(f"{lesson}-{n}", f"item-{lesson}-{n}", lesson, credit, False, START)
        for lesson in lessons
        for n in range(per_lesson)
    ]
    later = [
        ScoredAnswer(f"review-{day}", "item-r", "L21", got, True, START + dt.timedelta(days=day))
        for day, got in reviews
    ]
    return [*firsts, *later]


def test_half_the_credit_and_two_poor_reviews_a_week_apart_are_low():
    finding = find_low("FRD-1", answers())
    assert finding is not None
    assert finding.occasion == "review-13"


@pytest.mark.parametrize(
    "facts",
    [
        answers(credit=0.6),
        answers(per_lesson=2),
        answers(lessons=("L21",), per_lesson=8),
        answers(reviews=((5, 0.0),)),
        answers(reviews=((5, 0.0), (10, 0.0))),
        answers(reviews=((5, 0.0), (8, 1.0), (13, 0.0))),
        answers(reviews=()),
    ],
    ids=[
        "more than half",
        "fewer than six items",
        "one lesson only",
        "one review",
        "reviews too close",
        "better in between",
        "no review",
    ],
)
def test_anything_less_is_not_low(facts):
    assert find_low("FRD-1", facts) is None


def test_two_answers_of_one_review_count_as_one_day():
    twice_on_a_day = answers(reviews=((13, 0.0), (13, 0.0)))
    assert find_low("FRD-1", twice_on_a_day) is None
