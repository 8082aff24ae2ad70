"""Which cells of a column of counts are hidden, so that nobody is named by a small number."""

import hypothesis.strategies as st
from hypothesis import given

from app.reports.suppression import FLOOR, suppress, suppress_grid, suppress_parts


def test_small_numbers_are_hidden_and_nobody_is_not_a_person():
    assert suppress([0, 3, 9, 40]) == [0, None, None, 40]


def test_a_single_hidden_number_takes_the_next_smallest_with_it():
    assert suppress([3, 12, 40]) == [None, None, 40]


def test_all_but_a_few_are_few_as_well():
    assert suppress([95, 50, 60], [100, 100, 100]) == [None, None, 60]


def test_a_lone_school_is_shown_only_if_it_is_large():
    assert suppress([40]) == [40]
    assert suppress([4]) == [None]


@given(st.lists(st.integers(0, 200)))
def test_no_shown_number_is_small_and_no_hidden_one_follows_from_the_sum(counts):
    shown = suppress(counts)
    assert all(one is None or one == 0 or one >= FLOOR for one in shown)
    if shown.count(None) == 1:
        assert not any(shown)


GRIDS = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 60), min_size=width, max_size=width))
)


def alone(line):
    return line.count(None) == 1 and any(line)


@given(GRIDS)
def test_no_hidden_cell_of_a_grid_is_alone_in_its_row_or_column(counts):
    grid = suppress_grid(counts)
    assert not any(alone(row) for row in grid)
    assert not any(alone(list(column)) for column in zip(*grid, strict=True))
    shown = [one for row in grid for one in row if one is not None]
    assert all(one == 0 or one >= FLOOR for one in shown)


def test_a_grid_of_large_numbers_is_shown_whole():
    assert suppress_grid([[10, 20], [0, 40]]) == [[10, 20], [0, 40]]


def test_a_small_cell_takes_one_of_its_row_and_one_of_its_column_with_it():
    shown = suppress_grid([[3, 50, 60], [70, 20, 90], [80, 95, 99]])
    assert sum(row.count(None) for row in shown) == 4


PARTS = st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=4), min_size=1, max_size=5)


@given(PARTS)
def test_a_hidden_sum_does_not_come_out_of_its_parts(groups):
    sums = suppress([sum(one) for one in groups])
    for row, counts, whole in zip(suppress_parts(groups, groups), groups, sums, strict=True):
        if whole is None:
            assert None in row
        elif row.count(None) == 1:
            assert not any(row), "the only hidden part is the sum minus the others"
        assert all(cell in (None, count) for cell, count in zip(row, counts, strict=True))


def test_schools_of_a_district_hide_beside_each_other():
    assert suppress_parts([[300, 5], [200, 40]], [[300, 5], [200, 40]]) == [[None, None], [200, 40]]
