"""A child's requests open by the child's own word: no reset, no card, no newer word does it."""

import uuid

import pytest
from bs4 import BeautifulSoup

from app.core.db import transaction
from app.signin import resets
from tests.pages import text_of
from tests.people import PIN

WORD = "Ақ бота 7"
HISTORY = "/learn/help/who-knows"


def ask(client, words="it hurts"):
    sent = client.post(
        "/learn/help/talk", data={"submission_key": str(uuid.uuid4()), "words": words}
    )
    assert sent.status_code == 303
    return sent.location


def choose(client, word=WORD):
    return client.post("/learn/help/word", data={"new_word": word})


def type_word(client, word=WORD):
    return client.post("/learn/help/word/open", data={"word": word})


def shown(client, url=HISTORY):
    """How many requests the page shows; None when it asks for the word."""
    page = BeautifulSoup(client.get(url).data, "html5lib")
    if not page.select(".card[aria-labelledby^=r-]") and "My requests" in page.h1.get_text():
        return None
    return len(page.select(".card[aria-labelledby^=r-]"))


@pytest.fixture
def aigerim(sign_in, world):
    return sign_in(world.aigerim)


def test_asking_for_help_needs_no_word_and_shows_the_receipt(aigerim, open_page):
    page = open_page(aigerim, ask(aigerim))
    assert "It is on its way" in text_of(page)
    assert page.select_one("input[name=new_word]")


def test_without_a_word_only_the_session_that_sent_it_shows_it(aigerim, sign_in, world):
    receipt = ask(aigerim)
    assert shown(aigerim) == 1
    later = sign_in(world.aigerim)
    assert shown(later) is None
    assert "It is on its way" not in later.get(receipt).text
    assert later.post(f"{receipt}/take-back").status_code == 404


def test_the_word_opens_it_on_another_day(aigerim, sign_in, world):
    ask(aigerim)
    choose(aigerim)
    later = sign_in(world.aigerim)
    assert shown(later) is None
    assert type_word(later, "  ақ БОТА  7 ").location == HISTORY
    assert shown(later) == 1


def test_a_wrong_word_opens_nothing_and_is_told_to_the_child(aigerim, sign_in, world, open_page):
    ask(aigerim)
    choose(aigerim)
    stranger = sign_in(world.aigerim)
    assert type_word(stranger, "aidana").status_code == 422
    assert type_word(stranger, "сары бота").status_code == 422
    assert shown(stranger) is None
    own = sign_in(world.aigerim)
    type_word(own)
    assert "2 wrong words" in text_of(open_page(own, HISTORY))


def test_a_new_pin_and_a_new_word_after_it_open_nothing_older(app, aigerim, sign_in, world):
    """A teacher renews the PIN, signs in as the child and says that the word is forgotten."""
    receipt = ask(aigerim)
    choose(aigerim)
    with app.app_context(), transaction():
        resets.reset_pin(pupil_id=world.aigerim, pin="1357", by_id=world.teacher)
    teacher = sign_in(world.aigerim)
    choose(teacher, "of the teacher")
    assert shown(teacher) == 0
    assert "It is on its way" not in teacher.get(receipt).text
    # Nor what the child sends afterwards in another session.
    child = sign_in(world.aigerim)
    ask(child, "and again")
    fresh = sign_in(world.aigerim)
    type_word(fresh, "of the teacher")
    assert shown(fresh) == 0
    # The child's own word goes on opening its own.
    own = sign_in(world.aigerim)
    type_word(own)
    assert shown(own) == 1


def test_what_is_sent_while_the_word_is_open_stays_with_it(aigerim, sign_in, world):
    choose(aigerim)
    ask(aigerim)
    later = sign_in(world.aigerim)
    ask(later)
    type_word(later)
    assert shown(later) == 2


def test_it_closes_by_itself_and_at_once_when_asked(aigerim, at):
    from datetime import timedelta

    from app.core import clock

    choose(aigerim)
    assert shown(aigerim) == 0
    with at(clock.now() + timedelta(minutes=16)):
        assert shown(aigerim) is None
    aigerim.post("/learn/help/word/close")
    assert shown(aigerim) is None


def test_the_word_of_one_child_opens_nothing_of_another(aigerim, sign_in, world):
    ask(aigerim)
    choose(aigerim)
    bolat = sign_in(world.bolat)
    assert type_word(bolat).status_code == 422
    choose(bolat)
    assert shown(bolat) == 0


@pytest.mark.parametrize("word", ["", "ab", PIN])
def test_a_word_that_others_know_or_guess_is_refused(aigerim, word):
    assert choose(aigerim, word).status_code == 422


def test_the_closed_page_is_the_same_whether_anything_was_sent(sign_in, world):
    with_requests, without = sign_in(world.aigerim), sign_in(world.bolat)
    ask(with_requests)
    for one in (with_requests, without):
        choose(one)
    pages = []
    for person in (world.aigerim, world.bolat):
        page = BeautifulSoup(sign_in(person).get(HISTORY).data, "html5lib")
        pages.append(text_of(page))
    assert pages[0] == pages[1]


def test_the_cookie_says_nothing_of_help(aigerim):
    ask(aigerim)
    choose(aigerim)
    aigerim.get(HISTORY)
    with aigerim.session_transaction() as session:
        said = repr(dict(session)).lower()
    assert "help" not in said
    assert "word" not in said


def test_a_notice_to_the_child_names_no_message(aigerim, world, app, open_page):
    from app.notices.services import claim_next, deliver, queue_notices

    with app.app_context(), transaction():
        queue_notices(recipients=[world.aigerim], kind="request-seen", subject_id=1)
        deliver(claim_next())
    page = text_of(open_page(aigerim, "/notices"))
    assert "There is a new message in your lessons." in page
    assert "your message" not in page.lower()
