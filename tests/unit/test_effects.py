"""Estimates against scipy and against worlds that we have made ourselves."""

import math
from random import Random

import pytest
from scipy import stats

from app.evidence import effects, harm
from app.evidence.effects import Cell, Cluster, Sums, change, difference, estimate, level, student

FORMS = ("a", "b")


def sums(scores):
    return Sums(len(scores), sum(scores), sum(one**2 for one in scores))


def a_class(chance, arm="taught", gain=0.0, pupils=12, harder=0.0, uneven=5):
    """Pupils of one class are alike, classes differ in what lessons do, form B is harder."""
    own, effect = chance.gauss(0, 8), chance.gauss(gain, uneven)
    scores = {}
    for number in range(pupils):
        person = own + chance.gauss(0, 15)
        first = FORMS[number % 2]
        for moment, form in (("before", first), ("after", "b" if first == "a" else "a")):
            value = 50 + person + chance.gauss(0, 20) - harder * (form == "b")
            value += effect * (moment == "after")
            scores.setdefault(Cell(arm, moment, form), []).append(round(value))
    return Cluster({cell: sums(each) for cell, each in scores.items()}, arm)


def two_moments(rows):
    """One form: (before, after) scores of each class."""
    return [
        Cluster({Cell("taught", "before", ""): sums(b), Cell("taught", "after", ""): sums(a)})
        for b, a in rows
    ]


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 8, 11, 30, 77, 400])
@pytest.mark.parametrize("chance", [0.95, 0.975, 1 - 0.025 / 9])
def test_students_quantile_is_that_of_scipy(chance, freedom):
    assert student(chance, freedom) == pytest.approx(stats.t.ppf(chance, freedom), rel=1e-8)


def test_the_change_is_the_difference_of_means():
    rows = two_moments([([40, 60], [50, 70]), ([20, 40], [40, 60]), ([50], [50]), ([30], [60])])
    found = estimate(rows, change("taught", "before", "after", ("",)), seed="x")
    assert found.value == pytest.approx(330 / 6 - 240 / 6)
    assert (found.clusters, found.freedom) == (4, 3)


def test_hedges_g_is_that_of_the_textbook():
    before, after = [30, 40, 50, 60, 45, 55], [50, 55, 60, 75, 60, 65]
    rows = two_moments([(before[i::2], after[i::2]) for i in range(2)])
    found = estimate(rows, change("taught", "before", "after", ("",)), seed="x")
    spread = stats.tstd(before)
    expected = (sum(after) - sum(before)) / 6 / spread * (1 - 3 / (4 * 6 - 1))
    assert found.size == pytest.approx(expected)
    assert found.error is None, "two classes say nothing about other classes"


def test_the_error_of_equal_classes_is_that_of_a_t_test_of_class_means():
    """With as many pupils in each class the mean of classes is what is drawn: scipy knows it."""
    chance = Random(7)
    gains = [round(chance.gauss(10, 12)) for _ in range(14)]
    rows = two_moments([([40, 60], [40 + gain, 60 + gain]) for gain in gains])
    found = estimate(rows, change("taught", "before", "after", ("",)), seed="x")
    assert found.value == pytest.approx(stats.tmean(gains))
    assert found.error == pytest.approx(stats.sem(gains), rel=0.1)
    low, high = stats.t.interval(0.95, 13, loc=stats.tmean(gains), scale=stats.sem(gains))
    assert found.interval() == pytest.approx((low, high), abs=1.5)


def test_the_difference_of_two_groups_is_that_of_a_t_test_of_class_means():
    chance = Random(8)
    taught = [round(chance.gauss(12, 9)) for _ in range(12)]
    waiting = [round(chance.gauss(2, 9)) for _ in range(12)]
    rows = [
        Cluster(
            {
                Cell(arm, "before", ""): sums([40, 60]),
                Cell(arm, "after", ""): sums([40 + g, 60 + g]),
            },
            arm,
        )
        for arm, gains in (("taught", taught), ("waiting", waiting))
        for g in gains
    ]
    found = estimate(rows, difference("before", "after", ("",)), seed="x")
    known = stats.ttest_ind(taught, waiting)
    assert found.value == pytest.approx(stats.tmean(taught) - stats.tmean(waiting))
    assert found.error == pytest.approx(found.value / known.statistic, rel=0.12)
    assert found.freedom == known.df


