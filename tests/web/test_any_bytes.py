"""Whatever is sent as an answer, to whatever kind of question: words, and never an error."""

import html
from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content import library
from app.core.db import db, transaction
from app.learning import quizzes, services
from app.learning.models import QuizSitting
from app.learning.responses import to_fields
from app.people.viewer import load_viewer
from tests import interactions
from tests.answers import form, right
from tests.interactions import ITEMS, LESSON_ID, STEP

pytestmark = pytest.mark.usefixtures("context")

FAST = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
PAGE = f"/learn/lessons/{LESSON_ID}/steps/{STEP}/answer"


@pytest.fixture
def catalogue(request):
    with interactions.served(interactions.tiny(request.param)) as served:
        yield served


@pytest.fixture
def started(catalogue, world, sign_in):
    with transaction():
        services.open_lesson(pupil=load_viewer(world.aigerim), lesson=catalogue.lesson(LESSON_ID))
    return sign_in(world.aigerim)


def names_of(item):
    return sorted({*to_fields(_sent(item)), *right(item), "seen", "shown", "certainty"})


def _sent(item):
    return {"option": "x"} if item.has_single_choice else {}


def raw(fields):
    """A form as bytes, also bytes that no text has."""
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in fields.items())


def send(browser, url, body):
    return browser.post(url, data=body, content_type="application/x-www-form-urlencoded")


each = pytest.mark.parametrize("catalogue", sorted(ITEMS), indirect=True)


@each
def test_any_bytes_as_an_answer_get_a_page_with_words(catalogue, started):
    item = catalogue.lesson(LESSON_ID).step(STEP).item

    @FAST
    @given(st.dictionaries(st.sampled_from(names_of(item)), st.binary(max_size=40)))
    def holds(fields):
        key = urlencode({"submission_key": form()["submission_key"]})
        reply = send(started, PAGE, f"{raw(fields)}&{key}")
        assert reply.status_code in (303, 400, 413, 422), reply.status_code
        if reply.status_code != 303:
            assert "<h1" in reply.text
            assert "Traceback" not in html.unescape(reply.text)

    holds()


@pytest.mark.parametrize("action", ["", "/draft"])
def test_any_bytes_as_an_answer_in_a_quiz_get_words_or_nothing(world, sign_in, action):
    browser = sign_in(world.aigerim)
    browser.post("/learn/lessons/L21/quiz")
    sitting = db.session.query(QuizSitting).one()
    urls = [f"/learn/quizzes/{sitting.id}/items/{one}{action}" for one in sitting.item_ids]
    names = [*form({"answer": "x", "answers": "x"}), "best", "worst", "marks", "certainty", "seen"]

    @FAST
    @given(st.sampled_from(urls), st.dictionaries(st.sampled_from(names), st.binary(max_size=40)))
    def holds(url, fields):
        reply = send(browser, url, raw(fields))
        assert reply.status_code in (204, 303, 400, 422), reply.status_code
        assert reply.status_code in (204, 303) or "<h1" in reply.text

    holds()
    assert quizzes.answered(sitting) == []


@FAST
@given(data=st.binary(min_size=1, max_size=200))
def test_a_form_that_is_no_form_is_refused_with_words(world, sign_in, data):
    browser = sign_in(world.aigerim)
    with transaction():
        services.open_lesson(pupil=load_viewer(world.aigerim), lesson=library.get().lesson("L21"))
    url = "/learn/lessons/L21/steps/card-mine/answer"
    reply = browser.post(url, data=data, content_type="multipart/form-data; boundary=x")
    assert reply.status_code in (303, 400, 413, 422)
