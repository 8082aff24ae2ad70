"""The weekly check-in and its readers: the child, whom it shows it to, the psychologist."""

import datetime as dt
import uuid

import pytest
import time_machine

from app import jobs
from app.core import clock
from app.core.db import db, transaction
from app.people import switches
from app.people.viewer import load_viewer
from app.risk.models import SoftSignal
from app.wellbeing import checkins
from app.wellbeing.checkins import Week
from app.wellbeing.models import CheckIn, MoodShare
from tests.classroom import add_classmates

MONDAY = dt.date(2026, 11, 23)
LOW_WEEKS = (4, 4, 5, 4, 4, 2, 2, 1)


@pytest.fixture(autouse=True)
def on_tuesday():
    with time_machine.travel(clock.at(MONDAY + dt.timedelta(days=1), 10), tick=False):
        yield


@pytest.fixture
def school(app, world):
    switch(app, world, "check-ins", "on")
    switch(app, world, "mood", "on")
    return world


def switch(app, world, family, state):
    with app.app_context(), transaction():
        switches.switch(school_id=world.school, family=family, to=state, by_id=world.psychologist)


def live_through(app, pupil, *moods):
    """One check-in a week, the last one this week, and what the job makes of each."""
    for age, mood in zip(range(len(moods) - 1, -1, -1), moods, strict=True):
        moment = clock.at(MONDAY + dt.timedelta(days=1) - dt.timedelta(weeks=age), 10)
        with app.app_context(), clock.fixed(moment):
            with transaction():
                checkins.record(pupil=load_viewer(pupil), said=Week(mood))
            jobs.evaluate_moods.call_local(pupil)


def the_signal(app):
    with app.app_context():
        return db.session.query(SoftSignal).one().id


# --- the child ---------------------------------------------------------------------------------


def test_where_the_school_has_not_switched_it_on_there_is_no_page(sign_in, world):
    pupil = sign_in(world.aigerim)
    assert pupil.get("/learn/week").status_code == 404
    assert "How was your week?" not in pupil.get("/learn/").text


def test_one_tap_on_the_home_page_is_enough(app, sign_in, school, open_page, at_most):
    pupil = sign_in(school.aigerim)
    home = open_page(pupil, "/learn/")
    assert home.select_one('form[action="/learn/week"] input[name="mood"]')
    with at_most(16):
        answer = pupil.post("/learn/week", data={"mood": "4"})
    assert (answer.status_code, answer.location) == (303, "/learn/week/done")
    done = open_page(pupil, "/learn/week/done")
    assert "Thank you." in done.h1.text
    assert not done.select("[data-soft-signal]")
    assert "How was your week?" not in pupil.get("/learn/").text


def test_everything_else_may_be_said_and_changed_in_the_same_week(app, sign_in, school, open_page):
    pupil = sign_in(school.aigerim)
    open_page(pupil, "/learn/week")
    said = {"mood": "2", "needs": ["marks", "hurt"], "colour": "blue", "feels_safe": "no"}
    assert pupil.post("/learn/week", data=said).location == "/learn/week/done?hurt=1"
    assert "Someone hurts you" in open_page(pupil, "/learn/week/done?hurt=1").text
    again = open_page(pupil, "/learn/week")
    assert again.select_one('input[name="mood"][value="2"][checked]')
    assert not again.select('input[name="feels_safe"]')  # it is asked every fourth week
    pupil.post("/learn/week", data={"mood": "3"})
    with app.app_context():
        (row,) = db.session.query(CheckIn).all()
        assert (row.mood, row.needs, row.colour) == (3, [], None)


@pytest.mark.parametrize("mood", ["", "0", "6", "great", "\x00"])
def test_a_face_that_does_not_exist_is_told_and_nothing_is_kept(app, sign_in, school, mood):
    answer = sign_in(school.aigerim).post("/learn/week", data={"mood": mood, "needs": ["marks"]})
    assert answer.status_code in (400, 422)
    with app.app_context():
        assert not db.session.query(CheckIn).count()


