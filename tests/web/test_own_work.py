"""A pupil's own plans and answers, objectives that become rusty, and what adults can see."""

import pytest
import sqlalchemy as sa

from app.content import library
from app.core.db import db, transaction
from app.learning import services
from app.learning.models import Assignment, ObjectiveProgress, Plan, QuizSitting
from app.learning.quiz_rules import QuizRules
from app.people import switches
from app.people.viewer import load_viewer
from tests import classroom
from tests.classroom import IN_LESSON, IN_REVIEW, OPEN, SENSITIVE, day
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

PLANS, ANSWERS, PATH, PROGRESS = "/learn/plans", "/learn/answers", "/learn/path", "/learn/progress"
DANGER = "Мен шаршадым. Бүгін өзіме қол жұмсаймын."
SEEN = "/learn/what-adults-see"


@pytest.fixture
def aigerim(world, sign_in):
    return sign_in(world.aigerim)


def plan(pupil, lesson_id, words):
    with transaction():
        services.make_plan(
            pupil=load_viewer(pupil), lesson=library.get().lesson(lesson_id), then_part=words
        )


def watch_words(world):
    with transaction():
        switches.switch(school_id=world.school, family="words", to="on", by_id=world.psychologist)


def title(lesson_id):
    return library.get().lesson(lesson_id).title.en


# --- plans -----------------------------------------------------------------------------------


def test_all_plans_stand_on_one_page_the_latest_first(world, aigerim, open_page, at):
    with at(day(0)):
        plan(world.aigerim, OPEN, "I call my aunt")
    with at(day(1)):
        plan(world.aigerim, SENSITIVE, None)
    page = open_page(aigerim, PLANS)
    assert [one.get_text() for one in page.select(".card h2")] == [title(SENSITIVE), title(OPEN)]
    assert "I call my aunt" in page.get_text()
    assert "5 October 2026" in page.get_text()


def test_without_a_plan_the_page_says_where_plans_are_made(aigerim, open_page):
    assert "A plan is made at the end of a lesson" in open_page(aigerim, PLANS).get_text()


def test_a_plan_is_changed_from_the_list_although_its_lesson_is_closed(world, aigerim, open_page):
    plan(world.aigerim, SENSITIVE, "first words")
    assert aigerim.get(f"/learn/lessons/{SENSITIVE}").status_code == 404
    assert "first words" in open_page(aigerim, f"{PLANS}/{SENSITIVE}").textarea.get_text()
    for _ in range(2):
        answer = aigerim.post(f"{PLANS}/{SENSITIVE}", data={"then_part": " second  words "})
        assert answer.location == PLANS
    assert [one.then_part for one in db.session.scalars(sa.select(Plan))] == ["second words"]


def test_empty_words_are_those_of_the_lesson(world, aigerim):
    plan(world.aigerim, OPEN, "mine")
    aigerim.post(f"{PLANS}/{OPEN}", data={"then_part": "  "})
    assert db.session.scalars(sa.select(Plan)).one().then_part is None


def test_a_plan_that_is_too_long_comes_back_with_its_words(world, aigerim, open_page):
    plan(world.aigerim, OPEN, "mine")
    answer = aigerim.post(f"{PLANS}/{OPEN}", data={"then_part": "w" * 201})
    assert answer.status_code == 422
    assert b"w" * 201 in answer.data
    assert b"201 of 200" in answer.data
    assert db.session.scalars(sa.select(Plan)).one().then_part == "mine"


def test_a_plan_that_was_not_made_cannot_be_changed(world, aigerim, sign_in):
    plan(world.aigerim, OPEN, "mine")
    bolat = sign_in(world.bolat)
    assert bolat.get(f"{PLANS}/{OPEN}").status_code == 404
    assert bolat.post(f"{PLANS}/{OPEN}", data={"then_part": "x"}).status_code == 404
    assert "mine" not in bolat.get(PLANS).text


def test_words_about_not_living_in_a_changed_plan_are_asked_about(world, aigerim, open_page):
    """Also when the lesson is not open any more: the question must not get lost."""
    plan(world.aigerim, SENSITIVE, "mine")
    watch_words(world)
    answer = aigerim.post(f"{PLANS}/{SENSITIVE}", data={"then_part": DANGER})
    assert answer.location == f"/learn/lessons/{SENSITIVE}/about-you"
    page = open_page(aigerim, answer.location)
    assert "Is this about you?" in page.get_text()
    reply = aigerim.post(answer.location, data={"reply": "task"})
    assert reply.status_code == 303
    assert open_page(aigerim, answer.location).select_one(f"a[href='{PLANS}']")


