"""What a place does with an answer, whatever is asked there."""

import pytest

from app.learning import behaviours
from app.learning.behaviours import LIVE, PRACTICE, REVIEW, SURVEY, TEST
from tests.interactions import ITEMS, tiny


@pytest.mark.parametrize(
    ("behaviour", "at_once", "later"),
    [
        (PRACTICE, True, True),
        (REVIEW, True, True),
        (TEST, False, True),
        (LIVE, False, True),
        (SURVEY, False, False),
    ],
)
def test_reasons_are_shown_at_once_at_the_end_or_never(behaviour, at_once, later):
    assert behaviour.tells(is_over=False) is at_once
    assert behaviour.tells(is_over=True) is later


@pytest.mark.parametrize(
    ("behaviour", "counted"),
    [
        (PRACTICE, [True, False]),
        (TEST, [True, False]),
        (REVIEW, [True, True]),
        (SURVEY, [False, False]),
        (LIVE, [False, False]),
    ],
)
def test_first_answers_count_and_every_answer_of_a_review(behaviour, counted):
    assert [behaviour.counts_try(number) for number in (1, 2)] == counted


def test_honesty_pays_where_one_learns_and_not_where_one_is_tested():
    assert PRACTICE.honest_credit == REVIEW.honest_credit > TEST.honest_credit == 0


def test_what_keeps_no_names_counts_for_nobody():
    for behaviour in (PRACTICE, TEST, REVIEW, SURVEY, LIVE):
        assert behaviour.keeps_names == (behaviour.counts != "none")


@pytest.mark.parametrize("interaction", sorted(ITEMS))
@pytest.mark.parametrize("place", ["practice", "test", "review"])
def test_an_opinion_is_a_survey_wherever_it_stands(interaction, place):
    item = tiny(interaction).item("l98-task").item
    is_opinion = interaction in ("likert", "self-report")
    assert behaviours.used(item, place).name == ("survey" if is_opinion else place)
