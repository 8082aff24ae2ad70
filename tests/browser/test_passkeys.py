"""Passkeys in a real browser, with an authenticator that lives inside it."""

from urllib.parse import urlsplit

import pytest

from app.core.db import db, transaction
from app.people.models import User
from app.people.secrets import hash_secret
from app.signin import passkeys
from tests.browser.driving import sign_in
from tests.people import PASSWORD, make_world


@pytest.fixture
def live(live):
    """A passkey belongs to a name, not to a number; and here the second factor is asked for."""
    live.url = live.url.replace("127.0.0.1", "localhost")
    settings = live.app.extensions["settings"]
    asking = settings.model_copy(update={"waive_second_factor": False})
    live.app.extensions["settings"] = asking
    return live


@pytest.fixture
def psychologist(live):
    with live.app.app_context():
        person_id = make_world().psychologist
        with transaction():
            person = db.session.get_one(User, person_id)
            person.username, person.password_hash = "ainur", hash_secret(PASSWORD)
    return person_id


def at(path):
    return lambda url: urlsplit(url).path == path


def give_authenticator(page):
    """A fingerprint reader that always agrees."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    given = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools, given["authenticatorId"]


def test_a_passkey_is_made_at_the_first_signing_in_and_opens_the_next(
    live, psychologist, visitor, check_accessible
):
    page = visitor(locale="en", width=1280)
    give_authenticator(page)
    sign_in(page, "ainur", PASSWORD)
    page.wait_for_url(at("/second-factor/set-up"))
    check_accessible(page)
    page.locator("a.choice[href*=passkey]").click()
    page.locator("#passkey-name").fill("work laptop")
    check_accessible(page)
    page.locator("[data-passkey] button").click()
    page.wait_for_url(at("/second-factor/first-codes"))
    page.locator("main .btn--quiet").last.click()
    page.wait_for_url(at("/cases/"))
    with live.app.app_context():
        assert [one.name for one in passkeys.of(psychologist)] == ["work laptop"]

    page.locator(".side form button").click()
    sign_in(page, "ainur", PASSWORD)
    page.wait_for_url(at("/second-factor"))
    check_accessible(page)
    page.locator("[data-passkey] button").click()
    page.wait_for_url(at("/cases/"))
    with live.app.app_context():
        assert passkeys.of(psychologist)[0].last_used_at is not None


def test_a_device_that_is_not_known_is_told_so(live, psychologist, visitor):
    page = visitor(locale="en", width=390)
    devtools, authenticator = give_authenticator(page)
    sign_in(page, "ainur", PASSWORD)
    page.locator("a.choice[href*=passkey]").click()
    page.locator("[data-passkey] button").click()
    page.wait_for_url(at("/second-factor/first-codes"))
    devtools.send("WebAuthn.clearCredentials", {"authenticatorId": authenticator})
    page.context.clear_cookies()
    sign_in(page, "ainur", PASSWORD)
    page.wait_for_url(at("/second-factor"))
    page.locator("[data-passkey] button").click()
    page.locator("[data-passkey] [role=alert]").wait_for(state="visible")
    assert "/second-factor" in page.url
