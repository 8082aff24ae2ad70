"""What may be told of how a class feels: domain/safeguarding.md §11."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.wellbeing import climate

ANSWERS = ("yes", "partly", "no")
TUESDAY = dt.date(2026, 11, 24)
MONDAY = dt.date(2026, 11, 23)


def weeks(*counts):
    """Counts of the weeks before this one, the last week first."""
    return {MONDAY - dt.timedelta(weeks=age + 1): dict(one) for age, one in enumerate(counts)}


def published(*counts, on=TUESDAY):
    return climate.publish(weeks(*counts), answers=ANSWERS, on=on)


FULL = {"yes": 9, "partly": 6, "no": 5}


def test_four_weeks_are_told_as_one_and_the_running_one_is_not():
    told = published(FULL, FULL, FULL, FULL, {"no": 20})
    assert told.answers == 80
    assert told.until == dt.date(2026, 11, 22)
    assert told.cells["yes"] == climate.Cell("share", 45)
    running = climate.publish(
        {**weeks(FULL, FULL), MONDAY: {"no": 25}}, answers=ANSWERS, on=TUESDAY
    )
    assert running.answers == 40


def test_the_page_changes_on_mondays_only():
    history = weeks(FULL, {"yes": 12}, FULL, FULL)
    week = [MONDAY + dt.timedelta(days=day) for day in range(7)]
    told = {str(climate.publish(history, answers=ANSWERS, on=day)) for day in week}
    assert len(told) == 1


def test_nine_answers_are_nobodys_business():
    assert published({"yes": 9}) is None
    assert published({"yes": 10}) is not None
    assert published() is None


def test_a_group_that_was_too_thin_stays_hidden_for_three_weeks():
    thin, later = {"yes": 9}, {"yes": 6, "no": 5}
    history = {MONDAY - dt.timedelta(weeks=4): thin, MONDAY - dt.timedelta(weeks=3): later}

    def told(weeks_later):
        day = MONDAY + dt.timedelta(weeks=weeks_later - 3)
        return climate.publish(history, answers=ANSWERS, on=day)

    assert told(0) is None  # nine answers
    assert told(1) is None  # twenty, but too thin a week ago
    assert told(2) is None
    assert told(3) is not None


@pytest.mark.parametrize(
    ("counts", "bands"),
    [
        ({"yes": 20, "partly": 0, "no": 0}, ("over-90", "few", "few")),
        ({"yes": 18, "partly": 1, "no": 1}, ("hidden", "few", "few")),
        ({"yes": 12, "partly": 8, "no": 0}, ("share", "hidden", "few")),
        ({"yes": 10, "partly": 6, "no": 4}, ("share", "hidden", "few")),
        ({"yes": 9, "partly": 6, "no": 5}, ("share", "share", "share")),
        ({"yes": 90, "partly": 5, "no": 5}, ("share", "under-10", "under-10")),
    ],
)
def test_small_cells_are_few_and_take_their_complement_with_them(counts, bands):
    cells = climate.cells(counts)
    assert tuple(cells[answer].band for answer in ANSWERS) == bands


@given(st.lists(st.integers(0, 40), min_size=2, max_size=5).filter(any))
def test_no_group_under_five_can_be_worked_out_from_what_is_shown(numbers):
    counts = {str(index): number for index, number in enumerate(numbers)}
    cells = climate.cells(counts)
    unshown = [counts[answer] for answer, cell in cells.items() if cell.band in ("few", "hidden")]
    shown = [cell for cell in cells.values() if cell.band not in ("few", "hidden")]
    # Exact shares of all the others would give away how many the unshown are together.
    if unshown and shown and all(cell.band == "share" for cell in shown):
        assert len(unshown) > 1
        assert sum(unshown) >= climate.SMALL_CELL
    for answer, cell in cells.items():
        assert cell.percent is None or counts[answer] >= climate.SMALL_CELL
