"""The main job in a real browser: pupil, class teacher, parent, specialist."""

import os
import random
from datetime import timedelta
from itertools import product

import pytest

from app.content import library
from app.core import clock
from app.core.db import transaction
from app.learning import services
from tests.answers import right, wrong
from tests.browser.driving import answer, fill, follow, press, sign_in, take_lesson, take_quiz
from tests.people import PASSWORD, make_world

MATRIX = [*product(("kk", "ru", "en"), (390, 1280))]
# Two of the six in `make test`, all in `make test-all`.
SAMPLE = MATRIX if os.environ.get("ADAL_TEST_FULL") else random.Random(7).sample(MATRIX, 2)

BELIEF = "M-CARD-MINE"


@pytest.fixture
def world(live):
    """The two schools of tests/people.py; everybody at school has the same password."""
    with live.app.app_context():
        return make_world()


@pytest.fixture
def enter(visitor, live):
    """`enter(world.teacher)`: a signed-in window. Accounts without a password get one first."""

    def open_for(person_id, **window):
        from app.core.db import db
        from app.people.models import User
        from app.people.secrets import hash_secret

        with live.app.app_context(), transaction():
            person = db.session.get_one(User, person_id)
            person.username = person.username or f"person{person_id}"
            person.password_hash = person.password_hash or hash_secret(PASSWORD)
            person.locale = window.get("locale", "en")
            username = person.username
        page = visitor(**window)
        sign_in(page, username, PASSWORD)
        return page

    return open_for


def assign(live, world, lesson_id):
    with live.app.app_context(), live.at_its_time(), transaction():
        services.assign_lesson(
            class_id=world.class_8a,
            lesson=library.get().lesson(lesson_id),
            due_on=clock.today() + timedelta(days=7),
            by_id=world.teacher,
        )


@pytest.mark.parametrize(("locale", "width"), SAMPLE)
def test_a_lesson_and_its_quiz_reach_the_teacher_and_the_parent(
    live, world, enter, check_accessible, locale, width
):
    assign(live, world, "L21")
    pupil = enter(world.aigerim, locale=locale, width=width)
    take_lesson(pupil, "L21")
    check_accessible(pupil)
    take_quiz(pupil, "L21")
    check_accessible(pupil)
    assert pupil.locator("main .ring").count() == 1

    teacher = enter(world.teacher, locale=locale, width=width)
    check_accessible(teacher)
    title = library.get().lesson("L21").title.in_locale(locale)
    assert title in teacher.locator("main").inner_text()

    parent = enter(world.parent, locale=locale, width=width)
    check_accessible(parent)
    assert title in parent.locator("main").inner_text()


def test_a_sure_mistake_comes_back_is_told_to_the_child_first_and_clears(live, world, enter):
    def sure_and_wrong(item):
        live.move_clock(timedelta(seconds=20))  # quicker answers say nothing
        return wrong(item, belief=BELIEF) if BELIEF in item.misconceptions else right(item)

    live.move_clock(timedelta(0))
    pupil = enter(world.aigerim, locale="en")
    take_lesson(pupil, "L21", sure_and_wrong)
    pupil.goto("/learn/")
    assert cards(pupil) == []

    live.move_clock(timedelta(days=1))
    pupil = enter(world.aigerim, locale="en")  # nobody stays signed in over night
    review(live, pupil, sure_and_wrong)
    live.run_jobs()
    pupil.goto("/learn/")
    assert cards(pupil) == ["SR-CARD"]

    teacher, parent = enter(world.teacher), enter(world.parent)
    assert cards(teacher) == cards(parent) == []

    live.move_clock(timedelta(days=14))
    assert cards(enter(world.teacher)) == cards(enter(world.parent)) == ["SR-CARD"]

    practise(live, enter(world.aigerim, locale="en"))
    live.move_clock(timedelta(days=4))
    practise(live, enter(world.aigerim, locale="en"))
    for person in (world.aigerim, world.teacher, world.parent):
        assert cards(enter(person)) == []


def cards(page):
    return [one.get_attribute("data-skill-risk") for one in page.locator("[data-skill-risk]").all()]


def review(live, page, how):
    page.goto("/learn/review")
    while "/items/" in page.url:
        answer(page, library.get().item(page.url.rsplit("/", 1)[-1].split("?")[0]).item, how)
        follow(page)


def practise(live, page):
    """The two tasks of the card, from the pupil's home."""
    page.goto("/learn/")
    page.locator("[data-skill-risk] a.btn").first.click()
    page.wait_for_load_state("networkidle")
    while "/items/" in page.url:
        live.move_clock(timedelta(seconds=20))
        answer(page, library.get().item(page.url.rsplit("/", 1)[-1].split("?")[0]).item)
        follow(page)
    live.run_jobs()


