"""The time of a quiz: the server's clock, more of it for who needs it, and nothing lost."""

import datetime as dt

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app import jobs
from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.learning import allowances, quizzes, services
from app.learning.models import Attempt, QuizSitting
from app.learning.quiz_models import QuizAnswer, TimeAllowance
from app.learning.quiz_rules import GRACE, QuizRules
from tests.answers import form, item, right, wrong
from tests.classroom import FIRST_DAY, day
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

OPEN = "L21"
QUIZ = f"/learn/lessons/{OPEN}/quiz"
BEGIN = day(0)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def ten_minutes(context, world):
    with clock.fixed(BEGIN), transaction():
        services.assign_lesson(
            class_id=world.class_8a,
            lesson=library.get().lesson(OPEN),
            due_on=FIRST_DAY + dt.timedelta(days=7),
            by_id=world.teacher,
            quiz=QuizRules(minutes=10),
        )
    with clock.fixed(BEGIN):
        yield


@pytest.fixture
def teacher(world, sign_in):
    return sign_in(world.teacher)


@pytest.fixture
def aigerim(world, sign_in):
    return sign_in(world.aigerim)


def give_time(teacher, pupil, extra):
    url = f"/class/pupils/{pupil}/extra-time"
    assert teacher.post(url, data={"extra": extra}).status_code == 303


def begin(browser, at=BEGIN):
    with clock.fixed(at):
        browser.post(QUIZ)
    return db.session.scalars(sa.select(QuizSitting)).one()


def after(minutes, seconds=0):
    return clock.fixed(BEGIN + minutes * MINUTE + dt.timedelta(seconds=seconds))


def url_of(sitting, number=0, action=""):
    return f"/learn/quizzes/{sitting.id}/items/{sitting.item_ids[number]}{action}"


def answer(browser, sitting, number, given=right):
    one = item(sitting.item_ids[number])
    return browser.post(url_of(sitting, number), data=given(one))


def results(sitting):
    return f"/learn/quizzes/{sitting.id}/results"


def test_the_start_says_how_long_it_is_before_the_clock_runs(aigerim, open_page):
    text = text_of(open_page(aigerim, QUIZ))
    assert "You have 10 minutes. The clock starts when you start the quiz" in text
    assert db.session.query(QuizSitting).count() == 0


@pytest.mark.parametrize(
    ("extra", "words", "minutes"),
    [("25", "You have 13 minutes.", 13), ("100", "You have 20 minutes.", 20)],
)
def test_more_time_is_told_to_its_pupil_and_given(
    world, teacher, aigerim, open_page, extra, words, minutes
):
    give_time(teacher, world.aigerim, extra)
    assert words in text_of(open_page(aigerim, QUIZ))
    assert begin(aigerim).ends_at == BEGIN + minutes * MINUTE


def test_no_limit_at_all_is_told_and_no_clock_is_shown(world, teacher, aigerim, open_page):
    give_time(teacher, world.aigerim, "none")
    assert "No time limit for you" in text_of(open_page(aigerim, QUIZ))
    assert begin(aigerim).ends_at is None
    assert not open_page(aigerim, QUIZ).select("[data-timer]")


def test_it_holds_for_later_quizzes_until_it_is_taken_back(world, teacher, open_page):
    give_time(teacher, world.aigerim, "50")
    page = open_page(teacher, f"/class/pupils/{world.aigerim}")
    assert page.select_one('[name="extra"] option[selected]')["value"] == "50"
    assert allowances.minutes_of(world.aigerim, 30) == 45
    assert allowances.minutes_of(world.bolat, 30) == 30
    give_time(teacher, world.aigerim, "as-all")
    assert db.session.query(TimeAllowance).count() == 0


@pytest.mark.parametrize(("extra", "ends"), [("100", 20), ("none", None), ("as-all", 10)])
def test_more_time_reaches_who_sits_before_the_clock(world, teacher, aigerim, extra, ends):
    sitting = begin(aigerim)
    with after(9):
        give_time(teacher, world.aigerim, extra)
    db.session.refresh(sitting)
    assert sitting.ends_at == (None if ends is None else BEGIN + ends * MINUTE)


def test_a_time_that_is_not_on_the_list_is_refused(world, teacher):
    teacher.post(f"/class/pupils/{world.aigerim}/extra-time", data={"extra": "-40"})
    assert db.session.query(TimeAllowance).count() == 0


def test_without_scripts_the_page_says_how_much_is_left(aigerim, open_page):
    begin(aigerim)
    with after(3, 30):
        page = open_page(aigerim, QUIZ)
    assert "About 7 min left" in text_of(page)
    assert "until 10:10" in text_of(page)
    assert page.select_one("[data-timer]")["data-seconds"] == "390"


