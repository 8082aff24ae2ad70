"""A class's quiz under its teacher's rules: order, tries, swaps, and when the answers are told."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app import jobs
from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.learning import settling
from app.learning.models import Attempt, LessonProgress, ObjectiveProgress, QuizSitting, ReviewDue
from app.learning.quiz_models import ClassQuiz
from app.risk.models import SkillCard
from tests import classroom
from tests.answers import form, item, right, told_of, wrong
from tests.classroom import FIRST_DAY, day
from tests.pages import text_of
from tests.people import add_pupil

pytestmark = pytest.mark.usefixtures("context")

OPEN = "L21"
QUIZ = f"/learn/lessons/{OPEN}/quiz"
RULES = {
    "order": "fixed",
    "tries": "best",
    "release": "at-once",
    "minutes": "",
    "asks_certainty": "y",
}


@pytest.fixture
def teacher(world, sign_in):
    return sign_in(world.teacher)


@pytest.fixture
def aigerim(world, sign_in):
    return sign_in(world.aigerim)


@pytest.fixture(autouse=True)
def in_term(at):
    with at(day(0)):
        yield


def give(world, teacher, due=7, **rules):
    """Assigns the lesson on the page, and returns the assignment's id."""
    sent = {"lesson": OPEN, "due": _date(due), **RULES, **rules}
    assert teacher.post(f"/class/{world.class_8a}/assign", data=_ticked(sent)).status_code == 303
    return db.session.scalars(
        sa.select(ClassQuiz.assignment_id).order_by(ClassQuiz.assignment_id.desc())
    ).first()


def _date(number):
    return (FIRST_DAY + dt.timedelta(days=number)).isoformat()


def _ticked(sent):
    return {name: value for name, value in sent.items() if value is not None}


def quiz_url(world, assignment_id, action=""):
    return f"/class/{world.class_8a}/assignments/{assignment_id}/quiz{action}"


def begin(browser):
    """Starts the quiz, or goes on with it; returns its sitting."""
    browser.post(QUIZ)
    page = BeautifulSoup(browser.get(QUIZ).data, "html5lib")
    sitting_id = page.select_one("main form[action*='/quizzes/']")["action"].split("/")[3]
    return db.session.get(QuizSitting, uuid.UUID(sitting_id))


def take(browser, given=right):
    sitting = begin(browser)
    sitting_id = sitting.id
    for item_id in list(sitting.item_ids):
        url = f"/learn/quizzes/{sitting_id}/items/{item_id}"
        assert browser.post(url, data=given(item(item_id))).status_code == 303
    assert browser.post(f"/learn/quizzes/{sitting_id}/hand-in").status_code == 303
    return sitting_id


def results_url(sitting_id):
    return f"/learn/quizzes/{sitting_id}/results"


# --- what is asked ---------------------------------------------------------------------------


def test_the_usual_rules_ask_the_whole_class_the_same_in_one_order(world, teacher, sign_in):
    assignment = give(world, teacher)
    asked = db.session.get(ClassQuiz, assignment).item_ids
    for pupil in (world.aigerim, world.bolat):
        assert begin(sign_in(pupil)).item_ids == asked


def test_in_random_order_each_pupil_keeps_an_order_of_the_same_questions(world, teacher, sign_in):
    assignment = give(world, teacher, order="random")
    asked = db.session.get(ClassQuiz, assignment).item_ids
    pupils = [world.aigerim, world.bolat]
    with transaction():
        pupils += [add_pupil(world.school, world.class_8a, "Оқушы", f"N {n}") for n in range(4)]
    orders = [tuple(begin(sign_in(pupil)).item_ids) for pupil in pupils]
    assert all(sorted(order) == sorted(asked) for order in orders)
    assert len(set(orders)) > 1
    assert tuple(begin(sign_in(world.aigerim)).item_ids) == orders[0]


def test_the_preview_before_assigning_shows_what_the_class_gets(world, teacher):
    sent = {"lesson": OPEN, "due": _date(7), **RULES, "look": "1"}
    looked = teacher.post(f"/class/{world.class_8a}/assign", data=sent)
    assert looked.status_code == 200
    assert db.session.query(ClassQuiz).count() == 0
    text = text_of(BeautifulSoup(looked.data, "html5lib"))
    asked = db.session.get(ClassQuiz, give(world, teacher)).item_ids
    assert all(item(item_id).prompt.en in text for item_id in asked)


def test_the_form_has_clear_defaults(world, teacher, open_page):
    page = open_page(teacher, f"/class/{world.class_8a}/assign?lesson={OPEN}")
    chosen = {one["name"]: one["value"] for one in page.select("[type=radio][checked]")}
    assert chosen == {"order": "fixed", "tries": "best", "release": "at-once"}
    assert page.select_one('[name="asks_certainty"][checked]')