def test_hard_weeks_ask_the_child_first(app, sign_in, school, open_page):
    live_through(app, school.aigerim, *LOW_WEEKS)
    pupil = sign_in(school.aigerim)
    page = open_page(pupil, "/learn/week/done")
    assert "These seem to be hard weeks." in page.text
    reply = page.select_one('form[action*="/learn/week/talk/"]')["action"]
    assert pupil.post(reply, data={"reply": "talk"}).location == "/learn/help/talk"
    assert "hard weeks" not in pupil.get("/learn/week/done").text
    assert "Nothing is waiting for you." in sign_in(school.psychologist).get("/cases/weeks").text


def test_another_child_cannot_answer_the_question(app, sign_in, school):
    live_through(app, school.aigerim, *LOW_WEEKS)
    url = f"/learn/week/talk/{the_signal(app)}"
    assert sign_in(school.bolat).post(url, data={"reply": "fine"}).status_code == 404


# --- whom the child shows it to ------------------------------------------------------------------


def test_a_child_shows_the_month_to_one_adult_and_takes_it_back(app, sign_in, school, open_page):
    live_through(app, school.aigerim, 4, 5)
    pupil, parent = sign_in(school.aigerim), sign_in(school.parent)
    assert "Nobody shows you anything now." in open_page(parent, "/shown-to-me").text
    open_page(pupil, "/learn/week/share")
    assert pupil.post("/learn/week/share", data={"adult": school.parent}).status_code == 303
    page = open_page(parent, "/shown-to-me")
    assert "Әлімова Айгерім" in page.text
    assert [one.text for one in page.select(".week .sr")] == ["Good, ", "Very good, "]
    jobs.deliver_notices.call_local()
    assert "A pupil shows you how the last weeks were." in parent.get("/notices").text
    assert "Nobody shows you anything" in sign_in(school.teacher).get("/shown-to-me").text
    end = open_page(pupil, "/learn/week/share").select_one('form[action$="/end"]')["action"]
    pupil.post(end)
    assert "Nobody shows you anything now." in parent.get("/shown-to-me").text


def test_only_adults_of_the_child_are_offered(app, sign_in, school):
    for stranger in (school.strange_parent, school.strange_teacher, school.bolat, "x", ""):
        answer = sign_in(school.aigerim).post("/learn/week/share", data={"adult": stranger})
        assert answer.status_code == 422
    with app.app_context():
        assert not db.session.query(MoodShare).count()


def test_a_share_of_another_child_is_not_there(app, sign_in, school):
    sign_in(school.aigerim).post("/learn/week/share", data={"adult": school.parent})
    with app.app_context():
        share = db.session.query(MoodShare).one().id
    assert sign_in(school.bolat).post(f"/learn/week/share/{share}/end").status_code == 404


# --- the psychologist --------------------------------------------------------------------------


def listed(app, school):
    """Eight hard weeks: M2, which is listed at once."""
    live_through(app, school.aigerim, 2, 2, 1, 3, 2, 2, 3, 2)
    return clock.at(MONDAY + dt.timedelta(days=7), 9)


def test_what_lasts_stands_in_the_list_from_monday_with_facts_and_no_diagnosis(
    app, sign_in, school, open_page, at_most
):
    monday = listed(app, school)
    psychologist = sign_in(school.psychologist)
    assert "Nothing is waiting for you." in open_page(psychologist, "/cases/weeks").text
    with time_machine.travel(monday, tick=False), at_most(12):
        page = open_page(psychologist, "/cases/weeks")
    card = page.select_one("[data-soft-signal]")
    assert "Әлімова Айгерім" in card.text
    assert "This is no diagnosis" in card.text
    assert card["data-soft-signal"] == "M2"


@pytest.mark.parametrize("reader", ["teacher", "lead", "deputy", "head", "parent", "admin"])
def test_nobody_else_opens_the_list(app, sign_in, school, reader):
    listed(app, school)
    assert sign_in(getattr(school, reader)).get("/cases/weeks").status_code == 404


