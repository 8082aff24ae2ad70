"""The second factor: asked of who works with cases or runs a school; set up, used, lost."""

import datetime as dt

import pyotp
import pytest

from app.core import audit, clock
from app.core.db import transaction
from app.signin import factors
from tests.people import PASSWORD


@pytest.fixture
def staff(app, world):
    """Everybody gets a username, so that they can come in by the door."""
    from app.core.db import db
    from app.people.models import User
    from app.people.secrets import hash_secret

    names = {"ainur": world.psychologist, "viktor": world.admin, "yerlan": world.lead}
    with app.app_context(), transaction():
        for name, person_id in names.items():
            person = db.session.get_one(User, person_id)
            person.username, person.password_hash = name, hash_secret(PASSWORD)
    return names


def enter(client, username):
    return client.post("/sign-in", data={"username": username, "password": PASSWORD})


def secret_of(client):
    """The key that the page shows, as a telephone reads it."""
    from app.core import crypto

    client.get("/second-factor/app")
    with client.session_transaction() as session:
        return crypto.unseal(session["totp"]).decode()


def code_at(secret, moment):
    return pyotp.TOTP(secret).at(moment)


def set_up(client):
    secret = secret_of(client)
    answer = client.post("/second-factor/app", data={"code": code_at(secret, clock.now())})
    assert answer.status_code == 200, answer.text
    return secret, answer


@pytest.mark.parametrize(
    ("username", "door"), [("ainur", "/cases/"), ("yerlan", "/cases/"), ("viktor", "/school/")]
)
def test_the_first_signing_in_leads_to_setting_it_up(client, staff, username, door):
    asked = client.get(enter(client, username).location)
    assert asked.location.startswith("/second-factor?need=factor")
    assert client.get(asked.location).location.startswith("/second-factor/set-up")
    for url in (door, "/notices", "/security"):
        assert client.get(url).location.startswith("/second-factor"), url
    set_up(client)
    assert client.get(door).status_code == 200


@pytest.mark.parametrize("username", ["aigerim", "madina"])
def test_children_and_parents_are_not_asked(client, world, username):
    assert client.get(enter(client, username).location).status_code in (200, 303)
    assert "second-factor" not in client.get("/notices").headers.get("Location", "")


def test_a_class_teacher_is_asked_at_the_door_of_a_case_only(client, world):
    enter(client, "gulnar")
    assert client.get("/class/").status_code == 200
    assert client.get("/cases/").location.startswith("/second-factor")
    set_up(client)
    assert client.get("/cases/").status_code == 200


def test_the_next_signing_in_asks_for_a_code_and_leads_on(client, staff, at):
    enter(client, "ainur")
    secret, _page = set_up(client)
    client.post("/sign-out")
    enter(client, "ainur")
    asked = client.get("/cases/")
    assert client.post(asked.location, data={"code": "000000"}).status_code == 422
    later = clock.now() + dt.timedelta(minutes=2)
    with at(later):
        answer = client.post(asked.location, data={"code": code_at(secret, later)})
        assert answer.location == "/cases/"
        assert client.get("/cases/").status_code == 200


def test_a_code_is_taken_once(app, client, staff, at):
    enter(client, "ainur")
    secret, _page = set_up(client)
    later = clock.now() + dt.timedelta(minutes=2)
    code = code_at(secret, later)
    statuses = []
    with at(later):
        for _ in range(2):
            browser = app.test_client()
            enter(browser, "ainur")
            statuses.append(browser.post("/second-factor", data={"code": code}).status_code)
    assert statuses == [303, 422]


@pytest.mark.parametrize(("seconds", "status"), [(-30, 303), (30, 303), (-90, 422), (90, 422)])
def test_a_clock_may_be_half_a_minute_wrong_and_not_more(client, staff, at, seconds, status):
    enter(client, "ainur")
    secret, _page = set_up(client)
    later = clock.now() + dt.timedelta(minutes=10)
    with at(later):
        code = code_at(secret, later + dt.timedelta(seconds=seconds))
        assert client.post("/second-factor", data={"code": code}).status_code == status


