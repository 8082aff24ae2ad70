"""A pupil's home, road, tasks and progress: true words, no ranks, nobody else's data."""

import dataclasses

import pytest
import sqlalchemy as sa

from app.content import library
from app.core.db import db, transaction
from app.people import services as people
from app.people.models import Enrolment
from app.signin import resets
from tests import classroom
from tests.answers import right, task, wrong
from tests.classroom import OPEN, SENSITIVE, day
from tests.pages import text_of
from tests.people import add_pupil

pytestmark = pytest.mark.usefixtures("context")

HOME, PATH, TASKS, PROGRESS = "/learn/", "/learn/path", "/learn/tasks", "/learn/progress"


@pytest.fixture(autouse=True)
def three_lessons():
    """The catalogue grows; these pages are tested with one lesson a theme."""
    served = library.get()
    known = {one: served.lessons[one] for one in ("L08", OPEN, SENSITIVE)}
    library.install(dataclasses.replace(served, lessons=known))
    yield
    library.install(served)


@pytest.fixture
def aigerim(world, sign_in):
    return sign_in(world.aigerim)


def pupil_of_grade(world, grade):
    with transaction():
        school_class = people.open_class(
            school_id=world.school,
            school_year=2026,
            grade=grade,
            letter="Б",
            language="kk",
            teacher_id=world.teacher,
        )
        return add_pupil(world.school, school_class.id, "Сәрсен", "Нұрлан")


def title(lesson_id):
    return library.get().lesson(lesson_id).title.en


# --- home ------------------------------------------------------------------------------------


def test_the_greeting_names_the_pupil_the_day_and_the_class(aigerim, open_page, at):
    with at(day(0)):
        page = open_page(aigerim, HOME)
    assert "5 October 2026" in text_of(page, ".hello")
    assert page.h1.get_text(strip=True) == "Hello, Айгерім!"
    assert "8А" in text_of(page, ".hello").replace(" ", "")


@pytest.mark.parametrize("url", [HOME, PATH, TASKS, PROGRESS])
@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_pages_open_in_three_languages_within_the_budget(
    world, sign_in, open_page, at, at_most, url, locale
):
    classroom.add_classmates(world, 4)
    classroom.assign(world, OPEN, on=0, due=9)
    classroom.assign(world, SENSITIVE, on=0, due=20)
    classroom.work(world.aigerim, OPEN, on=1, steps=3)
    classroom.hold_the_belief(world.aigerim)
    browser = sign_in(world.aigerim)
    browser.get(f"{HOME}?locale={locale}")
    with at(day(5)), at_most(12):
        page = open_page(browser, url)
    assert page.html["lang"] == locale


def test_a_new_pupil_is_offered_an_open_lesson(aigerim, open_page):
    card = open_page(aigerim, HOME).select_one(".next")
    assert title(OPEN) in card.get_text()
    assert card.select_one("a")["href"] == f"/learn/lessons/{OPEN}"
    assert "Start · 10 min" in card.get_text()


def test_a_lesson_begun_comes_first_with_its_step_and_the_minutes_left(
    world, aigerim, open_page, at
):
    classroom.assign(world, SENSITIVE, on=0, due=3)
    classroom.work(world.aigerim, OPEN, on=0, steps=6)
    with at(day(1)):
        page = open_page(aigerim, HOME)
    card = text_of(page, ".next")
    assert title(OPEN) in card
    assert "Step 7 of 9" in card
    assert "Continue · 4 min" in card
    assert "3 steps to the end of the lesson." in text_of(page, ".hello__say")


def test_the_nearest_task_comes_before_an_open_lesson(world, aigerim, open_page, at):
    classroom.assign(world, SENSITIVE, on=0, due=3)
    with at(day(1)):
        assert title(SENSITIVE) in text_of(open_page(aigerim, HOME), ".next")


def test_after_the_lesson_the_quiz_waits(world, aigerim, open_page, at):
    classroom.work(world.aigerim, OPEN, on=0)
    with at(day(1)):
        card = open_page(aigerim, HOME).select_one(".next")
    assert card.select_one("a")["href"] == f"/learn/lessons/{OPEN}/quiz"


def test_when_everything_is_done_the_guide_says_so(world, aigerim, open_page, at):
    classroom.work(world.aigerim, OPEN, on=0)
    classroom.quiz(world.aigerim, OPEN, on=0, right=6, total=6)
    with at(day(1)):
        page = open_page(aigerim, HOME)
    assert "Everything is done. Have a good rest!" in text_of(page, ".hello__say")
    assert not page.select(".next")


