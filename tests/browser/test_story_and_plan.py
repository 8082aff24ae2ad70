"""A choice in a story and an if-then plan: by tapping, by keyboard alone, without scripts."""

import pytest

from app.content import library
from app.core.db import db, transaction
from app.learning import services
from app.learning.models import DilemmaWalk, Plan
from app.people.viewer import load_viewer
from app.signin.models import SignInSession
from tests.browser.ways import SENT, WINDOWS

STORY = "L21"


@pytest.mark.parametrize("way", WINDOWS)
def test_a_choice_in_a_story_is_made_and_told(live, signed_in, visitor, check_accessible, way):
    page = at_step(live, signed_in, visitor, "dilemma", way)
    node = page.locator("main [name=node]").input_value()
    choice = library.get().dilemmas[STORY].nodes[node].choices[-1]
    SENT[way](page, "choice", choice.id)
    page.locator("main .verdict").wait_for()
    assert choice.why.en in page.locator("main .verdict").inner_text()
    with live.app.app_context():
        assert db.session.query(DilemmaWalk).one().path == [f"{node}/{choice.id}"]
    if way != "plain form":
        assert "verdict" in page.evaluate("document.activeElement.className")
        check_accessible(page)


@pytest.mark.parametrize("way", WINDOWS)
def test_a_plan_is_made_in_own_words(live, signed_in, visitor, check_accessible, way):
    page = at_step(live, signed_in, visitor, "plan", way)
    if way != "plain form":
        check_accessible(page)
    page.locator("main [name=then_part]").fill("")
    SENT[way](page, "then_part", "I say no and call home")
    page.wait_for_url(lambda url: not url.endswith("/plan"))
    with live.app.app_context():
        assert db.session.query(Plan).one().then_part == "I say no and call home"


def at_step(live, signed_in, visitor, kind, way):
    """The page of the lesson's step of this kind; those before it are done."""
    lesson = library.get().lesson(STORY)
    with live.app.app_context(), transaction():
        pupil = load_viewer(db.session.query(SignInSession).one().user_id)
        services.open_lesson(pupil=pupil, lesson=lesson)
        for step in lesson.steps:
            if step.kind == kind:
                break
            services.finish_step(pupil=pupil, lesson=lesson, step_id=step.id)
    page = visitor(locale="en", width=360, **WINDOWS[way])
    page.context.add_cookies([signed_in])
    page.goto(f"/learn/lessons/{STORY}/steps/{step.id}")
    return page
