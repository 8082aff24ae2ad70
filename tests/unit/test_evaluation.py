"""The evaluation of the rules can be trusted: it is repeatable and knows its own truth."""

from random import Random

from tests.evaluation import moods
from tests.evaluation.cohorts import Cohort, Pupil, Spell, school, smaller

SMALL = smaller(Cohort(), 150)


def test_the_same_seed_gives_the_same_school():
    first, second = list(school(SMALL, 3)), list(school(SMALL, 3))
    assert first == second
    assert first != list(school(SMALL, 4))


def test_more_answers_do_not_change_what_the_others_feel():
    few = {number: pupil.spell for number, pupil in enumerate(school(SMALL, 1))}
    many = {number: pupil.spell for number, pupil in enumerate(school(smaller(SMALL, 300), 1))}
    assert few == {number: many[number] for number in few}


def test_a_year_of_good_weeks_finds_nothing_and_a_spell_is_found_as_true():
    weeks = range(34)
    calm = Pupil(13, "kk", None, dict.fromkeys(weeks, 4))
    low = Pupil(13, "kk", Spell(10, 16), {week: 1 if 10 <= week <= 16 else 4 for week in weeks})
    assert moods.live(calm, Random(1)) == []
    found = moods.live(low, Random(1))
    assert (found[0].rule, found[0].is_true) == ("M1", True)


def test_what_reaches_staff_is_part_of_what_is_found():
    result = moods.evaluate(SMALL, seeds=(0, 1))
    assert 0 < result.soft_load <= result.found
    assert 0 <= result.precision <= 1
    assert moods.evaluate(SMALL, seeds=(0, 1)) == result
