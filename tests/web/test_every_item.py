"""Every item of the project answered right and wrong: it is marked so, and the reason is told."""

import html
import random

import pytest
from flask_babel import force_locale

from app.content import library
from app.content.files import read_documents
from app.core.db import db, transaction
from app.core.i18n import LOCALES
from app.demo import answers
from app.learning import services
from app.learning.marking import mark
from app.learning.models import Attempt
from app.learning.responses import read_response, to_fields
from app.people.viewer import load_viewer
from app.web.pupil.feedback import feedback
from tests.answers import form, right, secrets_of, wrong
from tests.classroom import FIRST_DAY
from tests.interactions import served

pytestmark = pytest.mark.usefixtures("context")


def homes():
    """Practice tasks and banks; surveys have nothing that is right."""
    catalogue = library.get()
    everything = [catalogue.find(item.id) for item in catalogue.items()]
    return [home for home in everything if home]


def scored():
    return [home for home in homes() if home.item.is_scored]


def as_marked(item, response):
    """The response as the form of the page gives it, and its mark."""
    fields = {name: values for name, values in to_fields(response).items() if values}
    read = read_response(item, fields)
    return read, mark(item, read)


def reasons_told(home, response, score):
    """What the page says to the answer, in the language of the moment."""
    told = feedback(home, response, score, None)
    return [told.reason, *(row.reason for row in told.rows)]


def test_there_are_enough_items_to_speak_of():
    assert len(homes()) > 300
    assert {home.lesson.id for home in homes()} == set(library.get().lessons)


def test_the_right_answer_of_every_item_is_marked_right():
    marks = {home.item.id: as_marked(home.item, answers.right(home.item))[1] for home in scored()}
    assert [name for name, given in marks.items() if not given.is_right] == []
    assert [name for name, given in marks.items() if given.misconceptions] == []


def test_a_wrong_answer_to_every_item_earns_less():
    chance = random.Random(5)
    slips = {home.item.id: answers.slip(home.item, chance) for home in scored()}
    scores = {home.item.id: as_marked(home.item, slips[home.item.id])[1].score for home in scored()}
    assert [name for name, score in scores.items() if score >= 1] == []


def test_every_misconception_of_every_item_is_shown_by_the_answer_that_it_leads_to():
    unseen = [
        (home.item.id, belief)
        for home in scored()
        for belief in home.item.misconceptions
        if belief not in as_marked(home.item, answers.led_by(home.item, belief))[1].misconceptions
    ]
    assert unseen == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_item_tells_its_reasons_whatever_was_answered(app, locale):
    silent = []
    with app.test_request_context(), force_locale(locale):
        for home in scored():
            for response in (answers.right(home.item), answers.slip(home.item, random.Random(5))):
                read, given = as_marked(home.item, response)
                told = [one for one in reasons_told(home, read, given.score) if one]
                if not set(told) & set(secrets_of(home.item)):
                    silent.append(home.item.id)
    assert silent == []


def test_every_single_option_has_its_own_reason():
    """Two options of an item never share one: the reason answers the thought behind it."""
    shared = [
        home.item.id
        for home in scored()
        if home.item.interaction in ("choice", "multiple-response")
        and len({option.reason for option in home.item.options}) < len(home.item.options)
    ]
    assert shared == []


def banks_as_tasks(documents):
    """Puts every item of a bank into its lesson as a task; gives back lesson and step of each."""
    lessons = {doc["id"]: doc for name, doc in documents.items() if name.endswith("/lesson.yaml")}
    for name, bank in documents.items():
        if not name.startswith("quizzes/L"):
            continue
        for item in bank["items"]:
            asked = {**item, "id": f"{item['id']}-try", "twin": None}
            step = {"id": item["id"], "kind": "task", "title": item["prompt"], "item": asked}
            lessons[bank["lesson"]]["steps"].append(step)
    return [
        (lesson["id"], step["id"])
        for lesson in lessons.values()
        for step in lesson["steps"]
        if step["kind"] == "task"
    ]


@pytest.fixture
def classroom(repo, world, sign_in):
    """A pupil who has been through every lesson, and the tasks of each."""
    documents, _ = read_documents(repo)
    places = banks_as_tasks(documents)
    with served(library.build(documents)) as catalogue:
        pupil = load_viewer(world.aigerim)
        with transaction():
            for lesson in catalogue.lessons.values():
                services.assign_lesson(
                    class_id=world.class_8a, lesson=lesson, due_on=FIRST_DAY, by_id=world.teacher
                )
                services.open_lesson(pupil=pupil, lesson=lesson)
                for step in lesson.steps:
                    services.finish_step(pupil=pupil, lesson=lesson, step_id=step.id)
        yield sign_in(world.aigerim, locale="kk"), catalogue, places


def test_every_item_is_answered_on_its_page(classroom):
    browser, catalogue, places = classroom
    silent, counted = [], 0
    for lesson_id, step_id in places:
        item = catalogue.lesson(lesson_id).step(step_id).item
        page = f"/learn/lessons/{lesson_id}/steps/{step_id}"
        for sent in (wrong(item), right(item)) if item.is_scored else (right(item),):
            assert browser.post(f"{page}/answer", data=sent).status_code == 303, page
            counted += not item.is_anonymous
            told = html.unescape(browser.get(page).text)
            if item.is_scored and not any(reason in told for reason in secrets_of(item)):
                silent.append(page)
    assert silent == []
    assert db.session.query(Attempt).count() == counted


def test_a_form_of_another_item_is_refused_by_every_page(classroom):
    browser, catalogue, places = classroom
    for lesson_id, step_id in places:
        item = catalogue.lesson(lesson_id).step(step_id).item
        if not item.is_scored:
            continue
        page = f"/learn/lessons/{lesson_id}/steps/{step_id}/answer"
        assert browser.post(page, data=form({"answer": ["no-such"]})).status_code == 422, page