def test_one_question_is_swapped_for_who_has_not_begun(world, teacher, sign_in, open_page):
    assignment = give(world, teacher)
    begun = begin(sign_in(world.aigerim))
    kept = list(begun.item_ids)
    page = open_page(teacher, quiz_url(world, assignment))
    swap = page.select_one(f'main a[href*="/quiz/items/{kept[0]}"]')["href"]
    candidates = open_page(teacher, swap)
    assert "1 pupil has begun and keeps the question." in text_of(candidates)
    action = candidates.select_one('main form[action*="/for/"]')["action"]
    for _ in range(2):
        assert teacher.post(action).status_code == 303
    instead = action.rsplit("/", 1)[1]
    assert begin(sign_in(world.bolat)).item_ids == [instead, *kept[1:]]
    assert begin(sign_in(world.aigerim)).item_ids == kept
    assert item(instead).objective == item(kept[0]).objective


def test_a_question_of_another_objective_does_not_stand_in(world, teacher):
    assignment = give(world, teacher)
    asked = list(db.session.get(ClassQuiz, assignment).item_ids)
    foreign = next(
        one.id
        for one in library.get().banks[OPEN].items
        if one.objective != item(asked[0]).objective and one.id not in asked
    )
    url = quiz_url(world, assignment, f"/items/{asked[0]}/for/{foreign}")
    assert teacher.post(url).status_code == 404
    assert db.session.get(ClassQuiz, assignment).item_ids == asked


def test_the_twin_comes_first(world, teacher, open_page):
    assignment = give(world, teacher)
    asked = db.session.get(ClassQuiz, assignment).item_ids
    twins = {one.id: one.twin for one in library.get().banks[OPEN].items if one.twin}
    with_twin = next(one for one in asked if one in twins and twins[one] not in asked)
    page = open_page(teacher, quiz_url(world, assignment, f"/items/{with_twin}"))
    assert page.select_one('form[action*="/for/"]')["action"].endswith(twins[with_twin])
    assert "The same question in another form" in text_of(page)


def test_without_certainty_marking_nobody_is_asked_how_sure_they_are(world, teacher, aigerim):
    give(world, teacher, asks_certainty=None)
    sitting = begin(aigerim)
    single = next(one for one in sitting.item_ids if item(one).has_single_choice)
    for item_id in list(sitting.item_ids):
        page = aigerim.get(QUIZ).text
        assert 'name="certainty"' not in page
        sent = right(item(item_id))
        sent.pop("certainty", None)
        aigerim.post(f"/learn/quizzes/{sitting.id}/items/{item_id}", data=sent)
    aigerim.post(f"/learn/quizzes/{sitting.id}/hand-in")
    row = db.session.scalars(sa.select(Attempt).filter_by(item_id=single)).one()
    assert (row.score, row.credit, row.certainty) == (1, 1, None)


# --- how often, and what counts --------------------------------------------------------------


def stands(world):
    db.session.expire_all()
    row = db.session.get(LessonProgress, (world.aigerim, OPEN))
    return row.quiz_right, row.quiz_total


@pytest.mark.parametrize(("tries", "result"), [("best", (6, 6)), ("last", (0, 6))])
def test_of_several_tries_one_result_stands_and_none_are_added(
    world, teacher, aigerim, tries, result
):
    give(world, teacher, tries=tries)
    take(aigerim, right)
    take(aigerim, wrong)
    assert stands(world) == result


def test_a_quiz_for_once_is_taken_once(world, teacher, aigerim, open_page):
    give(world, teacher, tries="one")
    sitting_id = take(aigerim, wrong)
    page = open_page(aigerim, QUIZ)
    assert not page.select(f'main form[action="{QUIZ}"]')
    assert "You take this quiz once." in text_of(page)
    assert aigerim.post(QUIZ).location == results_url(sitting_id)
    assert db.session.query(QuizSitting).count() == 1
    assert "Take the quiz once more" not in text_of(open_page(aigerim, results_url(sitting_id)))


def test_a_second_time_asks_other_questions(world, teacher, aigerim):
    give(world, teacher)
    first = set(db.session.get(QuizSitting, take(aigerim)).item_ids)
    assert len(first & set(begin(aigerim).item_ids)) < len(first)


# --- when the answers are told ---------------------------------------------------------------

HELD = [("by-teacher", "our teacher shows the answers"), ("after-due", "are shown after")]


