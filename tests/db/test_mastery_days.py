"""The days on which an objective was answered rightly, counted in the database."""

import datetime as dt

import pytest

from app.core import clock
from app.core.db import db, transaction
from app.learning import mastery, rollups
from app.learning.models import ObjectiveProgress

pytestmark = pytest.mark.usefixtures("context")

MONDAY = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)


def answer(pupil_id, *, day, is_right=True):
    with clock.fixed(MONDAY + dt.timedelta(days=day)), transaction():
        rollups.count_objective(
            pupil_id, "FRD-4", credit=float(is_right), is_right=is_right, at=clock.now()
        )


def stage(pupil_id):
    db.session.expire_all()
    row = db.session.get_one(ObjectiveProgress, (pupil_id, "FRD-4"))
    return mastery.stage(
        answered=row.answered, credit=row.credit, streak=row.streak, right_days=row.right_days
    )


def test_two_right_answers_on_one_day_are_not_yet_mastery(world):
    answer(world.aigerim, day=0)
    answer(world.aigerim, day=0)
    assert stage(world.aigerim) == "proficient"


def test_right_again_on_another_day_is_mastery(world):
    answer(world.aigerim, day=0)
    answer(world.aigerim, day=0)
    answer(world.aigerim, day=3)
    assert stage(world.aigerim) == "mastered"


def test_an_error_takes_it_away_and_two_days_bring_it_back(world):
    for day in (0, 1, 2, 3, 4, 5, 6, 7):
        answer(world.aigerim, day=day)
    answer(world.aigerim, day=8, is_right=False)
    assert stage(world.aigerim) == "familiar"
    answer(world.aigerim, day=9)
    answer(world.aigerim, day=9)
    assert stage(world.aigerim) == "proficient"
    answer(world.aigerim, day=12)
    assert stage(world.aigerim) == "mastered"


@pytest.mark.parametrize(
    "answers", ["1", "11", "10", "0011", "00111111", "1101", "01011", "110000"]
)
def test_that_it_was_strong_is_remembered_as_the_rule_says(world, answers):
    """The bound stands in SQL and as a function: both say the same at every answer."""
    was_strong = False
    for day, one in enumerate(answers):
        answer(world.aigerim, day=day, is_right=one == "1")
        was_strong = was_strong or stage(world.aigerim) in ("proficient", "mastered")
        row = db.session.get_one(ObjectiveProgress, (world.aigerim, "FRD-4"))
        assert row.was_strong is was_strong