def test_the_map_has_seven_stops_and_promises_no_dates(aigerim, open_page):
    page = open_page(aigerim, HOME)
    stops = [one.get_text(" ", strip=True) for one in page.select(".stop")]
    assert len(stops) == 7
    assert "You are here" in stops[0]
    assert sum("Opens later" in one for one in stops) == 5
    assert not page.select(".stop.is-locked a")


def test_a_finished_theme_is_a_passed_station(world, aigerim, open_page, at):
    classroom.assign(world, SENSITIVE, on=0, due=9)
    classroom.work(world.aigerim, OPEN, on=0)
    classroom.quiz(world.aigerim, OPEN, on=0, right=4, total=6)
    with at(day(1)):
        page = open_page(aigerim, HOME)
    assert "Passed" in text_of(page, ".stop.is-done")
    assert "Stations passed: 1 of 7" in text_of(page)


def test_a_review_that_is_due_is_told_with_its_number(world, aigerim, open_page, at):
    classroom.answer(world.aigerim, classroom.IN_LESSON, 0)
    with at(day(0, 18)):
        assert "To repeat today" not in text_of(open_page(aigerim, HOME))
    with at(day(1)):
        page = open_page(aigerim, HOME)
    assert "To repeat today: 1" in text_of(page)
    assert page.select_one('main a[href="/learn/review"]')


def test_a_skill_card_says_until_when_it_is_the_pupils_alone(world, aigerim, open_page, at):
    classroom.add_classmates(world, 4)
    classroom.hold_the_belief(world.aigerim)
    with at(day(3)):
        assert "Only you see this until 21 October." in text_of(open_page(aigerim, HOME))
    with at(day(20)):
        told = text_of(open_page(aigerim, HOME), "[data-skill-risk]")
    assert "Your class teacher and your parents see it too" in told


def test_a_classmates_card_and_work_are_not_shown(world, sign_in, open_page, at):
    classroom.add_classmates(world, 4)
    classroom.hold_the_belief(world.aigerim)
    classroom.work(world.aigerim, OPEN, on=0, steps=4)
    with at(day(3)):
        page = open_page(sign_in(world.bolat), HOME)
    assert not page.select("[data-skill-risk]")
    assert "Step 5" not in text_of(page)


def test_the_pupil_may_open_what_the_parent_sees(aigerim, open_page):
    for url in (HOME, PROGRESS):
        assert open_page(aigerim, url).select_one('main a[href="/learn/what-adults-see"]')
    assert open_page(aigerim, "/learn/what-adults-see").select_one('a[href="/child/preview"]')


@pytest.mark.parametrize(("grade", "look"), [(3, "mode-junior"), (5, "mode-pupil")])
def test_grades_one_to_four_get_their_own_look(world, sign_in, open_page, grade, look):
    page = open_page(sign_in(pupil_of_grade(world, grade)), HOME)
    assert page.body["class"] == [look]


def test_a_band_without_lessons_is_a_friendly_page(world, sign_in, open_page):
    browser = sign_in(pupil_of_grade(world, 11))
    assert "There are no lessons for you yet." in text_of(open_page(browser, PATH))
    assert "No tasks now" in text_of(open_page(browser, TASKS))
    home = open_page(browser, HOME)
    assert len(home.select(".stop.is-locked")) == 7
    assert "Lessons for your class open later." in text_of(home, ".hello__say")


def test_a_pupil_without_a_class_still_has_a_home(world, sign_in, open_page):
    with transaction():
        pupil = add_pupil(world.school, world.class_8a, "Сәрсен", "Нұрлан")
        db.session.execute(sa.delete(Enrolment).where(Enrolment.pupil_id == pupil))
    for url in (HOME, PATH, TASKS, PROGRESS):
        open_page(sign_in(pupil), url)


@pytest.mark.parametrize("role", ["teacher", "parent", "psychologist", "admin"])
@pytest.mark.parametrize("url", [HOME, PATH, TASKS, PROGRESS, "/learn/review"])
def test_adults_have_no_pupils_pages(world, sign_in, role, url):
    assert sign_in(getattr(world, role)).get(url).status_code == 404


# --- road and tasks --------------------------------------------------------------------------


