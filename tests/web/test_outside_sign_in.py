"""Signing in through a school's own OpenID provider, against a real one on this machine."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from app.core.db import transaction
from app.signin import outside
from tests.people import PASSWORD
from tests.plumbing.provider import CLIENT_ID, CLIENT_SECRET, openid_provider

HOST = "https://school.test"


@pytest.fixture
def provider():
    with openid_provider() as running:
        yield running


@pytest.fixture
def door(app, world, provider):
    """The id of the school's provider, switched on."""
    return switch_on(app, provider, world.school)


def switch_on(app, provider, school_id, *, is_on=True):
    with app.app_context(), transaction():
        outside.save_provider(
            school_id=school_id,
            name="Школа № 14",
            issuer=provider.issuer,
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            is_on=is_on,
            by_id=None,
        )
        return outside.provider_of(school_id).id


def link(app, door, user_id, subject="gulnar-at-the-provider"):
    with app.app_context(), transaction():
        found = outside.provider(door)
        outside.link(found=found, subject=subject, user_id=user_id, by_id=user_id)


def go(client, door):
    """To the provider and back, as a browser goes: the address at which it comes back."""
    left = client.get(f"/sign-in/through/{door}", base_url=HOST)
    assert left.status_code == 302
    back = requests.get(left.location, allow_redirects=False, timeout=5)
    assert back.status_code == 302
    return back.headers["Location"]


def arrive(client, address):
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}", base_url=HOST)


def test_who_is_linked_is_signed_in(app, world, client, door):
    link(app, door, world.teacher)
    assert arrive(client, go(client, door)).location == "/class/"
    assert client.get("/class/", base_url=HOST).status_code == 200


def test_the_gate_names_it_only_when_it_is_switched_on(app, world, client, provider):
    assert "/sign-in/through" not in client.get("/sign-in").text
    number = switch_on(app, provider, world.school, is_on=False)
    assert "/sign-in/through" not in client.get("/sign-in").text
    assert client.get(f"/sign-in/through/{number}").status_code == 404
    switch_on(app, provider, world.school)
    assert "/sign-in/through" in client.get("/sign-in").text


def test_state_nonce_and_pkce_go_with_the_question(client, door):
    asked = parse_qs(urlsplit(client.get(f"/sign-in/through/{door}").location).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))
    assert asked["response_type"] == ["code"]


def test_an_unknown_person_is_asked_for_a_code_and_never_guessed_by_e_mail(
    app, world, client, door
):
    arrived = arrive(client, go(client, door))
    assert arrived.location == "/sign-in/link"
    assert client.get("/class/", base_url=HOST).status_code == 303
    with app.app_context(), transaction():
        code = outside.issue_link_code(user_id=world.teacher, by_id=world.admin)
    wrong = client.post("/sign-in/link", data={"code": "ACDEFGHJKM"}, base_url=HOST)
    assert wrong.status_code == 422
    linked = client.post("/sign-in/link", data={"code": code.lower()}, base_url=HOST)
    assert linked.location == "/class/"
    client.post("/sign-out", base_url=HOST)
    assert arrive(client, go(client, door)).location == "/class/"


def test_a_link_code_works_once_and_not_for_ever(app, world, client, door, provider, at):
    from app.core import clock

    with app.app_context(), transaction():
        code = outside.issue_link_code(user_id=world.teacher, by_id=world.admin)
    arrive(client, go(client, door))
    with at(clock.now() + outside.LINK_TIME):
        arrive(client, go(client, door))
        assert client.post("/sign-in/link", data={"code": code}, base_url=HOST).status_code == 422
    arrive(client, go(client, door))
    assert client.post("/sign-in/link", data={"code": code}, base_url=HOST).status_code == 303
    provider.subject = "another"
    arrive(client, go(client, door))
    assert client.post("/sign-in/link", data={"code": code}, base_url=HOST).status_code == 422