def test_the_time_is_said_sparingly(aigerim, open_page):
    """The figures are outside of the live region; what is said aloud is decided by the script."""
    begin(aigerim)
    with after(1):
        timer = open_page(aigerim, QUIZ).select_one("[data-timer]")
    live = timer.select_one("[role=status]")
    assert live.get_text(strip=True) == ""
    assert not timer.select_one("[data-timer-text]").find_parent(attrs={"role": "status"})


def test_a_slow_line_has_a_minute_of_grace(aigerim):
    sitting = begin(aigerim)
    with after(10, GRACE.seconds):
        assert answer(aigerim, sitting, 0).location == QUIZ
    assert db.session.scalars(sa.select(QuizAnswer)).one().revision == 1


def test_a_late_answer_is_not_taken_and_what_was_there_counts(aigerim, open_page):
    sitting = begin(aigerim)
    answer(aigerim, sitting, 0)
    with after(10, GRACE.seconds + 1):
        assert answer(aigerim, sitting, 1).location == results(sitting)
        text = text_of(open_page(aigerim, results(sitting)))
    assert "The time was over. What was saved before counts." in text
    assert "5 questions were not answered in time." in text
    db.session.refresh(sitting)
    assert sitting.right_count == 1
    assert db.session.query(Attempt).count() == 1


def test_a_late_autosave_keeps_what_was_there(aigerim):
    sitting = begin(aigerim)
    one = item(sitting.item_ids[0])
    with after(9):
        saved = aigerim.post(url_of(sitting, 0, "/draft"), data={**right(one), "seen": "0"})
        assert saved.status_code == 204
    with after(12):
        late = aigerim.post(url_of(sitting, 0, "/draft"), data={**wrong(one), "seen": "0"})
        assert late.status_code == 409
        jobs_close()
    db.session.refresh(sitting)
    assert sitting.right_count == 1


def jobs_close():
    db.session.commit()
    jobs.close_quizzes.call_local()


def test_when_the_time_is_over_no_question_is_asked_and_all_that_is_saved_is_handed_in(
    aigerim, open_page
):
    sitting = begin(aigerim)
    answer(aigerim, sitting, 0)
    with after(10):
        page = open_page(aigerim, QUIZ)
        assert page.h1.get_text(strip=True) == "The time is over"
        assert "Answered: 1 of 6." in text_of(page)
        assert aigerim.get(url_of(sitting)).location == QUIZ
        done = aigerim.post(page.select_one("main form")["action"])
    assert done.location == results(sitting)
    db.session.refresh(sitting)
    assert (sitting.right_count, sitting.handed_in_at) == (1, BEGIN + 10 * MINUTE)


def test_who_does_not_come_back_has_handed_in_what_was_saved(aigerim):
    sitting = begin(aigerim)
    answer(aigerim, sitting, 0)
    answer(aigerim, sitting, 1, wrong)
    with after(10, 30):
        jobs_close()
        db.session.refresh(sitting)
        assert sitting.handed_in_at is None
    with after(12):
        jobs_close()
    db.session.refresh(sitting)
    assert sitting.right_count == 1
    assert db.session.query(Attempt).count() == 2


def test_a_quiz_without_a_limit_never_closes_by_itself(world, teacher, aigerim):
    give_time(teacher, world.aigerim, "none")
    sitting = begin(aigerim)
    with clock.fixed(day(6)):
        jobs_close()
    db.session.refresh(sitting)
    assert sitting.handed_in_at is None


def test_hidden_time_is_a_choice_of_the_page_and_not_of_the_server(aigerim, open_page):
    begin(aigerim)
    with after(1):
        timer = open_page(aigerim, QUIZ).select_one("[data-timer]")
    assert timer["data-hide"] == "Hide the time"
    assert timer["data-show"] == "Show the time"


def test_an_answer_under_the_clock_takes_at_most_eight_statements(aigerim, at_most):
    sitting = begin(aigerim)
    url, sent = url_of(sitting), right(item(sitting.item_ids[0]))
    with after(1), at_most(8):
        aigerim.post(url, data=sent)


# --- saved on the way ------------------------------------------------------------------------


def draft(browser, sitting, number, fields, seen=0):
    with after(1):
        url = url_of(sitting, number, "/draft")
        return browser.post(url, data={**form(fields), "seen": str(seen)})


def single(sitting):
    """A question with one right choice, and its number."""
    return next(
        (number, item(one))
        for number, one in enumerate(sitting.item_ids)
        if hasattr(item(one), "options") and item(one).has_single_choice
    )


