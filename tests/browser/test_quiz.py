"""A quiz under the clock in a real browser: saved while choosing, the time hidden by choice."""

import datetime as dt

import pytest

from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.learning import services
from app.learning.models import QuizSitting
from app.learning.quiz_models import QuizAnswer
from app.learning.quiz_rules import QuizRules
from app.people.models import User
from tests.browser.driving import press, sign_in
from tests.people import PASSWORD, make_world

OPEN = "L21"
QUIZ = f"/learn/lessons/{OPEN}/quiz"


@pytest.fixture
def given(live):
    """The class has twenty minutes."""
    with live.app.app_context():
        world = make_world()
        with transaction():
            db.session.get_one(User, world.aigerim).locale = "en"
            services.assign_lesson(
                class_id=world.class_8a,
                lesson=library.get().lesson(OPEN),
                due_on=clock.today() + dt.timedelta(days=3),
                by_id=world.teacher,
                quiz=QuizRules(minutes=20),
            )
    return world


@pytest.fixture
def open_quiz(given, visitor):
    def start(**window):
        page = visitor(locale="en", **window)
        sign_in(page, "aigerim", PASSWORD)
        page.goto(QUIZ)
        return page

    return start


def choose_something(page):
    """Changes whatever the question asks with, and waits for the save."""
    with page.expect_response(lambda reply: reply.url.endswith("/draft")) as saved:
        if page.locator("main [data-move=up]").count():
            page.locator("main [data-move=up]").last.click()
        elif page.locator("main select").count():
            page.locator("main select").first.select_option(index=1)
        else:
            page.locator("main form label.opt").first.click()
    assert saved.value.status == 204


def test_an_answer_is_saved_while_it_is_chosen_and_stands_on_the_next_device(
    live, open_quiz, check_accessible
):
    page = open_quiz()
    press(page)
    choose_something(page)
    check_accessible(page)
    with live.app.app_context():
        assert db.session.query(QuizAnswer).one().revision == 0
    chosen = page.locator("main form").first.evaluate(
        "form => [...new FormData(form)].filter(([name]) => !/token|key|shown/.test(name)).join()"
    )
    other = open_quiz(width=1000)
    again = other.locator("main form").first.evaluate(
        "form => [...new FormData(form)].filter(([name]) => !/token|key|shown/.test(name)).join()"
    )
    assert again == chosen


def test_the_time_can_be_hidden_and_stays_so(open_quiz):
    page = open_quiz()
    assert "You have 20 minutes." in page.locator("main").inner_text()
    press(page)
    time = page.locator("main [data-timer] .note")
    assert "About 20 min left" in time.inner_text()
    page.get_by_role("button", name="Hide the time").click()
    assert not time.is_visible()
    page.reload()
    assert not page.locator("main [data-timer] .note").is_visible()
    page.get_by_role("button", name="Show the time").click()
    assert page.locator("main [data-timer] .note").is_visible()


def test_when_the_time_is_over_the_quiz_is_handed_in_with_what_is_chosen(live, open_quiz):
    page = open_quiz()
    press(page)
    choose_something(page)
    with live.app.app_context(), transaction():
        db.session.query(QuizSitting).one().ends_at = clock.now() + dt.timedelta(seconds=2)
    page.reload()
    page.wait_for_url("**/results", timeout=10_000)
    with live.app.app_context():
        assert db.session.query(QuizSitting).one().handed_in_at is not None
