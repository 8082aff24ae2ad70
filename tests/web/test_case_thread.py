"""A child and the adults of a case write to each other, and nobody else reads it."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from app.casework.access import readers
from app.casework.thread import CaseMessage
from app.core import clock
from app.core.db import db, transaction
from app.notices.models import Notice
from app.people import switches
from tests.pages import text_of
from tests.web.test_cases import MORNING, bring_to, case, do, kinds
from tests.web.test_help_word import WORD, choose, type_word

pytestmark = pytest.mark.usefixtures("context")

ANSWER = "I am in room 12 after lesson five."


@pytest.fixture
def aigerim(sign_in, world):
    return sign_in(world.aigerim)


@pytest.fixture
def psychologist(sign_in, world):
    return sign_in(world.psychologist)


def ask(client, **fields):
    """The address of the receipt, and the number of the case."""
    form = {"submission_key": str(uuid.uuid4()), "words": "it hurts", **fields}
    receipt = client.post("/learn/help/talk", data=form).location
    return receipt, db.session.scalar(sa.text("SELECT max(id) FROM cases"))


def answer(client, case_id, receipt, words=ANSWER, key=None):
    request_id = receipt.rpartition("/")[2]
    return do(client, case_id, "answer", key=key, request=request_id, words=words)


def write(client, receipt, words="And again today.", key=None):
    form = {"submission_key": key or str(uuid.uuid4()), "words": words}
    return client.post(f"{receipt}/conversation", data=form)


def stored():
    return db.session.scalars(sa.select(CaseMessage).order_by(CaseMessage.id)).all()


def test_an_answer_is_read_by_the_child_and_a_reply_by_the_adult(aigerim, psychologist, open_page):
    receipt, case_id = ask(aigerim)
    do(psychologist, case_id, "take")
    assert answer(psychologist, case_id, receipt).status_code == 303
    assert ANSWER in text_of(open_page(aigerim, f"{receipt}/conversation"))
    assert write(aigerim, receipt).status_code == 303
    page = text_of(open_page(psychologist, f"/cases/{case_id}"), "#conversation")
    assert page.index(ANSWER) < page.index("And again today.")
    assert kinds(case_id)[-2:] == ["answered", "child-wrote"]


def test_the_words_lie_in_the_database_encrypted(aigerim, psychologist):
    receipt, case_id = ask(aigerim)
    answer(psychologist, case_id, receipt)
    raw = db.session.scalar(sa.text("SELECT words FROM case_messages"))
    assert ANSWER.encode() not in bytes(raw)


def test_another_session_of_the_child_reads_nothing_without_the_word(
    aigerim, psychologist, sign_in, world
):
    receipt, case_id = ask(aigerim)
    choose(aigerim)
    answer(psychologist, case_id, receipt)
    later = sign_in(world.aigerim)
    assert ANSWER not in later.get(f"{receipt}/conversation").text
    assert write(later, receipt).status_code == 200
    assert len(stored()) == 1
    type_word(later, WORD)
    assert ANSWER in later.get(f"{receipt}/conversation").text


def test_who_asks_again_as_the_child_joins_the_case_and_reads_no_answer(
    aigerim, psychologist, sign_in, world
):
    """A teacher with a new PIN signs in as the child: the case grows, the answers stay closed."""
    receipt, case_id = ask(aigerim)
    answer(psychologist, case_id, receipt)
    other = sign_in(world.aigerim)
    second, same_case = ask(other)
    assert same_case == case_id
    for url in (f"{second}/conversation", f"{receipt}/conversation", "/learn/help/who-knows"):
        assert ANSWER not in other.get(url).text


@pytest.mark.parametrize("role", ["bolat", "stranger", "parent", "teacher", "psychologist"])
def test_the_childs_page_is_for_no_other_person(aigerim, sign_in, world, role):
    receipt, _ = ask(aigerim)
    other = sign_in(getattr(world, role))
    assert other.get(f"{receipt}/conversation").status_code == 404
    assert write(other, receipt).status_code == 404
    assert stored() == []


@pytest.mark.parametrize("role", ["lead", "deputy", "teacher", "strange_psychologist"])
def test_only_readers_of_the_case_write_to_the_child(aigerim, sign_in, world, role):
    receipt, case_id = ask(aigerim)
    other = sign_in(getattr(world, role))
    assert answer(other, case_id, receipt).status_code == 404
    assert stored() == []


def test_a_request_of_another_case_cannot_be_answered_from_this_one(
    aigerim, psychologist, sign_in, world
):
    _own, case_id = ask(aigerim)
    foreign, _ = ask(sign_in(world.bolat))
    assert answer(psychologist, case_id, foreign).status_code == 422
    assert stored() == []


def test_an_answer_sent_twice_stands_once(aigerim, psychologist):
    receipt, case_id = ask(aigerim)
    key = str(uuid.uuid4())
    for _ in range(2):
        assert answer(psychologist, case_id, receipt, key=key).status_code == 303
    assert len(stored()) == 1


def test_more_words_sent_twice_stand_once_and_tell_once(aigerim, psychologist, world):
    receipt, _case_id = ask(aigerim)
    key = str(uuid.uuid4())
    for _ in range(2):
        assert write(aigerim, receipt, key=key).status_code == 303
    assert len(stored()) == 1
    told = sa.select(sa.func.count()).where(Notice.kind == "case-joined")
    assert db.session.scalar(told) == 1


def test_the_child_is_told_only_that_there_is_news(aigerim, psychologist, run_jobs, open_page):
    receipt, case_id = ask(aigerim)
    answer(psychologist, case_id, receipt)
    run_jobs()
    words = text_of(open_page(aigerim, "/notices"))
    assert "There is a new message in your lessons." in words
    assert "room 12" not in words


def test_who_answers_a_new_request_takes_the_case(aigerim, psychologist, world):
    receipt, case_id = ask(aigerim)
    answer(psychologist, case_id, receipt)
    assert (case(case_id).state, case(case_id).owner_id) == ("acknowledged", world.psychologist)


def test_an_answer_stops_the_clock_of_a_light_matter_only(aigerim, psychologist, at):
    with at(MORNING):
        receipt, light = ask(aigerim, topic="bullied")
        grave_receipt, grave = ask(aigerim, topic="home")
        for number in (light, grave):
            do(psychologist, number, "take")
        before = {number: case(number).due_at for number in (light, grave)}
        answer(psychologist, light, receipt)
        answer(psychologist, grave, grave_receipt)
    assert case(light).due_at > before[light]
    assert case(grave).due_at == before[grave]


def test_more_words_start_a_clock_of_their_own(aigerim, psychologist, at):
    with at(MORNING):
        receipt, case_id = ask(aigerim)
        do(psychologist, case_id, "take")
        answer(psychologist, case_id, receipt)
        write(aigerim, receipt)
        limit = case(case_id).due_at
    assert limit <= MORNING + dt.timedelta(days=3)


def test_words_to_a_case_that_ended_open_it_again(aigerim, psychologist, at):
    with at(MORNING):
        receipt, case_id = ask(aigerim)
        bring_to(psychologist, case_id, "closed")
        write(aigerim, receipt, "It began again.")
        assert case(case_id).state == "in_support"
        assert case(case_id).due_at > clock.now()
        assert kinds(case_id)[-2:] == ["reopen", "child-wrote"]


def test_words_that_ask_for_more_make_the_case_graver(aigerim, psychologist, open_page, world):
    with transaction():
        switches.switch(school_id=world.school, family="words", to="on", by_id=world.psychologist)
    receipt, case_id = ask(aigerim, topic="bullied")
    write(aigerim, receipt, "Я больше не хочу жить")
    assert case(case_id).severity >= 3
    assert world.lead in readers(case_id)
    page = text_of(open_page(psychologist, f"/cases/{case_id}"))
    assert "The message has the phrase" in page


def test_what_was_addressed_to_one_adult_stays_with_that_adult(aigerim, world):
    with transaction():
        switches.switch(school_id=world.school, family="words", to="on", by_id=world.psychologist)
    receipt, case_id = ask(aigerim, to=world.psychologist)
    write(aigerim, receipt, "Я больше не хочу жить")
    assert case(case_id).severity >= 3
    assert readers(case_id) == [world.psychologist]


@pytest.mark.parametrize("words", ["", "  ", "ә" * 4001])
def test_nothing_and_too_much_are_refused_and_nothing_is_lost(aigerim, psychologist, words):
    receipt, case_id = ask(aigerim)
    assert write(aigerim, receipt, words).status_code == 422
    assert answer(psychologist, case_id, receipt, words).status_code == 422
    assert stored() == []
