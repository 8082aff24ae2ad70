"""Signing in: by password, by class code and PIN; throttling that a shared address survives."""

import pytest

from tests.people import PASSWORD, PIN


def sign_in(client, username, password=PASSWORD, **more):
    return client.post("/sign-in", data={"username": username, "password": password, **more})


def test_pupil_signs_in_with_username_and_password(client, world):
    assert sign_in(client, "aigerim").location == "/learn/"


def test_username_ignores_case_and_spaces(client, world):
    assert sign_in(client, " Aigerim ").location == "/learn/"


@pytest.mark.parametrize("username", ["aigerim", "nobody"])
def test_wrong_password_and_unknown_name_look_alike(client, world, username):
    response = sign_in(client, username, "wrong")
    assert response.status_code == 422
    assert "does not match" in response.text or "сәйкес" in response.text


def test_pupil_signs_in_with_class_code_name_and_pin(client, world):
    names = client.post("/sign-in/class", data={"code": "482 715"})
    assert names.status_code == 200
    assert "Айгерім Ә." in names.text
    assert "Әлімова" not in names.text
    entered = client.post(
        "/sign-in/pin", data={"code": "482715", "pupil": world.aigerim, "pin": PIN}
    )
    assert entered.location == "/learn/"


def test_wrong_pin_is_told_and_nothing_is_opened(client, world):
    response = client.post(
        "/sign-in/pin", data={"code": "482715", "pupil": world.aigerim, "pin": "0000"}
    )
    assert response.status_code == 422
    assert client.get("/learn/").status_code == 303


def test_a_pupil_of_another_class_cannot_be_named(client, world):
    response = client.post(
        "/sign-in/pin", data={"code": "482715", "pupil": world.stranger, "pin": PIN}
    )
    assert response.status_code == 422


def test_unknown_class_code_is_a_clear_message(client, world):
    assert client.post("/sign-in/class", data={"code": "000000"}).status_code == 422


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client, world):
    asked = client.get("/learn/progress?x=1")
    assert asked.location.startswith("/sign-in?next=")
    assert sign_in(client, "aigerim", next="/learn/progress").location == "/learn/progress"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(client, world, target):
    assert sign_in(client, "aigerim", next=target).location == "/learn/"


def test_signing_out_closes_the_pages(client, world):
    sign_in(client, "aigerim")
    assert client.post("/switch-pupil").location == "/sign-in"
    assert client.get("/learn/").status_code == 303


def test_a_reset_secret_ends_open_sessions(app, client, world):
    from app.core.db import transaction
    from app.signin.resets import reset_pin

    sign_in(client, "aigerim")
    with app.app_context(), transaction():
        reset_pin(pupil_id=world.aigerim, pin="1357", by_id=world.teacher)
    assert client.get("/learn/").status_code == 303