def test_the_road_lists_the_lessons_of_the_band_by_theme(aigerim, open_page):
    page = open_page(aigerim, PATH)
    assert title(OPEN) in text_of(page, "#fraud")
    assert title("L08") not in text_of(page)
    assert page.select_one(f'#fraud a[href="/learn/lessons/{OPEN}"]')


def test_a_sensitive_lesson_waits_for_the_class(world, aigerim, open_page):
    page = open_page(aigerim, PATH)
    assert "Opens in class" in text_of(page, "#substances")
    assert not page.select("#substances a")
    classroom.assign(world, SENSITIVE, on=0, due=90)
    assert open_page(aigerim, PATH).select_one(f'a[href="/learn/lessons/{SENSITIVE}"]')


def test_a_lesson_of_another_band_that_the_class_was_given_is_on_the_road(
    world, aigerim, open_page
):
    classroom.assign(world, "L08", on=0, due=90)
    assert title("L08") in text_of(open_page(aigerim, PATH), "#bullying")
    assert aigerim.get("/learn/lessons/L08").status_code == 200


def test_tasks_say_how_much_time_is_left(world, aigerim, open_page, at):
    classroom.assign(world, OPEN, on=0, due=9)
    for on, words in ((1, "8 days left"), (8, "1 day left"), (9, "Today"), (10, "Overdue")):
        with at(day(on)):
            assert words in text_of(open_page(aigerim, TASKS))


def test_a_task_that_is_done_is_never_overdue_and_comes_last(world, aigerim, open_page, at):
    classroom.assign(world, OPEN, on=0, due=2)
    classroom.assign(world, SENSITIVE, on=0, due=30)
    classroom.work(world.aigerim, OPEN, on=0)
    classroom.quiz(world.aigerim, OPEN, on=1, right=5, total=6)
    with at(day(5)):
        page = open_page(aigerim, TASKS)
    rows = [one.get_text(" ", strip=True) for one in page.select(".list > li")]
    assert title(SENSITIVE) in rows[0]
    assert title(OPEN) in rows[1]
    assert "Done" in rows[1]
    assert "Overdue" not in text_of(page)


def test_a_task_of_another_class_is_not_shown(world, sign_in, open_page):
    classroom.assign(world, OPEN, on=0, due=9)
    assert "No tasks now" in text_of(open_page(sign_in(world.stranger), TASKS))


# --- progress --------------------------------------------------------------------------------


def test_progress_begins_with_the_first_lesson(aigerim, open_page):
    text = text_of(open_page(aigerim, PROGRESS))
    assert "Results appear after the first lesson" in text
    assert "No ranking: everyone has their own road." in text
    assert "You and your class teacher see this. Sensitive topics only you." in text


def level_of(page, objective):
    words = library.get().objectives[objective].can.en
    return next(
        one.get_text(" ", strip=True)
        for one in page.select(".list > li")
        if words[1:] in one.get_text(" ", strip=True)
    )


def test_levels_have_plain_names(world, aigerim, open_page):
    classroom.reach(world.aigerim, OPEN, "plan")
    signs, piles = task(OPEN, "signs"), task(OPEN, "piles")
    aigerim.post(signs[0], data=right(signs[1]))
    page = open_page(aigerim, PROGRESS)
    assert "Not enough answers yet" in level_of(page, "FRD-5")
    aigerim.post(piles[0], data=wrong(piles[1]))
    mine = task(OPEN, "card-mine")
    aigerim.post(mine[0], data=wrong(mine[1]))
    assert "Practise again" in level_of(open_page(aigerim, PROGRESS), "FRD-4")


def test_a_pupil_sees_no_figures_of_others(world, aigerim, sign_in, open_page):
    before = text_of(open_page(aigerim, PROGRESS))
    url, one = task(OPEN, "signs")
    classroom.reach(world.bolat, OPEN, "signs")
    sign_in(world.bolat).post(url, data=right(one))
    assert text_of(open_page(aigerim, PROGRESS)) == before


def test_a_changed_pin_is_shown_to_the_child(sign_in, world, open_page):
    with transaction():
        resets.reset_pin(pupil_id=world.aigerim, pin="1357", by_id=world.teacher)
    # The reset has ended her sessions; she signs in again.
    aigerim = sign_in(world.aigerim)
    assert "Your PIN or your card was changed" in text_of(open_page(aigerim, "/learn/progress"))
    bolat = sign_in(world.bolat)
    assert "Your PIN or your card was changed" not in text_of(open_page(bolat, "/learn/progress"))
