"""The planner: a class takes the year in one action, weeks move, and nothing is given twice."""

import dataclasses
import datetime as dt

import pytest
import sqlalchemy as sa

from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.learning import services, year_plans
from app.learning.boosters import booster_of
from app.learning.models import Assignment
from app.learning.plan_models import ClassPlan, PlanPlace
from app.people import calendars
from app.people.models import SchoolClass
from app.people.services import open_class
from app.people.viewer import load_viewer
from tests import classroom
from tests.classroom import OPEN, SENSITIVE
from tests.pages import text_of
from tests.web.test_deliveries import told

pytestmark = pytest.mark.usefixtures("context")

SEPTEMBER, OCTOBER, NOVEMBER = (
    clock.at(dt.date(2026, 9, 2), 9),
    clock.at(dt.date(2026, 10, 1), 9),
    clock.at(dt.date(2026, 11, 24), 9),
)


@pytest.fixture
def teacher(sign_in, world):
    return sign_in(world.teacher)


def plan_url(world):
    return f"/class/{world.class_8a}/plan"


def school_class(world):
    return db.session.get_one(SchoolClass, world.class_8a)


def take(world, moment=SEPTEMBER):
    with clock.fixed(moment), transaction():
        return year_plans.take(school_class=school_class(world), by_id=world.teacher)


def given():
    db.session.expire_all()
    rows = db.session.scalars(sa.select(Assignment).where(Assignment.withdrawn_at.is_(None)))
    return {row.lesson_id: (row.opens_on, row.due_on) for row in rows}


def places(world, moment=SEPTEMBER):
    with clock.fixed(moment):
        return year_plans.year_of(school_class(world)).places


def row_of(page, number):
    return " ".join(page.select("tbody tr")[number - 1].get_text(" ").split())


def test_one_press_gives_every_lesson_that_is_written(world, teacher, at):
    with at(SEPTEMBER):
        assert teacher.post(f"{plan_url(world)}/take").status_code == 303
    written = {one.week.lesson for one in places(world)} & set(library.get().lessons)
    assert set(given()) == written >= {OPEN, SENSITIVE}
    # The third and the fourth week of the year that begins on Tuesday, the first of September.
    assert given()[OPEN] == (dt.date(2026, 9, 14), dt.date(2026, 9, 19))
    assert given()[SENSITIVE] == (dt.date(2026, 9, 21), dt.date(2026, 9, 26))


def test_pressed_twice_it_gives_nothing_more(world, teacher, at):
    with at(SEPTEMBER):
        teacher.post(f"{plan_url(world)}/take")
        before = given()
        answer = teacher.post(f"{plan_url(world)}/take", follow_redirects=True)
    assert "every lesson that can be given now" in answer.text
    assert given() == before
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Assignment)) == len(before)


def test_a_lesson_opens_in_its_week_and_not_before(world, sign_in, at, open_page):
    take(world)
    pupil, title = sign_in(world.aigerim), library.get().lesson(SENSITIVE).title.en
    with at(SEPTEMBER):
        assert pupil.get(f"/learn/lessons/{SENSITIVE}").status_code == 404
        assert title not in text_of(open_page(pupil, "/learn/tasks"))
        page = open_page(sign_in(world.teacher), f"/class/{world.class_8a}")
        assert "No lesson is assigned now." in text_of(page)
    with at(clock.at(dt.date(2026, 9, 21), 8)):
        assert pupil.get(f"/learn/lessons/{SENSITIVE}").status_code == 200
        assert title in text_of(open_page(pupil, "/learn/tasks"))


def test_the_rest_of_the_year_is_given_in_the_middle_of_it(world):
    take(world, NOVEMBER)
    assert all(due >= dt.date(2026, 11, 24) for _, due in given().values())
    # Its first visit is over: it is given for the next one.
    assert given()[OPEN][0] == dt.date(2027, 2, 22)


def test_what_was_taken_back_is_not_given_again(world):
    take(world)
    with clock.fixed(SEPTEMBER), transaction():
        row = db.session.scalars(sa.select(Assignment).filter_by(lesson_id=OPEN)).one()
        services.withdraw_assignment(assignment=row)
    take(world, OCTOBER)
    assert OPEN not in given()


def test_a_lesson_whose_law_is_being_checked_waits_and_is_named(world, monkeypatch):
    stale = library.get().lesson(OPEN).id
    monkeypatch.setattr(services, "has_stale_law", lambda lesson: lesson.id == stale)
    result = take(world)
    assert result.stale == (OPEN,)
    assert OPEN not in given()
    monkeypatch.undo()
    assert take(world).new == (OPEN,)


