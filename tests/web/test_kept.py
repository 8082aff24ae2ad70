"""What was written when the session had ended: it waits for its owner, on a phone of many."""

import base64
import datetime as dt
import uuid
import zlib

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app.core import clock
from app.core.db import db, transaction
from app.people import kept_forms
from app.people.kept_forms import KeptForm
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


def test_words_wait_on_the_server_and_the_cookie_tells_nothing_of_them(phone, write, context):
    assert "sign-in" in write(WORDS).text
    kept = plain(cookie(phone))
    assert "kept" in kept
    assert WORDS not in kept
    assert WORDS.encode("unicode_escape").decode() not in kept
    assert TALK not in kept


def test_a_backup_of_the_database_alone_does_not_tell_them(write, context):
    write(WORDS)
    [stored] = db.session.execute(sa.text("SELECT form FROM kept_forms")).scalars().all()
    assert WORDS.encode() not in bytes(stored)
    assert TALK.encode() not in bytes(stored)


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


def test_a_kept_answer_that_is_not_there_any_more_leads_home(phone, sign_in, world):
    pupil = sign_in(world.aigerim)
    with pupil.session_transaction() as session:
        session["kept"] = {"pupil": world.aigerim, "form": str(uuid.uuid4())}
    assert pupil.get("/kept-answer").location == "/"


@pytest.mark.parametrize("words", ["ә" * 4000, "🌾" * 4000], ids=["letters", "pictures"])
def test_the_longest_text_is_kept_whole(phone, write, world, words):
    assert "kept-answer" in write(words).text
    phone.post("/sign-in", data={"username": "aigerim", "password": PASSWORD})
    page = BeautifulSoup(phone.get("/kept-answer").data, "html5lib")
    assert page.select_one('main [name="words"]')["value"] == words


def test_words_are_forgotten_once_they_are_sent(phone, write, world, context):
    write(WORDS)
    phone.post("/sign-in", data={"username": "aigerim", "password": PASSWORD})
    page = BeautifulSoup(phone.get("/kept-answer").data, "html5lib")
    fields = {one["name"]: one["value"] for one in page.select("main form [name]")}
    assert phone.post(TALK, data=fields).status_code == 303
    assert db.session.query(KeptForm).count() == 0
    assert "kept" not in plain(cookie(phone))


def test_after_a_day_they_are_gone(phone, write, world, at, context):
    write(WORDS)
    later = clock.now() + kept_forms.LIFE + dt.timedelta(minutes=1)
    with at(later):
        entered = phone.post("/sign-in", data={"username": "aigerim", "password": PASSWORD})
        assert entered.location != "/kept-answer"
        with transaction():
            kept_forms.forget_expired()
    assert db.session.query(KeptForm).count() == 0


def test_a_page_left_open_cannot_fill_the_database(write, context):
    replies = [write(f"{WORDS} {number}").text for number in range(12)]
    assert sum("kept-answer" in reply for reply in replies) == kept_forms.KEPT_OF_A_PERSON
