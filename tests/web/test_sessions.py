"""Sessions: signed out everywhere at once, short for those who work with cases."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.db import db, transaction
from app.people.viewer import load_viewer
from app.signin import sessions
from app.signin.models import SignInSession
from tests.people import PASSWORD


def enter(client, username, **more):
    return client.post("/sign-in", data={"username": username, "password": PASSWORD, **more})


def copy_of(app, client):
    """Another browser that holds the same cookies."""
    other = app.test_client()
    for name in ("adal_test", "adal_device"):
        cookie = client.get_cookie(name)
        if cookie:
            other.set_cookie(name, cookie.value)
    return other


@pytest.mark.parametrize("way_out", ["/sign-out", "/switch-pupil"])
def test_signing_out_ends_every_copy_of_the_cookie(app, client, world, way_out):
    enter(client, "aigerim")
    copy = copy_of(app, client)
    assert copy.get("/learn/").status_code == 200
    client.post(way_out)
    assert copy.get("/learn/").status_code == 303


def test_signing_in_as_somebody_else_ends_the_session_before(app, client, world):
    enter(client, "aigerim")
    copy = copy_of(app, client)
    enter(client, "gulnar")
    assert copy.get("/learn/").status_code == 303


def test_two_browsers_are_two_sessions(app, client, world):
    other = app.test_client()
    enter(client, "aigerim")
    enter(other, "aigerim")
    client.post("/sign-out")
    assert other.get("/learn/").status_code == 200


def test_a_session_of_school_ends_with_the_day_and_on_the_own_device_lasts(app, client, world, at):
    own = app.test_client()
    enter(client, "aigerim")
    enter(own, "aigerim", own_device="y")
    with at(clock.now() + dt.timedelta(hours=13)):
        assert client.get("/learn/").status_code == 303
        assert own.get("/learn/").status_code == 200
    with at(clock.now() + dt.timedelta(days=31)):
        assert own.get("/learn/").status_code == 303


@pytest.fixture
def psychologist(app, client, world):
    """Signed in by password and, for the test, past the second factor."""
    from app.web.session import open_session

    with app.test_request_context():
        person = load_viewer(world.psychologist)
        open_session(person, method="password", own_device=True)
        from flask import session

        kept = dict(session)
    with client.session_transaction() as cookie:
        cookie.update(kept)
    with app.app_context(), transaction():
        sessions.factor_shown(uuid.UUID(kept["_user_id"]))
    return client


def test_who_works_with_cases_is_signed_out_after_half_an_hour_of_silence(psychologist, at):
    now = clock.now()
    with at(now + dt.timedelta(minutes=29)):
        assert psychologist.get("/cases/").status_code == 200
    with at(now + dt.timedelta(minutes=58)):
        assert psychologist.get("/cases/").status_code == 200
    with at(now + dt.timedelta(minutes=89)):
        assert psychologist.get("/cases/").status_code == 303


def test_own_device_makes_no_exception_for_who_works_with_cases(psychologist, at):
    now = clock.now()
    for minutes in range(20, 620, 20):
        with at(now + dt.timedelta(minutes=minutes)):
            left = psychologist.get("/cases/").status_code
    assert left == 303


def test_nonsense_in_the_cookie_is_nobody(client, world):
    for value in ("7", "7.0", "", "None", str(uuid.uuid4())):
        with client.session_transaction() as session:
            session["_user_id"] = value
        assert client.get("/learn/").status_code == 303


def test_ended_sessions_are_forgotten_at_night(app, client, world, at):
    enter(client, "aigerim")
    with app.app_context():
        with at(clock.now() + dt.timedelta(days=1)), transaction():
            sessions.forget_ended()
        assert db.session.scalar(sa.select(sa.func.count()).select_from(SignInSession)) == 0


def test_a_page_asks_once_who_it_is(client, world, at_most):
    enter(client, "gulnar")
    with at_most(3) as seen:
        client.get("/notices")
    assert sum("sign_in_sessions" in one for one in seen) == 1


def test_a_new_password_signs_out_other_browsers_and_not_this_one(app, client, world):
    enter(client, "gulnar")
    other = app.test_client()
    enter(other, "gulnar")
    wrong = client.post("/security/password", data={"old": "wrong", "new": "steppe-and-new-road"})
    assert wrong.status_code == 422
    short = client.post("/security/password", data={"old": PASSWORD, "new": "short"})
    assert short.status_code == 422
    changed = client.post(
        "/security/password", data={"old": PASSWORD, "new": "steppe-and-new-road"}
    )
    assert changed.status_code == 303
    assert client.get("/class/").status_code == 200
    assert other.get("/class/").status_code == 303


def test_one_can_sign_out_everywhere_else(app, client, world, open_page):
    enter(client, "gulnar")
    other = app.test_client()
    enter(other, "gulnar")
    assert "this browser" in open_page(client, "/security").main.get_text()
    client.post("/security/sign-out-elsewhere")
    assert other.get("/class/").status_code == 303
    assert client.get("/class/").status_code == 200


def test_pupils_have_cards_and_no_page_of_passwords(sign_in, world):
    assert sign_in(world.aigerim).get("/security").status_code == 404