@pytest.fixture
def not_all_written():
    """L18 is planned, and nobody has written it yet."""
    served = library.get()
    lessons = {key: one for key, one in served.lessons.items() if key != "L18"}
    library.install(dataclasses.replace(served, lessons=lessons))
    yield
    library.install(served)


def test_lessons_that_nobody_has_written_are_named(world, teacher, at, not_all_written):
    with at(SEPTEMBER):
        answer = teacher.post(f"{plan_url(world)}/take", follow_redirects=True)
    assert "Not written yet:" in answer.text
    assert "The new girl" in answer.text


def test_a_teacher_brings_a_lesson_forward(world, teacher, at):
    take(world)
    with at(SEPTEMBER):
        answer = teacher.post(
            f"/class/{world.class_8a}/assign",
            data={"lesson": SENSITIVE, "due": "2026-09-09", "order": "fixed", "tries": "best",
                  "release": "at-once", "minutes": ""},
        )  # fmt: skip
    assert answer.status_code == 303
    assert given()[SENSITIVE] == (None, dt.date(2026, 9, 9))


def test_free_days_of_the_school_shift_the_weeks(world, at):
    take(world)
    with at(SEPTEMBER), transaction():
        calendars.add_holiday(
            name="Карантин",
            starts_on=dt.date(2026, 9, 14),
            ends_on=dt.date(2026, 9, 19),
            by=load_viewer(world.admin),
        )
    take(world)
    assert given()[OPEN][0] == dt.date(2026, 9, 21)


def test_two_weeks_change_places_and_their_lessons_dates(world, teacher, at):
    take(world)
    with at(SEPTEMBER):
        url = f"{plan_url(world)}/3/move"
        for _ in range(2):
            assert teacher.post(url, data={"week": "3", "to": "6"}).status_code == 303
    assert [one.week.week for one in places(world)][:7] == [1, 2, 6, 4, 5, 3, 7]
    assert given()[OPEN][0] == dt.date(2026, 10, 5)


def test_what_pupils_have_seen_keeps_its_day(world, at):
    take(world)
    before = given()[OPEN]
    with at(clock.at(dt.date(2026, 9, 15), 9)), transaction():
        year_plans.move(school_class=school_class(world), place=3, week=3, to=6)
    assert given()[OPEN] == before


def test_a_missed_lesson_goes_to_a_week_without_one(world, teacher, at, open_page):
    take(world)
    with at(OCTOBER):
        page = open_page(teacher, f"{plan_url(world)}/3/move")
        offered = {int(one["value"]) for one in page.select("option")}
        free = {one.number for one in places(world, OCTOBER) if one.week.kind in "SC"}
        assert offered
        assert offered <= free
        lesson_place = next(one for one in places(world, OCTOBER) if one.number == 9)
        assert lesson_place.week.lesson
        refused = teacher.post(f"{plan_url(world)}/3/move", data={"week": "3", "to": "9"})
    assert refused.status_code == 422
    assert "Choose a week from the list" in refused.text


@pytest.mark.parametrize("to", ["", "0", "99", "3", "9" * 5000, "x"])
def test_a_week_goes_nowhere_else(world, teacher, at, to):
    take(world)
    with at(SEPTEMBER):
        answer = teacher.post(f"{plan_url(world)}/3/move", data={"week": "3", "to": to})
    assert answer.status_code == 422
    assert db.session.scalars(sa.select(PlanPlace)).all() == []


def test_leaving_the_plan_takes_back_what_nobody_has_seen(world, teacher, at):
    take(world)
    with at(clock.at(dt.date(2026, 9, 15), 9)):
        for _ in range(2):
            assert teacher.post(f"{plan_url(world)}/leave").status_code == 303
    assert set(given()) == {OPEN}
    assert db.session.scalars(sa.select(ClassPlan)).all() == []
    assert SENSITIVE in take(world, clock.at(dt.date(2026, 9, 15), 10)).new


def test_a_parallel_class_takes_sensitive_lessons_in_other_weeks(world):
    with transaction():
        open_class(
            school_id=world.school,
            school_year=2026,
            grade=8,
            letter="Ә",
            language="kk",
            teacher_id=world.teacher,
            code="771188",
        )
    second = db.session.scalars(sa.select(SchoolClass).filter_by(code="771188")).one()
    take(world)
    with clock.fixed(SEPTEMBER), transaction():
        year_plans.take(school_class=second, by_id=world.teacher)
        weeks = {one.week.lesson: one.monday for one in reversed(year_plans.year_of(second).places)}
    first = {one.week.lesson: one.monday for one in reversed(places(world))}
    assert weeks[SENSITIVE] > first[SENSITIVE]
    assert weeks[OPEN] == first[OPEN]


