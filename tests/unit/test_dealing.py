"""Chance that is fair, balanced and can be checked: places of pupils, lots of classes."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.evidence.dealing import deal, draw, form_at

THEMES = ["rights", "bullying", "fraud", "order", "help"]
SEEDS = st.text(min_size=1, max_size=8)


@given(st.integers(0, 40), st.integers(1, 5), SEEDS)
def test_every_unit_has_two_themes_and_all_numbers_differ_by_one_at_most(units, themes, seed):
    dealt = deal(range(units), THEMES[:themes], seed)
    assert set(Counter(one.unit for one in dealt).values()) <= {min(2, themes)}
    assert len({(one.unit, one.theme) for one in dealt}) == len(dealt)
    used = Counter(dict.fromkeys(THEMES[:themes], 0))
    used.update(one.theme for one in dealt)
    assert max(used.values()) - min(used.values()) <= 1
    for theme in THEMES[:themes]:
        forms = Counter(one.first_form for one in dealt if one.theme == theme)
        assert abs(forms["a"] - forms["b"]) <= 1


@given(st.integers(1, 20), st.integers(1, 20), SEEDS)
def test_newcomers_complete_the_balance_and_change_nobody(first, more, seed):
    known = deal(range(first), THEMES, seed)
    added = deal(range(first + more), THEMES, seed + "2", known)
    assert {one.unit for one in added} == set(range(first, first + more))
    used = Counter(dict.fromkeys(THEMES, 0))
    used.update(one.theme for one in [*known, *added])
    assert max(used.values()) - min(used.values()) <= 1


def test_the_order_in_which_units_are_named_does_not_matter():
    assert deal([3, 1, 2], THEMES, "x") == deal([1, 2, 3], THEMES, "x")


def test_seeds_differ_and_no_theme_is_favoured():
    first = Counter(deal([1], THEMES, str(seed))[0].theme for seed in range(500))
    assert set(first) == set(THEMES)
    assert max(first.values()) < 150


def test_forms_are_a_b_a_or_b_a_b():
    assert [form_at(moment, "a") for moment in ("before", "after", "later")] == ["a", "b", "a"]
    assert [form_at(moment, "b") for moment in ("before", "after", "later")] == ["b", "a", "b"]


@given(st.dictionaries(st.integers(1, 99), st.sampled_from(["05 kk", "05 ru", "06 kk"])), SEEDS)
def test_half_of_each_stratum_waits_and_the_odd_ones_balance_out(strata, seed):
    waits = draw(strata, seed)
    assert waits.keys() == strata.keys()
    for stratum in set(strata.values()):
        lots = Counter(waits[one] for one, its in strata.items() if its == stratum)
        assert abs(lots[True] - lots[False]) <= 1
    whole = Counter(waits.values())
    assert abs(whole[True] - whole[False]) <= 1
    assert draw(dict(reversed(strata.items())), seed) == waits


def test_every_class_waits_as_often_as_not():
    strata = {1: "05 kk", 2: "05 kk", 3: "05 kk", 4: "06 kk", 5: "06 ru"}
    waited = Counter(
        one for seed in range(2000) for one, waits in draw(strata, str(seed)).items() if waits
    )
    assert all(900 < waited[one] < 1100 for one in strata), waited