def test_the_psychologist_of_another_school_finds_nothing(app, sign_in, school):
    monday = listed(app, school)
    signal = the_signal(app)
    with time_machine.travel(monday, tick=False):
        stranger = sign_in(school.strange_psychologist)
        assert "Nothing is waiting" in stranger.get("/cases/weeks").text
        url = f"/cases/weeks/{signal}"
        assert stranger.post(url, data={"verdict": "useful"}).status_code == 404
        assert stranger.post(f"{url}/case").status_code == 404


def test_a_psychologist_whom_the_child_refused_finds_nothing(app, sign_in, school):
    sign_in(school.aigerim).post(
        "/learn/help/talk",
        data={
            "topic": "other",
            "to": "",
            "not_these": [school.psychologist],
            "submission_key": uuid.uuid4(),
        },
    )
    monday = listed(app, school)
    with time_machine.travel(monday, tick=False):
        assert "Nothing is waiting" in sign_in(school.psychologist).get("/cases/weeks").text


def test_a_case_is_opened_by_a_person_and_once(app, sign_in, school, open_page):
    monday = listed(app, school)
    with time_machine.travel(monday, tick=False):
        psychologist = sign_in(school.psychologist)
        url = f"/cases/weeks/{the_signal(app)}/case"
        first, second = psychologist.post(url), psychologist.post(url)
        assert first.status_code == 303
        assert first.location == second.location
        assert "Әлімова Айгерім" in open_page(psychologist, first.location).text
        assert sign_in(school.lead).get(first.location).status_code == 404


def test_on_trial_findings_are_judged_and_counted(app, sign_in, school, open_page):
    switch(app, school, "mood", "shadow")
    live_through(app, school.aigerim, *LOW_WEEKS)
    assert "hard weeks" not in sign_in(school.aigerim).get("/learn/week/done").text
    psychologist = sign_in(school.psychologist)
    page = open_page(psychologist, "/cases/weeks")
    assert "Found on trial" in page.text
    url = page.select_one('form[action*="/cases/weeks/"]')["action"]
    assert psychologist.post(url, data={"verdict": "wrong"}).status_code == 404
    assert psychologist.post(url, data={"verdict": "not-useful"}).status_code == 303
    page = open_page(psychologist, "/cases/weeks")
    assert "Found on trial" not in page.text
    row = [cell.text for cell in page.select("tbody tr td")]
    assert row == ["1", "0", "1", "0"]


# --- the climate of a class ----------------------------------------------------------------------


def crowd(app, school, *answers):
    """As many pupils as answers, in the week before this one."""
    with app.app_context(), transaction():
        pupils = add_classmates(school, len(answers))
    with app.app_context(), clock.fixed(clock.at(MONDAY - dt.timedelta(days=5), 10)):
        for pupil, safe in zip(pupils, answers, strict=True):
            with transaction():
                checkins.record(pupil=load_viewer(pupil), said=Week(4, feels_safe=safe))


def test_ten_answers_are_told_in_bands_and_nine_are_hidden(app, sign_in, school, open_page):
    crowd(app, school, *["yes"] * 9)
    teacher = sign_in(school.teacher)
    assert "hidden, fewer than ten answers" in open_page(teacher, "/cases/climate").text
    crowd(app, school, *["yes"] * 6, *["no"] * 5)
    page = open_page(teacher, "/cases/climate")
    question = page.find("h3", string="Do you feel safe in your class?")
    shares = question.find_next("dl").select("dd")
    assert [one.text for one in shares] == ["75%", "few or none", "not shown"]
    assert "Answers: 20" in page.text


def test_a_parent_and_a_pupil_never_see_a_climate(sign_in, school):
    for person in (school.parent, school.aigerim, school.strange_parent):
        assert sign_in(person).get("/cases/climate").status_code == 404
