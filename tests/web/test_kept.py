"""What was written when the session had ended: it waits for its owner, on a phone of many."""

import base64
import random
import uuid
import zlib

import pytest
from bs4 import BeautifulSoup

from tests.people import PASSWORD

TALK = "/learn/help/talk"
WORDS = "Дома страшно, поговорите со мной"


@pytest.fixture
def phone(app):
    return app.test_client()


@pytest.fixture
def write(sign_in, world, phone):
    """Aigerim's page, sent from a phone whose session has ended meanwhile."""

    def send(words):
        page = BeautifulSoup(sign_in(world.aigerim).get(TALK).data, "html5lib")
        shown = page.select_one('[name="shown"]')["value"]
        key = str(uuid.uuid4())
        return phone.post(TALK, data={"words": words, "submission_key": key, "shown": shown})

    return send


def cookie(phone):
    return phone.get_cookie("adal_test").value


def plain(cookie):
    """What anybody with the phone in hand can read of the cookie."""
    payload = cookie.lstrip(".").split(".")[0]
    data = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    return (zlib.decompress(data) if cookie.startswith(".") else data).decode()


def test_words_wait_in_the_cookie_and_nobody_reads_them_there(phone, write):
    assert "sign-in" in write(WORDS).text
    kept = plain(cookie(phone))
    assert "kept" in kept
    assert WORDS not in kept
    assert WORDS.encode("unicode_escape").decode() not in kept
    assert TALK not in kept


def test_they_are_shown_to_their_owner_after_signing_in(phone, write, world):
    write(WORDS)
    entered = phone.post("/sign-in", data={"username": "aigerim", "password": PASSWORD})
    assert entered.location == "/kept-answer"
    page = BeautifulSoup(phone.get("/kept-answer").data, "html5lib")
    assert page.select_one('main [name="words"]')["value"] == WORDS


def test_somebody_else_who_signs_in_carries_nothing_of_them(phone, write, world):
    write(WORDS)
    phone.post("/sign-in", data={"username": "gulnar", "password": PASSWORD})
    assert "kept" not in plain(cookie(phone))


def test_a_kept_answer_of_an_unknown_key_is_no_answer(phone, sign_in, world):
    pupil = sign_in(world.aigerim)
    with pupil.session_transaction() as session:
        session["kept"] = {"pupil": world.aigerim, "sealed": "not-ours"}
    assert pupil.get("/kept-answer").location == "/"


def hard_to_pack(length):
    letters = random.Random(1)
    return "".join(chr(letters.randrange(0x1F300, 0x1F600)) for _ in range(length))


def test_what_does_not_fit_into_a_cookie_is_not_said_to_be_kept(phone, write):
    assert "kept-answer" not in write(hard_to_pack(1400)).text
    assert phone.get_cookie("adal_test") is None


def test_a_full_cookie_is_one_that_browsers_take(phone, write):
    sizes = [
        len(cookie(phone))
        for length in range(100, 1400, 100)
        if "kept-answer" in write(hard_to_pack(length)).text
    ]
    assert 2000 < max(sizes) < 4000
