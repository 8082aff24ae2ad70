"""Two requests at the same moment, on a database of their own that really commits."""

import threading
import uuid

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.learning.models import Attempt, ItemProgress, LessonProgress, QuizSitting, StepDone
from app.learning.quiz_models import QuizAnswer
from app.learning.responses import read_response
from tests import classroom
from tests.answers import item, right, task, wrong
from tests.conftest import DATABASE
from tests.people import make_world

OPEN = "L21"


@pytest.fixture
def committed(app, rolled_back, tmp_path):
    """The world of the tests in a database of its own: threads see each other's commits."""
    engine, drop = _own_database(tmp_path)
    with app.app_context():
        outer = db.engines[None]
        db.engines[None] = engine
        db.metadata.create_all(engine)
        world = make_world()
        db.session.remove()
    yield world
    with app.app_context():
        db.session.remove()
        db.engines[None] = outer
    engine.dispose()
    drop()


def _own_database(tmp_path):
    if not DATABASE:
        return sa.create_engine(f"sqlite:///{tmp_path / 'at-once.db'}"), lambda: None
    name = f"at_once_{uuid.uuid4().hex[:8]}"
    _tell_server(f"CREATE DATABASE {name}")
    engine = sa.create_engine(sa.make_url(DATABASE).set(database=name))
    return engine, lambda: _tell_server(f"DROP DATABASE {name} WITH (FORCE)")


def _tell_server(words):
    server = sa.create_engine(DATABASE, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(words)
    server.dispose()


@pytest.fixture
def at_once(sign_in, committed):
    """Posts all of these at the same moment, each from a browser of its own."""

    def send(*posts):
        start = threading.Barrier(len(posts))
        replies = []

        def post(browser, url, data):
            start.wait()
            replies.append(browser.post(url, data=data))

        threads = [
            threading.Thread(target=post, args=(sign_in(committed.aigerim), url, data))
            for url, data in posts
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [reply.status_code for reply in replies]

    return send


@pytest.fixture
def count(app):
    def rows(model, **where):
        with app.app_context():
            query = sa.select(sa.func.count()).select_from(model).filter_by(**where)
            return db.session.scalar(query)

    return rows


@pytest.fixture
def reached(app, committed):
    with app.app_context():
        classroom.reach(committed.aigerim, OPEN, "card-mine")
        db.session.remove()


def test_one_key_sent_twice_at_once_is_one_attempt(reached, at_once, count):
    url, one = task(OPEN, "card-mine")
    sent = wrong(one)
    assert at_once((url, sent), (url, sent), (url, sent)) == [303, 303, 303]
    assert count(Attempt) == 1
    assert count(ItemProgress, tries=1) == 1


def test_two_keys_at_once_are_two_tries_and_both_count(reached, at_once, count):
    url, one = task(OPEN, "card-mine")
    assert at_once((url, wrong(one)), (url, right(one))) == [303, 303]
    assert count(Attempt) == 2
    assert count(ItemProgress, tries=2) == 1


def test_a_quiz_started_twice_at_once_is_one_quiz(at_once, count):
    url = f"/learn/lessons/{OPEN}/quiz"
    assert at_once((url, {}), (url, {})) == [303, 303]
    assert count(QuizSitting) == 1


def test_a_quiz_handed_in_twice_at_once_has_one_result(app, committed, sign_in, at_once, count):
    browser = sign_in(committed.aigerim)
    browser.post(f"/learn/lessons/{OPEN}/quiz")
    with app.app_context():
        sitting = db.session.scalars(sa.select(QuizSitting)).one()
        sitting_id, items = sitting.id, list(sitting.item_ids)
    for item_id in items:
        browser.post(f"/learn/quizzes/{sitting_id}/items/{item_id}", data=right(item(item_id)))
    url = f"/learn/quizzes/{sitting_id}/hand-in"
    assert at_once((url, {}), (url, {})) == [303, 303]
    assert count(LessonProgress, quiz_right=6, quiz_total=6) == 1


def test_a_step_done_twice_at_once_counts_once(committed, sign_in, at_once, count):
    sign_in(committed.aigerim).post(f"/learn/lessons/{OPEN}/start")
    url = f"/learn/lessons/{OPEN}/steps/scene/done"
    assert at_once((url, {}), (url, {})) == [303, 303]
    assert count(StepDone) == 1
    assert count(LessonProgress, steps_done=1) == 1


@pytest.fixture
def begun(app, committed, sign_in):
    """An open quiz: its id and its questions."""
    sign_in(committed.aigerim).post(f"/learn/lessons/{OPEN}/quiz")
    with app.app_context():
        sitting = db.session.scalars(sa.select(QuizSitting)).one()
        found = sitting.id, list(sitting.item_ids)
        db.session.remove()
    return found


def question(begun, number, action=""):
    return f"/learn/quizzes/{begun[0]}/items/{begun[1][number]}{action}"


def test_one_question_answered_on_two_devices_at_once_has_one_answer(begun, at_once, count):
    one = item(begun[1][0])
    url = question(begun, 0)
    assert at_once((url, right(one)), (url, wrong(one)), (url, right(one))) == [303, 303, 303]
    assert count(QuizAnswer) == count(QuizAnswer, revision=1) == 1
    assert count(Attempt) == 0


def test_different_questions_answered_at_once_are_all_kept(begun, at_once, count):
    posts = [(question(begun, n), right(item(begun[1][n]))) for n in range(6)]
    assert at_once(*posts) == [303] * 6
    assert count(QuizAnswer, revision=1) == 6


def test_a_draft_and_an_answer_at_once_leave_the_answer(begun, at_once, app):
    one = item(begun[1][0])
    sent = right(one)
    draft = question(begun, 0, "/draft")
    assert sorted(at_once((draft, wrong(one)), (question(begun, 0), sent))) == [204, 303]
    with app.app_context():
        row = db.session.scalars(sa.select(QuizAnswer)).one()
        wanted = read_response(one, {name: _list(value) for name, value in sent.items()})
        assert (row.revision, row.response) == (1, wanted)


def _list(value):
    return [value] if isinstance(value, str) else value


def test_an_answer_and_the_hand_in_at_once_lose_nothing(begun, at_once, app, sign_in, committed):
    """Either the answer came first and counts, or it came too late; never kept and not counted."""
    browser = sign_in(committed.aigerim)
    for number in range(6):
        browser.post(question(begun, number), data=wrong(item(begun[1][number])))
    change = {**right(item(begun[1][0])), "seen": "1"}
    at_once((question(begun, 0), change), (f"/learn/quizzes/{begun[0]}/hand-in", {}))
    with app.app_context():
        sitting = db.session.get(QuizSitting, begun[0])
        rows = db.session.scalars(sa.select(QuizAnswer)).all()
        assert sitting.right_count == sum(row.score == 1 for row in rows)
        changed = next(row for row in rows if row.item_id == begun[1][0])
        assert sitting.right_count == changed.revision - 1
        told = db.session.scalars(sa.select(Attempt).filter_by(item_id=changed.item_id)).one()
        assert told.score == changed.score


def test_answers_shown_twice_at_once_count_once(begun, at_once, count, sign_in, committed):
    browser = sign_in(committed.aigerim)
    for number in range(6):
        browser.post(question(begun, number), data=right(item(begun[1][number])))
    url = f"/learn/quizzes/{begun[0]}/hand-in"
    assert at_once((url, {}), (url, {}), (url, {})) == [303] * 3
    assert count(Attempt) == count(ItemProgress, tries=1) == 6
