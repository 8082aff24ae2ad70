"""Figures about items, against published worked examples and Python's own statistics."""

import math
import random
import statistics

import pytest
import scipy.stats

from app.learning.statistics import (
    _CHI_SQUARED_AT_5,
    _NORMAL_AT_5,
    Sums,
    Table,
    mantel_haenszel,
    median_of_counts,
)

# Admissions to Berkeley in 1973 by department: men admitted and rejected, women admitted and
# rejected. Bickel, Hammel and O'Connell (1975), Science 187, 398-404; in R as UCBAdmissions.
BERKELEY = (
    Table(512, 313, 89, 19),
    Table(353, 207, 17, 8),
    Table(120, 205, 202, 391),
    Table(138, 279, 131, 244),
    Table(53, 138, 94, 299),
    Table(22, 351, 24, 317),
)
# Penicillin at once or later, by dose; Agresti (1990), Categorical Data Analysis, pages 231-237.
RABBITS = (Table(0, 6, 0, 5), Table(3, 3, 0, 6), Table(6, 0, 2, 4), Table(5, 1, 6, 0))


def test_berkeley_comes_out_as_r_prints_it():
    """mantelhaen.test(UCBAdmissions, correct = FALSE): X-squared, common odds ratio, interval."""
    found = mantel_haenszel(BERKELEY)
    assert found.odds_ratio == pytest.approx(0.9046968, abs=1e-6)
    low, high = (
        math.exp(math.log(found.odds_ratio) + sign * 1.959964 * found.standard_error)
        for sign in (-1, 1)
    )
    assert (low, high) == pytest.approx((0.7719074, 1.0603298), abs=1e-6)
    assert found.chi_squared == pytest.approx(1.5246, abs=1e-4)
    assert found.effect == "A"


def test_rabbits_come_out_as_published():
    found = mantel_haenszel((*RABBITS, Table(2, 0, 5, 0)))
    assert found.odds_ratio == pytest.approx(7)
    assert found.delta == pytest.approx(-2.35 * math.log(7))


def random_tables(seed):
    """Eleven bands of ability with up to sixty pupils of each group."""
    chance = random.Random(seed)
    return [Table(*(chance.randint(0, 30) for _ in range(4))) for _ in range(11)]


@pytest.mark.parametrize("seed", range(20))
def test_chi_squared_is_what_the_hypergeometric_distribution_gives(seed):
    """Mantel and Haenszel (1959): right answers of one group against what scipy expects of them."""
    found = expected = variance = 0.0
    tables = random_tables(seed)
    for one in tables:
        group, right = one.right_a + one.wrong_a, one.right_a + one.right_b
        if one.compares:
            law = scipy.stats.hypergeom(one.size, right, group)
            found, expected, variance = (
                found + one.right_a,
                expected + law.mean(),
                variance + law.var(),
            )
    assert mantel_haenszel(tables).chi_squared == pytest.approx((found - expected) ** 2 / variance)


def test_limits_of_significance_are_those_of_the_distributions():
    assert pytest.approx(scipy.stats.chi2.ppf(0.95, 1), abs=5e-4) == _CHI_SQUARED_AT_5
    assert pytest.approx(scipy.stats.norm.ppf(0.95), abs=5e-4) == _NORMAL_AT_5


def test_point_biserial_comes_out_as_scipy_prints_it():
    """The worked example of scipy.stats.pointbiserialr: 0.8660254037844386, here told thrice."""
    pairs = list(zip((0, 0, 0, 1, 1, 1, 1), range(7), strict=True)) * 3
    assert sums_of([(float(a), float(b)) for a, b in pairs]).discrimination == pytest.approx(
        0.8660254037844386
    )


@pytest.mark.parametrize("seed", range(10))
def test_discrimination_agrees_with_scipy(seed):
    chance = random.Random(seed)
    rests = [chance.random() for _ in range(80)]
    scores = [float(chance.random() < rest) for rest in rests]
    found = sums_of(list(zip(scores, rests, strict=True))).discrimination
    assert found == pytest.approx(scipy.stats.pointbiserialr(scores, rests).statistic)


def test_groups_that_never_meet_are_not_compared():
    assert mantel_haenszel([Table(9, 1, 0, 0), Table(0, 0, 3, 7)]) is None
    assert mantel_haenszel([]) is None
    assert mantel_haenszel([Table(10, 0, 10, 0)]) is None


def test_swapping_the_groups_turns_the_sign_only():
    swapped = [Table(one.right_b, one.wrong_b, one.right_a, one.wrong_a) for one in BERKELEY]
    here, there = mantel_haenszel(BERKELEY), mantel_haenszel(swapped)
    assert there.delta == pytest.approx(-here.delta)
    assert there.standard_error == pytest.approx(here.standard_error)
    assert there.chi_squared == pytest.approx(here.chi_squared)


@pytest.mark.parametrize(
    ("table", "effect"),
    [
        (Table(50, 50, 48, 52), "A"),  # almost alike
        (Table(8, 4, 5, 7), "A"),  # far apart, but a dozen each: chance
        (Table(600, 400, 480, 520), "B"),  # odds 1.6 apart
        (Table(700, 300, 400, 600), "C"),  # odds 3.5 apart
        (Table(30, 20, 19, 31), "B"),  # wide, not surely beyond the slight
    ],
)
def test_effect_classes_need_size_and_certainty(table, effect):
    assert mantel_haenszel([table]).effect == effect


def sums_of(pairs):
    found = Sums()
    for score, rest in pairs:
        found += Sums(
            1, int(score == 1), score, 1, rest, rest * rest, score, score * score, score * rest
        )
    return found


def test_discrimination_is_the_correlation_with_the_rest():
    chance = random.Random(4)
    pairs = [(float(chance.random() < rest), rest) for rest in (chance.random() for _ in range(60))]
    expected = statistics.correlation(*zip(*pairs, strict=True))
    assert sums_of(pairs).discrimination == pytest.approx(expected)


def test_discrimination_agrees_with_henryssons_correction():
    """Henrysson (1963): the correlation with the whole, corrected for the item's own part."""
    chance = random.Random(5)
    rows = [[float(chance.random() < skill) for _ in range(8)] for skill in (0.2, 0.5, 0.8) * 30]
    item, whole = [row[0] for row in rows], [sum(row) for row in rows]
    r, s_i, s_x = (
        statistics.correlation(item, whole),
        statistics.stdev(item),
        statistics.stdev(whole),
    )
    corrected = (r * s_x - s_i) / math.sqrt(s_i**2 + s_x**2 - 2 * r * s_i * s_x)
    found = sums_of([(row[0], sum(row[1:]) / 7) for row in rows]).discrimination
    assert found == pytest.approx(corrected)


def test_wrong_key_gives_a_negative_discrimination():
    chance = random.Random(6)
    pairs = [(float(chance.random() > rest), rest) for rest in (chance.random() for _ in range(90))]
    assert sums_of(pairs).discrimination < 0


def test_nothing_is_told_under_twenty_answers():
    few = sums_of([(1.0, 0.5), (0.0, 0.2)] * 9 + [(1.0, 0.9)])
    assert (few.answers, few.facility, few.discrimination) == (19, None, None)
    enough = few + sums_of([(0.0, 0.1)])
    assert enough.facility == pytest.approx(0.5)
    assert enough.discrimination is not None


def test_item_that_everybody_gets_right_discriminates_nobody():
    assert sums_of([(1.0, n / 30) for n in range(30)]).discrimination is None


def test_median_of_counts_is_the_middle_answer():
    assert median_of_counts([(30, 1), (5, 2), (9, 4)]) == 9
    assert median_of_counts([]) is None