@pytest.mark.parametrize(("release", "words"), HELD)
def test_before_the_release_neither_key_nor_score_reaches_the_pupil(
    world, teacher, aigerim, open_page, release, words, run_jobs
):
    give(world, teacher, release=release)
    assert words in text_of(open_page(aigerim, QUIZ))
    sitting_id = take(aigerim, wrong)
    run_jobs()
    sitting = db.session.get(QuizSitting, sitting_id)
    urls = (results_url(sitting_id), QUIZ, "/learn/", "/learn/progress", "/learn/tasks", "/notices")
    for url in (*urls, "/learn/review", f"/learn/lessons/{OPEN}"):
        page = aigerim.get(url)
        assert page.status_code == 200, url
        for item_id in sitting.item_ids:
            assert told_of(item(item_id), page) == [], url
        assert "of 6 right" not in page.text
        assert "right answers of 6" not in page.text
    assert words in text_of(open_page(aigerim, results_url(sitting_id)))
    for model in (Attempt, ObjectiveProgress, ReviewDue, SkillCard):
        assert db.session.query(model).filter_by(pupil_id=world.aigerim).count() == 0


def test_a_held_question_is_not_told_by_a_review_either(world, teacher, aigerim):
    give(world, teacher, release="by-teacher")
    classroom.reach(world.aigerim, OPEN, "card-mine")
    lesson_item = library.get().lesson(OPEN).step("card-mine").item
    aigerim.post(f"/learn/lessons/{OPEN}/steps/card-mine/answer", data=wrong(lesson_item))
    sitting_id = take(aigerim, right)
    held = [
        one
        for one in db.session.get(QuizSitting, sitting_id).item_ids
        if item(one).objective == lesson_item.objective
    ]
    assert held
    with clock.fixed(day(1)):
        for item_id in held:
            url = f"/learn/review/items/{item_id}"
            assert aigerim.get(url).location == "/learn/review"
            assert aigerim.post(url, data=right(item(item_id))).status_code == 404
        asked = aigerim.get("/learn/review").location
        assert asked.rsplit("/", 1)[1] not in held


def test_the_teacher_shows_the_answers_and_pupils_are_told_when_and_by_whom(
    world, teacher, aigerim, sign_in, open_page, run_jobs
):
    assignment = give(world, teacher, release="by-teacher")
    sitting_id = take(aigerim, wrong)
    begin(sign_in(world.bolat))
    page = open_page(teacher, quiz_url(world, assignment))
    assert "neither answers nor results" in text_of(page)
    with clock.fixed(day(2, hour=12)):
        for _ in range(2):
            shown = teacher.post(quiz_url(world, assignment, "/show"))
            assert shown.status_code == 303
        run_jobs()
        told = text_of(open_page(aigerim, results_url(sitting_id)))
        assert "Гүлнар has shown the answers: 7 October, 12:00." in told
        assert "Right answer" in told
        notices = open_page(aigerim, "/notices")
        assert "Your teacher has shown the answers of a quiz." in text_of(notices)
        link = notices.select_one('main a[href*="/quizzes/told/"]')["href"]
        assert aigerim.get(link).location == results_url(sitting_id)
        assert "has shown the answers" not in text_of(open_page(sign_in(world.bolat), "/notices"))
    assert db.session.query(Attempt).filter_by(pupil_id=world.aigerim).count() == 6
    assert db.session.query(ReviewDue).filter_by(pupil_id=world.aigerim).count() > 0


def test_answers_count_once_however_often_they_are_settled(world, teacher, aigerim, run_jobs):
    assignment = give(world, teacher, release="by-teacher")
    sitting_id = take(aigerim, right)
    teacher.post(quiz_url(world, assignment, "/show"))
    run_jobs()
    with transaction():
        assert settling.settle(sitting_id) is None
    assert db.session.query(Attempt).count() == 6
    answered = db.session.scalar(sa.select(sa.func.sum(ObjectiveProgress.answered)))
    assert answered == 6


def test_after_the_due_day_the_answers_are_told_by_the_calendar(
    world, teacher, aigerim, open_page, run_jobs
):
    give(world, teacher, due=3, release="after-due")
    sitting_id = take(aigerim, wrong)
    with clock.fixed(day(3, hour=23)):
        assert not open_page(aigerim, results_url(sitting_id)).select(".ring")
    with clock.fixed(day(4, hour=0)):
        assert open_page(aigerim, results_url(sitting_id)).select(".ring")
        db.session.commit()
        jobs.close_quizzes.call_local()
        assert db.session.query(Attempt).filter_by(pupil_id=world.aigerim).count() == 6


def test_who_hands_in_after_the_release_sees_the_answers_at_once(
    world, teacher, aigerim, open_page
):
    assignment = give(world, teacher, release="by-teacher")
    teacher.post(quiz_url(world, assignment, "/show"))
    assert open_page(aigerim, results_url(take(aigerim))).select(".ring")


