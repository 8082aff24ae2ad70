"""Answers that pupils of the demo school give: to every item of the catalogue."""

from random import Random

import pytest

from app.content import library
from app.demo import answers
from app.learning.marking import mark
from app.learning.responses import read_response, to_fields
from app.settings import ROOT

HOMES = library.load(ROOT)._homes.values()
SCORED = [home.item for home in HOMES if home.item.is_scored]
UNSCORED = [home.item for home in HOMES if not home.item.is_scored]


@pytest.mark.parametrize("item", SCORED, ids=lambda item: item.id)
def test_who_knows_gets_all_of_it_right(item):
    assert mark(item, answers.right(item)).is_right


@pytest.mark.parametrize("item", SCORED, ids=lambda item: item.id)
def test_a_slip_is_never_quite_right(item):
    chance = Random(14)
    assert all(mark(item, answers.slip(item, chance)).score < 1 for _ in range(20))


@pytest.mark.parametrize("item", SCORED, ids=lambda item: item.id)
def test_a_belief_leads_to_the_answer_that_shows_it(item):
    for belief in item.misconceptions:
        shown = mark(item, answers.led_by(item, belief))
        assert belief in shown.misconceptions
        assert not shown.is_right


@pytest.mark.parametrize("item", UNSCORED, ids=lambda item: item.id)
def test_a_guess_or_an_opinion_is_one_that_the_form_takes(item):
    chance = Random(14)
    for _ in range(20):
        response = answers.unscored(item, chance)
        assert read_response(item, to_fields(response)) == response