# --- answers ---------------------------------------------------------------------------------


def sitting(pupil, assignment_id=None, lesson_id=OPEN):
    row = QuizSitting(
        pupil_id=pupil,
        lesson_id=lesson_id,
        assignment_id=assignment_id,
        item_ids=["a", "b"],
        started_at=day(1),
        handed_in_at=day(1),
        right_count=1,
        asks_certainty=False,
    )
    with transaction() as session:
        session.add(row)
    return row.id


def test_told_quizzes_are_listed_by_lesson_and_lead_to_the_reasons(world, aigerim, open_page):
    own, other = sitting(world.aigerim), sitting(world.bolat)
    page = open_page(aigerim, ANSWERS)
    assert title(OPEN) in page.get_text()
    assert "1 right answers of 2" in page.get_text()
    assert page.select_one(f"a[href='/learn/quizzes/{own}/results']")
    assert str(other) not in page.html.decode()


def test_a_quiz_that_is_not_told_yet_is_not_listed(world, aigerim, open_page, at):
    with at(day(0)), transaction():
        given = services.assign_lesson(
            class_id=world.class_8a,
            lesson=library.get().lesson(OPEN),
            due_on=day(9).date(),
            by_id=world.teacher,
            quiz=QuizRules(release="by-teacher"),
        ).id
    waiting = sitting(world.aigerim, given)
    with at(day(2)):
        assert str(waiting) not in open_page(aigerim, ANSWERS).html.decode()
        with transaction():
            services.show_answers(assignment=db.session.get(Assignment, given), by_id=world.teacher)
        assert str(waiting) in open_page(aigerim, ANSWERS).html.decode()


# --- objectives that fall --------------------------------------------------------------------


def strong_then_wrong(pupil):
    """Two right answers on two days, then an error."""
    for on, item_id in ((0, IN_LESSON), (1, IN_REVIEW)):
        classroom.answer(pupil, item_id, on, right=True, behaviour="review")
    classroom.answer(pupil, IN_LESSON, 2, behaviour="review")


def test_what_was_strong_and_is_not_any_more_is_told_plainly(world, aigerim, open_page, at):
    strong_then_wrong(world.aigerim)
    for url in (PATH, PROGRESS):
        with at(day(2, 12)):
            said = text_of(open_page(aigerim, url), "[data-rusty]")
        assert said.startswith("It has become rusty: 2 right answers bring it back.")
        assert "8 October" in said
        with at(day(3)):
            assert open_page(aigerim, url).select_one("[data-rusty] a[href='/learn/review']")


def test_the_promise_of_right_answers_is_kept(world, aigerim, open_page, at):
    strong_then_wrong(world.aigerim)
    for on in (3, 4):
        classroom.answer(world.aigerim, IN_REVIEW, on, right=True, behaviour="review")
    with at(day(4, 12)):
        page = open_page(aigerim, PROGRESS)
    assert not page.select("[data-rusty]")


def test_what_was_never_strong_has_not_become_rusty(world, aigerim, open_page, at):
    for on in (0, 1):
        classroom.answer(world.aigerim, IN_LESSON, on, behaviour="review")
    with at(day(3)):
        assert not open_page(aigerim, PROGRESS).select("[data-rusty]")
    assert not db.session.scalars(sa.select(ObjectiveProgress.was_strong)).one()


# --- what adults can see ---------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_the_page_speaks_of_every_adult_of_the_platform(aigerim, open_page, locale):
    aigerim.get(f"/learn/?locale={locale}")
    page = open_page(aigerim, SEEN)
    named = {one["id"] for one in page.select("section[id]")}
    roles = {"teacher", "parents", "psychologist", "desk", "admin", "region", "authors"}
    assert roles | {"you", "help", "class"} <= named


def test_it_says_only_what_is_on_at_this_school(world, aigerim, open_page):
    assert "not wanting to live" not in open_page(aigerim, SEEN).get_text()
    watch_words(world)
    assert "not wanting to live" in open_page(aigerim, SEEN).get_text()


def test_it_leads_to_the_list_with_names_and_to_the_parents_page(world, aigerim, open_page):
    page = open_page(aigerim, SEEN)
    for url in (f"/access/{world.aigerim}", "/child/preview"):
        assert page.select_one(f"a[href='{url}']")
        assert aigerim.get(url).status_code == 200


def test_pages_stay_within_their_budget(world, aigerim, open_page, at_most):
    plan(world.aigerim, OPEN, "mine")
    sitting(world.aigerim)
    for url in (PLANS, f"{PLANS}/{OPEN}", ANSWERS, SEEN):
        with at_most(9):
            open_page(aigerim, url)