def make_first(sitting, number):
    with transaction():
        db.session.refresh(sitting)
        ids = list(sitting.item_ids)
        ids[0], ids[number] = ids[number], ids[0]
        sitting.item_ids = ids


def test_what_is_chosen_on_one_device_is_seen_on_the_other(world, aigerim, sign_in):
    sitting = begin(aigerim)
    number, one = single(sitting)
    make_first(sitting, number)
    chosen = one.options[1].id
    assert draft(aigerim, sitting, 0, {"answer": chosen}).status_code == 204
    with after(2):
        page = BeautifulSoup(sign_in(world.aigerim).get(QUIZ).data, "html5lib")
    assert page.select_one("main [type=radio][checked]")["value"] == chosen
    assert "Question 1 of 6" in text_of(page)


def test_half_an_answer_is_kept_but_does_not_count(aigerim):
    sitting = begin(aigerim)
    number, one = single(sitting)
    draft(aigerim, sitting, number, {"answer": one.options[0].id})
    row = db.session.scalars(sa.select(QuizAnswer)).one()
    assert (row.response, row.fields["answer"]) == (None, [one.options[0].id])
    with after(12):
        jobs_close()
    assert db.session.query(Attempt).count() == 0


def test_half_an_answer_never_takes_the_place_of_a_whole_one(aigerim):
    sitting = begin(aigerim)
    number, one = single(sitting)
    answer(aigerim, sitting, number)
    draft(aigerim, sitting, number, {"answer": one.options[0].id}, seen=1)
    kept = quizzes.answers_of(sitting)[one.id]
    db.session.refresh(kept)
    assert kept.response == {"option": next(o.id for o in one.options if o.right)}


def test_foreign_fields_and_floods_are_not_kept(aigerim):
    sitting = begin(aigerim)
    number, _one = single(sitting)
    flood = {"answer": ["x" * 5000, "y"], "stranger": "z", "pair-none": "q"}
    assert draft(aigerim, sitting, number, flood).status_code == 204
    assert db.session.scalars(sa.select(QuizAnswer)).one().fields == {"answer": ["y"]}


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 40, "²"])
def test_whatever_stands_for_the_revision_is_no_error(aigerim, seen):
    sitting = begin(aigerim)
    sent = {**right(item(sitting.item_ids[0])), "seen": seen}
    with after(1):
        assert aigerim.post(url_of(sitting), data=sent).status_code == 303


def test_an_answer_may_be_changed_until_the_hand_in(aigerim, open_page):
    sitting = begin(aigerim)
    number, one = single(sitting)
    with after(1):
        for at in range(6):
            answer(aigerim, sitting, at, wrong if at == number else right)
        links = open_page(aigerim, QUIZ).select("main ol a")
        assert len(links) == 6
        page = open_page(aigerim, links[number]["href"])
        assert page.select_one('main [type=radio][name="answer"][checked]')
        seen = page.select_one('main [name="seen"]')["value"]
        aigerim.post(links[number]["href"], data={**right(one), "seen": seen})
        aigerim.post(f"/learn/quizzes/{sitting.id}/hand-in")
    db.session.refresh(sitting)
    assert sitting.right_count == 6
    assert db.session.query(Attempt).count() == 6


def test_an_old_page_does_not_undo_a_newer_answer(world, aigerim, sign_in, open_page):
    sitting = begin(aigerim)
    phone = sign_in(world.aigerim)
    with after(1):
        answer(aigerim, sitting, 0, right)
        late = answer(phone, sitting, 0, wrong)
        assert late.location == QUIZ
        assert "answered on another device" in text_of(open_page(phone, QUIZ))
    number_right = quizzes.answers_of(sitting)[sitting.item_ids[0]]
    assert number_right.revision == 1


@pytest.mark.parametrize("whose", ["bolat", "stranger"])
def test_anothers_quiz_takes_no_drafts(world, aigerim, sign_in, whose):
    sitting = begin(aigerim)
    other = sign_in(getattr(world, whose))
    assert draft(other, sitting, 0, {"answer": "x"}).status_code == 404
    assert db.session.query(QuizAnswer).count() == 0


def test_a_draft_for_a_foreign_or_unknown_question_is_not_found(aigerim):
    sitting = begin(aigerim)
    bank = library.get().banks[OPEN]
    foreign = next(one.id for one in bank.items if one.id not in sitting.item_ids)
    for item_id in (foreign, "no-such"):
        url = f"/learn/quizzes/{sitting.id}/items/{item_id}/draft"
        assert aigerim.post(url, data=form()).status_code == 404