def test_what_was_told_stays_told_when_the_rule_changes(world, teacher, aigerim, open_page):
    assignment = give(world, teacher)
    sitting_id = take(aigerim)
    sent = {**RULES, "due": _date(9), "release": "by-teacher"}
    assert teacher.post(quiz_url(world, assignment), data=sent).status_code == 303
    assert open_page(aigerim, results_url(sitting_id)).select(".ring")


def test_a_withdrawn_task_keeps_no_answers_back(world, teacher, aigerim, open_page, run_jobs):
    assignment = give(world, teacher, release="by-teacher")
    sitting_id = take(aigerim)
    teacher.post(f"/class/{world.class_8a}/assignments/{assignment}/withdraw")
    run_jobs()
    assert open_page(aigerim, results_url(sitting_id)).select(".ring")
    assert db.session.query(Attempt).count() == 6


def test_a_loosened_rule_tells_what_was_held(world, teacher, aigerim, open_page, run_jobs):
    assignment = give(world, teacher, release="by-teacher")
    sitting_id = take(aigerim)
    teacher.post(quiz_url(world, assignment), data={**RULES, "due": _date(7)})
    run_jobs()
    assert open_page(aigerim, results_url(sitting_id)).select(".ring")
    assert db.session.query(Attempt).count() == 6


# --- the teacher's page ----------------------------------------------------------------------


def test_a_form_sent_twice_assigns_once_and_says_no_error(world, teacher):
    key = "5b0f6f2e-6a0a-4a08-9d5b-0a2b6b3f1c55"
    sent = {"lesson": OPEN, "due": _date(7), **RULES, "submission_key": key}
    url = f"/class/{world.class_8a}/assign"
    assert [teacher.post(url, data=sent).status_code for _ in range(2)] == [303, 303]
    assert db.session.query(ClassQuiz).count() == 1


@pytest.mark.parametrize(
    "spoiled", [{"order": "x"}, {"minutes": "7"}, {"release": "never"}, {"submission_key": "x"}]
)
def test_rules_that_are_none_are_refused(world, teacher, spoiled):
    sent = {"lesson": OPEN, "due": _date(7), **RULES, **spoiled}
    assert teacher.post(f"/class/{world.class_8a}/assign", data=sent).status_code == 422
    assert db.session.query(ClassQuiz).count() == 0


def test_a_due_date_in_the_past_may_stay_and_not_be_chosen(world, teacher):
    assignment = give(world, teacher, due=1)
    url = quiz_url(world, assignment)
    with clock.fixed(day(5)):
        assert teacher.post(url, data={**RULES, "due": _date(1)}).status_code == 303
        assert teacher.post(url, data={**RULES, "due": _date(2)}).status_code == 422


def test_pages_of_the_quiz_stay_within_the_budget(world, teacher, aigerim, at_most, open_page):
    assignment = give(world, teacher)
    take(aigerim)
    asked = db.session.get(ClassQuiz, assignment).item_ids[0]
    for url in (quiz_url(world, assignment), quiz_url(world, assignment, f"/items/{asked}")):
        with at_most(10):
            open_page(teacher, url)


@pytest.mark.parametrize("who", ["strange_teacher", "parent", "aigerim", "admin", "psychologist"])
def test_others_have_no_such_page(world, teacher, sign_in, who):
    assignment = give(world, teacher, release="by-teacher")
    asked = db.session.get(ClassQuiz, assignment).item_ids[0]
    browser = sign_in(getattr(world, who))
    url = quiz_url(world, assignment)
    assert browser.get(url).status_code == 404
    assert browser.get(f"{url}/items/{asked}").status_code == 404
    for action in ("", "/show", f"/items/{asked}/for/{asked}"):
        assert browser.post(url + action, data={**RULES, "due": _date(7)}).status_code == 404
    time = browser.post(f"/class/pupils/{world.aigerim}/extra-time", data={"extra": "none"})
    assert time.status_code == 404
    assert db.session.get(ClassQuiz, assignment).released_at is None


def test_a_task_given_before_there_were_rules_follows_the_usual_ones(
    world, teacher, aigerim, open_page
):
    assignment = classroom.assign(world, OPEN, on=0, due=7)
    with transaction():
        db.session.execute(sa.delete(ClassQuiz))
    assert open_page(aigerim, results_url(take(aigerim))).select(".ring")
    page = open_page(teacher, quiz_url(world, assignment))
    assert "draws their own questions" in text_of(page)
    teacher.post(quiz_url(world, assignment), data={**RULES, "due": _date(7), "tries": "one"})
    assert db.session.get(ClassQuiz, assignment).tries == "one"


def test_an_answer_without_anything_is_still_refused(world, teacher, aigerim):
    give(world, teacher)
    sitting = begin(aigerim)
    url = f"/learn/quizzes/{sitting.id}/items/{sitting.item_ids[0]}"
    assert aigerim.post(url, data=form()).status_code == 422