def test_a_harder_form_does_not_look_like_a_change():
    chance = Random(3)
    rows = [a_class(chance, pupils=40, harder=30) for _ in range(40)]
    found = estimate(rows, change("taught", "before", "after", FORMS), seed="x")
    assert abs(found.value) < 4
    mean, pupils = level(rows, "taught", "before", FORMS)
    assert mean == pytest.approx(50 - 15, abs=4)
    assert pupils == 40 * 40


def test_what_has_no_answers_has_no_estimate():
    rows = two_moments([([40], [50])])
    assert estimate(rows, change("taught", "before", "later", ("",)), seed="x") is None
    assert level(rows, "taught", "later", ("",)) is None
    assert estimate([], change("taught", "before", "after", ("",)), seed="x") is None


def test_the_same_seed_gives_the_same_interval():
    rows = [a_class(Random(number)) for number in range(6)]
    contrast = change("taught", "before", "after", FORMS)
    assert estimate(rows, contrast, seed="1") == estimate(rows, contrast, seed="1")
    assert estimate(rows, contrast, seed="1").error != estimate(rows, contrast, seed="2").error


def within(share, of, chance=0.95):
    """Within three standard errors of a simulation of that size."""
    return abs(share - chance) <= 3 * math.sqrt(chance * (1 - chance) / of)


@pytest.mark.parametrize("classes", [6, 12])
def test_the_interval_holds_the_truth_in_95_of_100_worlds(classes):
    worlds, chance, hits = 200, Random(f"coverage {classes}"), 0
    for number in range(worlds):
        rows = [a_class(chance, gain=8, pupils=chance.randint(6, 16)) for _ in range(classes)]
        found = estimate(rows, change("taught", "before", "after", FORMS), seed=str(number))
        low, high = found.interval()
        hits += low <= 8 <= high
    assert within(hits / worlds, worlds), hits


def test_lessons_that_do_nothing_are_seldom_said_to_do_something():
    worlds, chance, quiet, alarms = 200, Random("no effect"), 0, 0
    for number in range(worlds):
        rows = [a_class(chance, arm) for arm in ("taught", "waiting") for _ in range(6)]
        found = estimate(rows, difference("before", "after", FORMS), seed=str(number))
        low, high = found.interval()
        quiet += low <= 0 <= high
        alarms += harm.fell(found, "waiting", is_item=False) is not None
    assert within(quiet / worlds, worlds), quiet
    assert within(1 - alarms / worlds, worlds, chance=0.975), alarms


def test_ignoring_classes_would_have_been_wrong():
    """Why classes are drawn: an interval from single pupils misses the truth far too often."""
    worlds, chance, hits = 200, Random("naive"), 0
    for _ in range(worlds):
        rows = [a_class(chance, gain=8, pupils=24, uneven=12) for _ in range(6)]
        pooled = [
            sum((one.cells[Cell("taught", m, f)] for one in rows), Sums())
            for m in ("before", "after")
            for f in FORMS
        ]
        value = sum(one.mean for one in pooled[2:]) / 2 - sum(one.mean for one in pooled[:2]) / 2
        error = math.sqrt(sum(one.spread / (one.pupils - 1) / one.pupils / 4 for one in pooled))
        hits += abs(value - 8) <= 1.96 * error
    assert hits / worlds < 0.8


# --- when a human is called -----------------------------------------------------------------


def fall_of(value, error=1.0, deviation=25.0):
    return effects.Estimate(value, error, 10, 11, deviation, 200)


def test_a_fall_beyond_chance_against_waiting_classes_calls():
    assert harm.fell(fall_of(-3), "waiting", is_item=False)[1] < 0
    assert harm.fell(fall_of(-2), "waiting", is_item=False) is None
    assert harm.fell(fall_of(3), "waiting", is_item=False) is None


def test_without_waiting_classes_a_trifle_does_not_call():
    assert harm.fell(fall_of(-3), "before", is_item=False) is None
    assert harm.fell(fall_of(-6), "before", is_item=False) is not None


def test_a_single_item_needs_more_than_a_scale():
    assert harm.fell(fall_of(-2.5), "waiting", is_item=False) is not None
    assert harm.fell(fall_of(-2.5), "waiting", is_item=True) is None
    assert harm.confidence(is_item=True) == pytest.approx(1 - 0.05 / 9)


def test_too_few_classes_call_nobody():
    assert harm.fell(fall_of(-30, error=None), "waiting", is_item=False) is None
