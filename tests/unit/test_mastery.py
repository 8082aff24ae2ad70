"""Attempted, familiar, proficient, mastered: one rule, in plain words for the pages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.learning.mastery import WORDS, level, rights_to_strong, stage

STAGES = ["attempted", "familiar", "proficient", "mastered"]


@pytest.mark.parametrize(
    ("answered", "credit", "streak", "days", "reached", "word"),
    [
        (1, 1.0, 1, 1, "attempted", "new"),
        (2, 0.0, 0, 0, "attempted", "repeat"),
        (4, 2.0, 0, 0, "familiar", "growing"),
        (5, 2.0, 2, 1, "familiar", "growing"),
        (5, 4.0, 2, 1, "proficient", "strong"),
        (5, 4.0, 1, 1, "familiar", "growing"),
        (5, 4.0, 2, 2, "mastered", "firm"),
    ],
)
def test_stages_and_their_words(answered, credit, streak, days, reached, word):
    row = {"answered": answered, "credit": credit, "streak": streak, "right_days": days}
    assert stage(**row) == reached
    assert level(**row) == word


rows = st.integers(1, 50).flatmap(
    lambda answered: st.fixed_dictionaries(
        {
            "answered": st.just(answered),
            "credit": st.floats(0, answered),
            "streak": st.integers(0, answered),
            "right_days": st.integers(0, answered),
        }
    )
)


@settings(derandomize=True, database=None)
@given(rows)
def test_an_error_always_takes_mastery_away(row):
    after = row | {"answered": row["answered"] + 1, "streak": 0, "right_days": 0}
    assert STAGES.index(stage(**after)) <= STAGES.index("familiar")


@settings(derandomize=True, database=None)
@given(rows)
def test_a_right_answer_never_takes_a_stage_away(row):
    after = {
        "answered": row["answered"] + 1,
        "credit": row["credit"] + 1,
        "streak": row["streak"] + 1,
        "right_days": row["right_days"] + 1,
    }
    assert STAGES.index(stage(**after)) >= STAGES.index(stage(**row))


def test_every_stage_has_a_word():
    assert list(WORDS) == STAGES


@settings(max_examples=300)
@given(row=rows)
def test_so_many_right_answers_lead_to_proficient_and_one_fewer_does_not(row):
    sums = {one: row[one] for one in ("answered", "credit", "streak")}
    needed = rights_to_strong(**sums)

    def after(rights):
        grown = {one: number + rights for one, number in sums.items()}
        return stage(**grown)

    if needed == 0:
        assert sums["answered"] < 2 or after(0) == "proficient"
    else:
        # Shares are not exact: one more may be asked for where a sum falls on the bound.
        assert "proficient" in (after(needed), after(needed + 1))
        assert needed == 1 or after(needed - 2) != "proficient" or needed < 2