def test_a_providers_own_school_bounds_whom_it_can_name(app, world, door):
    with app.app_context(), pytest.raises(outside.AlreadyLinked), transaction():
        outside.link(
            found=outside.provider(door),
            subject="x",
            user_id=world.strange_teacher,
            by_id=world.admin,
        )


def test_a_pupil_who_has_left_the_school_is_not_let_in_by_its_provider(app, world, client, door):
    from app.core.db import db
    from app.people.models import User

    link(app, door, world.aigerim)
    with app.app_context(), transaction():
        db.session.get_one(User, world.aigerim).school_id = world.other_school
    assert arrive(client, go(client, door)).location == "/sign-in/link"


def test_one_identity_is_one_persons(app, world, door):
    link(app, door, world.teacher)
    with app.app_context(), pytest.raises(outside.AlreadyLinked), transaction():
        outside.link(
            found=outside.provider(door),
            subject="gulnar-at-the-provider",
            user_id=world.psychologist,
            by_id=world.admin,
        )


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of-another-visit"},
        {"aud": "another-client"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 300},
    ],
)
def test_a_token_that_is_not_for_us_opens_nothing(app, world, client, door, provider, claims):
    link(app, door, world.teacher)
    address = go(client, door)
    provider.claims = claims
    assert arrive(client, address).status_code == 502
    assert client.get("/class/", base_url=HOST).status_code == 303


def test_a_token_of_another_key_opens_nothing(app, world, client, door, provider):
    link(app, door, world.teacher)
    provider.signs_with = provider.stranger
    assert arrive(client, go(client, door)).status_code == 502


def test_an_answer_in_another_browser_opens_nothing(app, world, client, door):
    """Somebody sends a link that would sign a child in as somebody else."""
    link(app, door, world.teacher)
    address = go(client, door)
    victim = app.test_client()
    assert arrive(victim, address).status_code == 502
    assert victim.get("/class/", base_url=HOST).status_code == 303


def test_an_answer_is_taken_once(app, world, client, door):
    link(app, door, world.teacher)
    address = go(client, door)
    assert arrive(client, address).status_code == 303
    assert arrive(client, address).status_code == 502


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x&code=y", "?error=access_denied"])
def test_a_broken_answer_is_a_page_that_says_what_to_do(client, door, query):
    response = client.get(f"/sign-in/through/{door}/back{query}")
    assert response.status_code == 502
    assert "/sign-in" in response.text


def test_who_stops_half_way_is_told_so(client, door, provider):
    provider.refuses = True
    assert arrive(client, go(client, door)).status_code == 502


def test_a_provider_that_is_down_is_a_page_and_other_ways_go_on(world, client, door, provider):
    provider.is_down = True
    assert client.get(f"/sign-in/through/{door}").status_code == 502
    signed = client.post("/sign-in", data={"username": "gulnar", "password": PASSWORD})
    assert signed.location == "/class/"


def test_a_provider_that_calls_itself_otherwise_is_not_asked(client, door, provider):
    provider.says_issuer = "https://elsewhere.example"
    assert client.get(f"/sign-in/through/{door}").status_code == 502


def test_another_issuer_knows_nobody_whom_the_first_one_knew(app, world, client, door):
    link(app, door, world.teacher)
    with openid_provider() as another:
        switch_on(app, another, world.school)
        assert arrive(client, go(client, door)).location == "/sign-in/link"


@pytest.mark.parametrize(
    ("address", "is_good"),
    [
        ("https://login.school.kz", True),
        ("https://login.school.kz/realms/kz", True),
        ("http://login.school.kz", False),
        ("http://127.0.0.1:9000", True),
        ("https://login.school.kz?x=1", False),
        ("login.school.kz", False),
        ("file:///etc/passwd", False),
    ],
)
def test_a_provider_is_asked_over_https_only(address, is_good):
    from app.web.oidc import is_allowed_issuer

    assert is_allowed_issuer(address) is is_good
