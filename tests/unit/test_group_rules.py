"""C1, C2 and D5 of domain/safeguarding.md §8."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.risk import groups
from app.risk.groups import ClimateWave, Report

LAST = dt.date(2026, 11, 23)


def wave(unsafe, answers=20, weeks_before=0):
    """A class in a school where one pupil of ten does not feel safe."""
    day = LAST - dt.timedelta(weeks=weeks_before)
    return ClimateWave(day, unsafe, answers, school_unsafe=50, school_answers=500)


def reports(*days_before, same_pupil=False):
    return [
        Report(1 if same_pupil else number, LAST - dt.timedelta(days=days))
        for number, days in enumerate(days_before)
    ]


def test_the_exact_tail_agrees_with_a_table():
    # Binomial(20, 0.1): P(X >= 6) = 0.0113, P(X >= 7) = 0.0024
    assert groups.chance_of_at_least(6, 20, 0.1) == pytest.approx(0.0113, abs=5e-5)
    assert groups.chance_of_at_least(7, 20, 0.1) == pytest.approx(0.0024, abs=5e-5)


@given(st.integers(1, 40), st.floats(0, 1))
def test_a_chance_is_a_chance_and_falls_with_every_hit(tries, share):
    chances = [groups.chance_of_at_least(hits, tries, share) for hits in range(tries + 2)]
    assert chances[0] == pytest.approx(1)
    assert chances[-1] == 0
    assert all(one >= other - 1e-12 for one, other in itertools.pairwise(chances))


def test_a_class_stands_out_in_two_waves_three_weeks_apart():
    assert groups.climate_stands_out([wave(7, weeks_before=3), wave(8)])


@pytest.mark.parametrize(
    "waves",
    [
        [],
        [wave(8)],
        [wave(8, weeks_before=2), wave(8)],
        [wave(6, weeks_before=4), wave(8)],
        [wave(8, weeks_before=4), wave(2)],
        [wave(9, answers=9, weeks_before=4), wave(9, answers=9)],
    ],
    ids=["none", "one", "too near", "first by chance", "better now", "too few answers"],
)
def test_less_than_that_is_no_finding(waves):
    assert not groups.climate_stands_out(waves)


def test_three_pupils_within_two_weeks_are_a_cluster():
    assert groups.is_cluster(reports(0, 5, 13), on=LAST)
    assert not groups.is_cluster(reports(0, 5, 14), on=LAST)
    assert not groups.is_cluster(reports(0, 1, 2, same_pupil=True), on=LAST)


def test_a_second_witness_raises_what_was_seen():
    assert groups.severity_of_witnesses(reports(0), on=LAST) == 1
    assert groups.severity_of_witnesses(reports(0, 3, same_pupil=True), on=LAST) == 1
    assert groups.severity_of_witnesses(reports(0, 3), on=LAST) == 2
