"""Throttling as a school meets it: one address for everybody, one account for each."""

from pathlib import Path

import pytest

from app import create_app, jobs
from app.core.db import db
from app.web.limits import limiter
from tests.conftest import DATABASE, Browser
from tests.people import PASSWORD, PIN

MANY = 60


@pytest.fixture(scope="module")
def throttled(app):
    """The app once more, counting what comes from an address."""
    throttled = create_app(mode="test", instance=Path(app.instance_path), database_url=DATABASE)
    throttled.config.update(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True)
    throttled.test_client_class = Browser
    limiter.init_app(throttled)
    yield throttled
    limiter.enabled = False
    jobs.serve(app)


@pytest.fixture
def school(app, world, throttled):
    """The one address of a school."""
    with app.app_context():
        database = db.engines[None]
    with throttled.app_context():
        db.engines[None] = database
    limiter.reset()
    return throttled.test_client()


def guess(school, pupil, pin="0000", **more):
    data = {"code": "482715", "pupil": pupil, "pin": pin, **more}
    return school.post("/sign-in/pin", data=data).status_code


def test_guessing_at_one_pupil_ends_and_the_class_goes_on(school, world):
    statuses = [guess(school, world.bolat, username=f"other-{n}") for n in range(12)]
    assert statuses == [422] * 10 + [429] * 2
    assert guess(school, world.aigerim, PIN) == 303


def test_right_secrets_are_never_too_many(school, world):
    data = {"username": "aigerim", "password": PASSWORD}
    assert {school.post("/sign-in", data=data).status_code for _ in range(12)} == {303}


def test_a_parents_evening_mistypes_its_codes_and_nobody_waits(school, world):
    form = {"code": "ABCD", "family_name": "А", "given_name": "Б", "username": "parent"}
    statuses = {
        school.post("/join", data={**form, "password": "short"}).status_code for _ in range(MANY)
    }
    assert statuses == {422}


def test_help_is_never_too_much(school, world):
    school.post("/sign-in", data={"username": "aigerim", "password": PASSWORD})
    key = "00000000-0000-4000-8000-{:012}"
    for number in range(MANY):
        sent = school.post("/learn/help/danger", data={"submission_key": key.format(number)})
        assert sent.status_code == 303