def test_the_plan_is_the_teachers_of_the_class(world, sign_in):
    for person in (world.strange_teacher, world.aigerim, world.parent):
        browser = sign_in(person)
        assert browser.get(plan_url(world)).status_code == 404
        assert browser.post(f"{plan_url(world)}/take").status_code == 404
        assert browser.post(f"{plan_url(world)}/3/move", data={"to": "6"}).status_code == 404
    assert given() == {}


def test_weeks_say_what_became_of_them(world, teacher, at, open_page, not_all_written):
    take(world)
    with at(clock.at(dt.date(2026, 9, 17), 12)):
        teacher.post(
            f"/class/{world.class_8a}/lessons/{OPEN}/screen", data=told(held_on="2026-09-17")
        )
    with at(OCTOBER):
        page = open_page(teacher, plan_url(world))
        assert "Taught" in row_of(page, 3)
        assert "Missed" in row_of(page, 4)
        assert "Not written yet" in row_of(page, 5)
        assert "Given, opens in its week" in row_of(page, 7)
        assert "This week" in row_of(page, 5)
        assert page.select_one("tr#now")["aria-current"] == "date"


def test_a_class_on_devices_meets_the_week_by_its_work(world, teacher, at, open_page):
    take(world)
    for pupil in (world.aigerim, world.bolat):
        classroom.work(pupil, OPEN, on=0)
    with at(classroom.day(1)):
        page = open_page(teacher, plan_url(world))
    assert "Done on devices" in row_of(page, 3)


def test_the_start_page_names_the_lesson_of_the_week(world, teacher, at, open_page):
    with at(clock.at(dt.date(2026, 9, 16), 9)):
        assert "Lesson of the week" not in text_of(open_page(teacher, "/class/"))
    take(world)
    with at(clock.at(dt.date(2026, 9, 16), 9)):
        page = open_page(teacher, "/class/")
        card = page.find("h2", string="Lesson of the week").find_parent("section")
        text = " ".join(card.get_text(" ").split())
        assert library.get().lesson(OPEN).title.en in text
        assert "Assigned" in text
        assert card.select_one(f"a[href$='/lessons/{OPEN}/screen']")
    with at(clock.at(dt.date(2026, 10, 28), 9)):
        assert "After the break" in text_of(open_page(teacher, "/class/"))


def test_a_booster_asks_what_the_class_has_met_least(world, teacher, at):
    take(world)
    held = clock.at(dt.date(2026, 9, 17), 12)
    with at(held):
        screen = f"/class/{world.class_8a}/lessons/{OPEN}/screen"
        asked = library.get().review_items("FRD-4")[0].item.id
        teacher.post(screen, data=told(held_on="2026-09-17", booster=asked))
    # The sixth week brings fraud back.
    with at(clock.at(dt.date(2026, 10, 6), 9)):
        year = year_plans.year_of(school_class(world))
        assert year.now.week.boosters == ("fraud",)
        found = [
            home.item.objective for home in booster_of(school_class(world), year.places, year.now)
        ]
    assert len(found) == 4
    assert set(found) <= set(library.get().lesson(OPEN).objectives)
    # It was met twice: four others come first.
    assert "FRD-4" not in found


def test_a_class_that_has_met_nothing_has_no_booster(world):
    take(world)
    with clock.fixed(clock.at(dt.date(2026, 10, 6), 9)):
        year = year_plans.year_of(school_class(world))
        assert booster_of(school_class(world), year.places, year.now) == []


def test_of_what_is_sensitive_a_booster_shows_no_case(world, at, teacher):
    take(world)
    with at(clock.at(dt.date(2026, 9, 24), 12)):
        teacher.post(
            f"/class/{world.class_8a}/lessons/{SENSITIVE}/screen", data=told(held_on="2026-09-24")
        )
    with at(clock.at(dt.date(2026, 10, 13), 9)):
        year = year_plans.year_of(school_class(world))
        assert year.now.week.boosters == ("substances",)
        for home in booster_of(school_class(world), year.places, year.now):
            assert not (home.is_sensitive and home.item.case)


def test_a_plan_without_room_is_shown_without_dates(world, teacher, at, open_page):
    with at(SEPTEMBER), transaction():
        calendars.add_holiday(
            name="Ремонт",
            starts_on=dt.date(2026, 9, 7),
            ends_on=dt.date(2026, 12, 20),
            by=load_viewer(world.admin),
        )
    with at(SEPTEMBER):
        page = open_page(teacher, plan_url(world))
    assert "no week left this year" in row_of(page, 34)
