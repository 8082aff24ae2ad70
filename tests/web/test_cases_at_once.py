"""A child and several adults at the same moment, on a database that really commits."""

import threading
import uuid

import pytest
import sqlalchemy as sa

from app.casework.models import Case, CaseReader
from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.learning.services import assign_lesson
from app.wellbeing.models import HelpRequest, PrivateMark
from tests.web.test_quiz_at_once import committed as committed  # a fixture


@pytest.fixture
def at_once(sign_in, committed):
    """Posts all of these at the same moment: who, where, what."""

    def send(*posts):
        start = threading.Barrier(len(posts))
        statuses = []

        def post(person, url, data):
            browser = sign_in(person)
            start.wait()
            statuses.append(browser.post(url, data=data).status_code)

        threads = [threading.Thread(target=post, args=one) for one in posts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(statuses)

    return send


@pytest.fixture
def case_id(app, committed, sign_in):
    """A danger case, which three adults read."""
    sign_in(committed.bolat).post("/learn/help/danger", data=form())
    with app.app_context():
        return db.session.scalar(sa.select(Case.id))


def form(prefix="", **fields):
    data = {"submission_key": str(uuid.uuid4()), **fields}
    return {prefix + name: value for name, value in data.items()}


def count(app, model):
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_one_message_sent_twice_at_once_is_one(app, committed, at_once):
    message = form(words="please")
    post = (committed.aigerim, "/learn/help/talk", message)
    assert at_once(post, post, post) == [303] * 3
    assert (count(app, HelpRequest), count(app, Case)) == (1, 1)


def test_a_child_is_heard_while_an_adult_works(app, committed, case_id, at_once):
    danger = [(committed.bolat, "/learn/help/danger", form()) for _ in range(3)]
    take = (committed.lead, f"/cases/{case_id}/take", form("take-", version=1))
    statuses = at_once(*danger, take)
    assert statuses.count(303) >= 3
    assert set(statuses) <= {303, 409}  # the adult may have to look again, never the child
    assert (count(app, HelpRequest), count(app, Case)) == (4, 1)


def test_of_three_who_take_a_case_one_has_it(committed, case_id, at_once):
    adults = (committed.psychologist, committed.lead, committed.deputy)
    takes = [(one, f"/cases/{case_id}/take", form("take-", version=1)) for one in adults]
    assert at_once(*takes) == [303, 409, 409]


def test_one_adult_brought_in_twice_at_once_reads_once(app, committed, case_id, at_once):
    before = count(app, CaseReader)
    url = f"/cases/{case_id}/bring-in"
    head = committed.head
    twice = [(committed.lead, url, form("bring-in-", version=1, person=head)) for _ in range(2)]
    assert at_once(*twice) == [303, 303]
    assert count(app, CaseReader) == before + 1


def test_stepping_aside_twice_at_once_is_once(committed, case_id, at_once):
    leave = (committed.deputy, f"/cases/{case_id}/step-aside", {})
    assert at_once(leave, leave) == [303, 303]


@pytest.fixture
def card(app, committed):
    """L08 is for grades 5 and 6: the teacher opens it to 8 А."""
    with app.app_context(), transaction():
        assign_lesson(
            class_id=committed.class_8a,
            lesson=library.get().lesson("L08"),
            due_on=clock.today(),
            by_id=committed.teacher,
        )
    return "/learn/lessons/L08/card"


def test_a_private_mark_sent_twice_at_once_is_one(app, committed, card, at_once):
    mark = (committed.aigerim, card, form(wish="just-for-me"))
    assert at_once(mark, mark) == [303, 303]
    assert count(app, PrivateMark) == 1


def test_words_taken_back_while_an_adult_opens_them_are_unread_or_known_as_read(
    app, committed, sign_in
):
    """The child is told whether anybody has read them: the one answer or the other, never both."""
    aigerim = sign_in(committed.aigerim, "en")
    aigerim.post("/learn/help/talk", data=form(words="please come"))
    with app.app_context():
        case_id, request_id = (
            db.session.scalar(sa.select(Case.id)),
            db.session.scalar(sa.select(HelpRequest.id)),
        )
        engine = db.engine
    adult, shown = sign_in(committed.psychologist), []
    looking = threading.Thread(target=lambda: shown.append(adult.get(f"/cases/{case_id}").text))

    def let_the_adult_look(_conn, _cursor, statement, *_rest):
        """Between the child's question whether anybody has looked and the answer to it."""
        if "audit_entries" in statement and not looking.ident:
            looking.start()
            looking.join(timeout=1)

    sa.event.listen(engine, "after_cursor_execute", let_the_adult_look)
    try:
        aigerim.post(f"/learn/help/{request_id}/take-back")
    finally:
        sa.event.remove(engine, "after_cursor_execute", let_the_adult_look)
    looking.join()
    receipt = aigerim.get(f"/learn/help/{request_id}").text
    assert ("please come" in shown[0]) != ("Nobody had opened it" in receipt)