@pytest.mark.parametrize(("locale", "width"), SAMPLE)
def test_a_childs_request_reaches_the_psychologist_and_the_child_sees_it(
    live, world, enter, check_accessible, locale, width
):
    pupil = enter(world.aigerim, locale=locale, width=width)
    pupil.goto("/learn/help")
    check_accessible(pupil)
    follow(pupil, "main a[href$='/help/talk']")
    fill(pupil, {"words": "Мені ренжітеді"})
    press(pupil)
    check_accessible(pupil)
    live.run_jobs()

    psychologist = enter(world.psychologist, locale=locale, width=width)
    check_accessible(psychologist)
    case = psychologist.locator("[data-signal='H2'] a").first
    case.click()
    psychologist.wait_for_load_state("networkidle")
    assert "Мені ренжітеді" in psychologist.locator("main").inner_text()
    check_accessible(psychologist)
    press(psychologist, "main form[action$='/take'] .btn--primary")
    live.run_jobs()

    pupil.goto("/notices")
    assert pupil.locator("main .list a").count() == 1
    pupil.goto("/learn/help/who-knows")
    check_accessible(pupil)

    for outsider in (world.teacher, world.parent):
        window = enter(outsider, locale=locale, width=width)
        assert window.locator("[data-signal]").count() == 0
        assert "Мені ренжітеді" not in window.content()


def test_a_lesson_can_be_taken_without_scripts(live, world, enter):
    pupil = enter(world.aigerim, locale="kk", java_script_enabled=False)
    take_lesson_without_scripts(pupil, "L21")


def take_lesson_without_scripts(page, lesson_id):
    lesson = library.get().lesson(lesson_id)
    page.goto(f"/learn/lessons/{lesson_id}")
    page.locator("main form .btn--primary").last.click()
    for step in lesson.steps:
        assert f"/steps/{step.id}" in page.url, (step.id, page.url)
        if step.kind == "task":
            for name, value in right(step.item).items():
                plain_set(page, name, value)
            page.locator("main .btn--primary").last.click()
        elif step.kind == "dilemma":
            dilemma = library.get().dilemmas[lesson_id]
            while (node := page.locator("main input[name=node]")).count():
                choice = dilemma.nodes[node.input_value()].choices
                good = next(one for one in choice if one.verdict == "good")
                page.locator(f"main [name=choice][value={good.id}]").check()
                page.locator("main .btn--primary").last.click()
        page.locator("main .btn--primary").last.click()
    assert page.url.endswith("/end")


def plain_set(page, name, value):
    for one in [value] if isinstance(value, str) else value:
        field = page.locator(f"main [name='{name}']").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(one)
        elif field.get_attribute("type") != "hidden":
            page.locator(f"main [name='{name}'][value='{one}']").first.check()


def test_an_answer_without_a_line_stays_visible_and_is_sent_once_when_it_returns(
    live, world, enter
):
    pupil = enter(world.aigerim, locale="en")
    lesson = library.get().lesson("L21")
    step = next(one for one in lesson.steps if one.id == "card-mine")
    with live.app.app_context(), transaction():
        from app.people.viewer import load_viewer

        person = load_viewer(world.aigerim)
        services.open_lesson(pupil=person, lesson=lesson)
        for before in lesson.steps[: lesson.steps.index(step)]:
            services.finish_step(pupil=person, lesson=lesson, step_id=before.id)
    pupil.goto(f"/learn/lessons/L21/steps/{step.id}")
    fill(pupil, right(step.item))
    pupil.context.set_offline(True)
    pupil.locator("main .btn--primary").last.click()
    chosen = pupil.locator("main [name=answer]:checked")
    assert chosen.count() == 1
    with pupil.expect_response(lambda response: response.request.method == "POST"):
        pupil.context.set_offline(False)
    pupil.wait_for_load_state("networkidle")
    assert pupil.locator("main .verdict").count() >= 1
    with live.app.app_context():
        import sqlalchemy as sa

        from app.core.db import db
        from app.learning.models import Attempt

        count = db.session.scalar(sa.select(sa.func.count()).select_from(Attempt))
    assert count == 1


def test_quick_exit_is_first_and_leaves_no_way_back(live, world, enter):
    pupil = enter(world.aigerim, locale="en")
    pupil.route("https://www.kazhydromet.kz/**", lambda route: route.fulfill(body="weather"))
    pupil.goto("/learn/help")
    pupil.keyboard.press("Tab")
    assert pupil.evaluate("document.activeElement.hasAttribute('data-quick-exit')")