def test_recovery_codes_are_shown_once_and_work_once(app, client, staff):
    enter(client, "ainur")
    _secret, page = set_up(client)
    from bs4 import BeautifulSoup

    codes = [
        one.get_text(strip=True) for one in BeautifulSoup(page.data, "html5lib").select(".codes li")
    ]
    assert len(codes) == factors.RECOVERY_CODES
    statuses = []
    for _ in range(2):
        browser = app.test_client()
        enter(browser, "ainur")
        answer = browser.post("/second-factor", data={"code": codes[0].lower()})
        statuses.append(answer.status_code)
    assert statuses == [303, 422]
    with app.app_context():
        assert factors.recovery_codes_left(staff["ainur"]) == factors.RECOVERY_CODES - 1


def test_a_stolen_cookie_does_not_add_its_own_factor(app, client, staff):
    """With the password alone nobody sets up a second telephone beside the first."""
    enter(client, "ainur")
    set_up(client)
    thief = app.test_client()
    enter(thief, "ainur")
    for url in ("/second-factor/app", "/second-factor/set-up", "/second-factor/passkey"):
        assert thief.get(url).location.startswith("/second-factor?"), url
    assert thief.post("/second-factor/app", data={"code": "1"}).status_code == 303


def test_a_grave_act_asks_once_more_after_ten_minutes(client, staff, at):
    enter(client, "ainur")
    secret, _page = set_up(client)
    later = clock.now() + dt.timedelta(minutes=11)
    with at(later):
        asked = client.post(
            "/second-factor/recovery-codes", headers={"Referer": "http://localhost/security"}
        )
        assert asked.location == "/second-factor?need=confirm&next=/security"
        client.post(asked.location, data={"code": code_at(secret, later)})
        assert client.post("/second-factor/recovery-codes").status_code == 200


def test_the_last_factor_is_not_removed_by_who_needs_one(app, client, staff):
    enter(client, "ainur")
    set_up(client)
    client.post("/second-factor/app/remove")
    with app.app_context():
        assert factors.has_any(staff["ainur"])


def test_a_lost_telephone_is_renewed_by_another_administrator(app, client, staff, world):
    enter(client, "ainur")
    set_up(client)
    admin = app.test_client()
    enter(admin, "viktor")
    set_up(admin)
    url = f"/school/people/{world.psychologist}/sign-in/lost-device"
    renewed = admin.post(url)
    assert renewed.status_code == 200
    assert client.get("/cases/").status_code == 303
    assert enter(client, "ainur").status_code == 422
    with app.app_context():
        assert not factors.has_any(world.psychologist)
        trail = audit.entries_about("user", world.psychologist, audit.Action.FACTORS_RESET)
        assert [one.actor_id for one in trail] == [world.admin]


def test_nobody_renews_the_own_telephone_or_that_of_another_school(app, client, staff, world):
    enter(client, "viktor")
    set_up(client)
    for person in (world.admin, world.strange_psychologist, world.aigerim):
        url = f"/school/people/{person}/sign-in/lost-device"
        assert client.post(url).status_code == 404, person


def test_the_only_administrator_is_helped_on_the_server(app, client, staff, world):
    enter(client, "viktor")
    set_up(client)
    said = app.test_cli_runner().invoke(args=["school", "lost-device", "viktor"])
    password = said.output.split()[-1]
    with app.app_context():
        assert not factors.has_any(world.admin)
    entered = client.post("/sign-in", data={"username": "viktor", "password": password})
    assert entered.location == "/school/"


def test_the_second_factor_is_waived_in_the_demo_and_never_at_a_school():
    from app.settings import WrongSettings, read_settings

    assert not read_settings(mode="demo").asks_second_factor
    assert read_settings(mode="school").asks_second_factor
    with pytest.raises(WrongSettings, match="second factor"):
        read_settings(mode="school", waive_second_factor=True)


def test_parents_prove_themselves_by_the_password(client, world, at):
    enter(client, "madina")
    with at(clock.now() + dt.timedelta(minutes=11)):
        page = client.get("/second-factor?need=confirm&next=/security")
        assert page.status_code == 200
        wrong = client.post("/second-factor?need=confirm", data={"password": "wrong"})
        assert wrong.status_code == 422
        right = client.post(
            "/second-factor?need=confirm&next=/security", data={"password": PASSWORD}
        )
        assert right.location == "/security"


def test_a_passkey_that_proves_nothing_opens_nothing(client, staff):
    enter(client, "ainur")
    client.post("/second-factor/passkey/options?for=new")
    for answer in ({}, {"rawId": "AAAA"}, [], "x"):
        assert client.post("/second-factor/passkey/new", json=answer).status_code == 422
        assert client.post("/second-factor/passkey/use", json=answer).status_code == 422
    assert client.get("/cases/").status_code == 303
