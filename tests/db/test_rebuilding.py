"""Roll-ups made again from attempts are what pages read; damage is found and mended."""

import dataclasses
import datetime as dt

import pytest
import sqlalchemy as sa

from app.content import library
from app.core.db import db, transaction
from app.learning import rebuilding
from app.learning.models import ItemProgress, ObjectiveProgress, ReviewDue
from tests import classroom

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def worked(world):
    """Practice, a sure error and its corrections, a review that fails and one that goes well."""
    pupil = world.aigerim
    classroom.answer(pupil, classroom.IN_LESSON, on=1)
    classroom.answer(pupil, classroom.IN_LESSON, on=1, right=True)
    classroom.answer(pupil, classroom.IN_REVIEW, on=3, behaviour="review")
    classroom.answer(pupil, classroom.IN_REVIEW, on=5, right=True, behaviour="review")
    classroom.answer(pupil, classroom.IN_REVIEW, on=5, right=True, behaviour="review")
    classroom.answer(pupil, classroom.IN_REVIEW, on=12, right=True, behaviour="review")
    classroom.answer(world.bolat, classroom.IN_REVIEW, on=2, right=True)
    return [pupil, world.bolat]


def test_what_was_counted_is_what_the_attempts_say(worked):
    assert rebuilding.differences(worked) == {}
    found = rebuilding.rebuilt(worked)
    assert len(found.objectives) == 2
    assert found.misconceptions
    assert found.reviews


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (ItemProgress, {"tries": 9}),
        (ObjectiveProgress, {"credit": 0.25}),
        (ObjectiveProgress, {"right_days": 7}),
        (ReviewDue, {"rights": 9}),
    ],
)
def test_one_wrong_figure_is_found_and_mended(worked, model, change):
    with transaction():
        db.session.execute(sa.update(model).where(model.pupil_id == worked[0]).values(**change))
    assert set(rebuilding.differences(worked)) == {model.__tablename__}
    with transaction():
        rebuilding.rebuild(worked)
    assert rebuilding.differences(worked) == {}


def test_a_row_too_many_and_a_row_too_few_are_found(worked):
    with transaction():
        db.session.execute(sa.delete(ObjectiveProgress))
        db.session.add(
            ReviewDue(pupil_id=worked[1], objective="BUL-1", due_on=dt.date(2026, 11, 1), rights=0)
        )
    assert rebuilding.differences(worked) == {"objective_progress": 2, "reviews_due": 1}


def test_what_rests_on_an_item_that_is_no_more_is_left_as_it_is(worked):
    served = library.get()
    homes = {key: one for key, one in served._homes.items() if key != classroom.IN_REVIEW}
    library.install(dataclasses.replace(served, _homes=homes))
    try:
        assert rebuilding.differences(worked) == {}
        with transaction():
            rebuilding.rebuild(worked)
    finally:
        library.install(served)
    assert rebuilding.differences(worked) == {}


def test_the_command_tells_and_mends(app, worked):
    run = app.test_cli_runner().invoke
    assert run(args=["jobs", "rollups"]).exit_code == 0
    with transaction():
        db.session.execute(sa.update(ObjectiveProgress).values(answered=99))
    told = run(args=["jobs", "rollups"])
    assert told.exit_code == 1
    assert "objective_progress: 2 rows differ" in told.output
    assert run(args=["jobs", "rollups", "--mend"]).exit_code == 0
    assert run(args=["jobs", "rollups"]).exit_code == 0
