"""Throttling as a school meets it: one address for everybody, one account for each, classmates."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine

from app import create_app, jobs
from app.core import clock
from app.core.db import db, transaction
from app.signin import guesses
from app.signin.resets import reset_pin
from app.web import limits
from app.web.limits import limiter
from app.wellbeing import history
from app.wellbeing.models import HelpWord
from tests.conftest import DATABASE, Browser
from tests.people import PASSWORD, PIN

MANY = 60
A_DAY, IN_ALL = guesses.NEW_DEVICES_A_DAY, guesses.NEW_DEVICES_IN_ALL


@pytest.fixture(scope="module")
def throttled(app):
    """The app once more, counting what comes from an address."""
    throttled = create_app(mode="test", instance=Path(app.instance_path), database_url=DATABASE)
    throttled.config.update(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True)
    throttled.test_client_class = Browser
    limiter.init_app(throttled)
    yield throttled
    limiter.enabled = False
    jobs.serve(app)


@pytest.fixture
def browser(app, world, throttled):
    """`browser()` is one more browser at the school's one address."""
    with app.app_context():
        database = db.engines[None]
    with throttled.app_context():
        db.engines[None] = database
    limiter.reset()
    return throttled.test_client


@pytest.fixture
def school(browser):
    return browser()


def guess(school, pupil, pin="0000", **more):
    data = {"code": "482715", "pupil": pupil, "pin": pin, **more}
    return school.post("/sign-in/pin", data=data).status_code


def guess_from_new_browsers(browser, pupil, times):
    """As somebody who throws the cookie away each time, and waits as long as is asked."""
    statuses = []
    for _ in range(times):
        limiter.reset()
        statuses.append(guess(browser(), pupil))
    return statuses


def sign_in(school, username="aigerim", password=PASSWORD):
    return school.post("/sign-in", data={"username": username, "password": password})


# --- PINs and pictures -----------------------------------------------------------------------


def test_guessing_at_one_pupil_ends_and_the_class_goes_on(browser, world):
    assert guess_from_new_browsers(browser, world.bolat, A_DAY + 2) == [422] * A_DAY + [429] * 2
    assert guess(browser(), world.aigerim, PIN) == 303


@pytest.mark.parametrize("written", ["%s", " 00%s ", "+%s"])
def test_a_pupil_is_one_account_however_the_form_writes_it(browser, world, written):
    """Otherwise a classmate has as many guesses at a PIN as there are ways to write a number."""
    for n in range(A_DAY):
        limiter.reset()
        odd = {"code": f"482 {' ' * n}715", "username": f"somebody-{n}"}
        assert guess(browser(), written.replace("%s", str(world.aigerim)), **odd) == 422
    limiter.reset()
    assert guess(browser(), world.aigerim, PIN) == 429


def test_a_pupils_own_browser_is_not_held_up_by_what_classmates_do(browser, world):
    own = browser()
    assert guess(own, world.aigerim, PIN) == 303
    own.post("/sign-out")
    guess_from_new_browsers(browser, world.aigerim, A_DAY + 1)
    assert guess(browser(), world.aigerim, PIN) == 429
    assert guess(own, world.aigerim, PIN) == 303


def test_a_browser_that_guesses_waits_a_minute_and_not_for_ever(browser, world):
    own = browser()
    guess(own, world.aigerim, PIN)
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as now:
        assert [guess(own, world.aigerim) for _ in range(7)] == [422] * 5 + [429] * 2
        assert guess(own, world.aigerim, PIN) == 429
        now.shift(61)
        assert guess(own, world.aigerim, PIN) == 303


def test_tomorrow_there_are_new_tries_but_not_without_end(browser, world, at):
    statuses = []
    for day in range(6):
        with at(clock.now() + dt.timedelta(days=day)):
            statuses += guess_from_new_browsers(browser, world.aigerim, A_DAY)
    assert statuses.count(422) == IN_ALL
    assert statuses[IN_ALL:] == [429] * (len(statuses) - IN_ALL)


def test_a_pin_of_four_digits_is_found_by_luck_only(browser, world):
    """All that anybody can try, over all the years: new browsers, and one that is known."""
    assert (IN_ALL + guesses.KNOWN_DEVICE_IN_ALL) / 10_000 < 0.01


def test_tries_are_counted_before_they_are_made(app, world):
    """A thousand at once are as many as a thousand in a row."""
    with app.app_context(), transaction():
        taken = [guesses.take_one(world.aigerim, "a-new-browser") for _ in range(A_DAY + 5)]
    assert taken == [True] * A_DAY + [False] * 5


def test_even_the_own_browser_has_an_end(app, world):
    with app.app_context(), transaction():
        guesses.was_right(world.aigerim, "own", counted=False)
        taken = [guesses.take_one(world.aigerim, "own") for _ in range(70)]
    assert taken.count(True) == guesses.KNOWN_DEVICE_IN_ALL


def test_right_secrets_cost_no_tries(browser, world):
    for _ in range(A_DAY + 3):
        assert guess(browser(), world.aigerim, PIN) == 303


def test_the_teacher_lets_in_again_in_one_tap(browser, world, sign_in, open_page):
    guess_from_new_browsers(browser, world.aigerim, A_DAY)
    limiter.reset()
    assert guess(browser(), world.aigerim, PIN) == 429
    teacher = sign_in(world.teacher)
    page = open_page(teacher, f"/class/{world.class_8a}/sign-in")
    assert "10 wrong tries" in page.main.get_text(" ", strip=True)
    form = page.select_one(f"form[action='/class/pupils/{world.aigerim}/unlock']")
    assert teacher.post(form["action"]).status_code == 303
    assert guess(browser(), world.aigerim, PIN) == 303


def test_a_new_secret_begins_anew(app, browser, world):
    guess_from_new_browsers(browser, world.aigerim, A_DAY)
    with app.app_context(), transaction():
        reset_pin(pupil_id=world.aigerim, pin="1357", by_id=world.teacher)
    limiter.reset()
    assert guess(browser(), world.aigerim, "1357") == 303


def test_a_stranger_teacher_lets_nobody_in(sign_in, world):
    stranger = sign_in(world.strange_teacher)
    assert stranger.post(f"/class/pupils/{world.aigerim}/unlock").status_code == 404


# --- class codes -----------------------------------------------------------------------------


def name_a_code(school, code):
    return school.post("/sign-in/class", data={"code": code}).status_code


def test_class_codes_cannot_be_listed_from_an_address(browser, world):
    statuses = [name_a_code(browser(), f"{n:09}") for n in range(25)]
    assert statuses == [422] * 20 + [429] * 5


def test_right_codes_are_never_too_many(browser, world):
    assert {name_a_code(browser(), "482715") for _ in range(MANY)} == {200}


def test_browsers_of_the_school_go_on_while_somebody_lists_codes(browser, world):
    own = browser()
    sign_in(own)
    own.post("/sign-out")
    for n in range(25):
        name_a_code(browser(), f"{n:09}")
    assert name_a_code(browser(), "482715") == 429
    assert name_a_code(own, "482715") == 200


def test_a_browser_of_the_school_cannot_list_codes_either(browser, world):
    own = browser()
    sign_in(own)
    statuses = [name_a_code(own, f"{n:09}") for n in range(12)]
    assert statuses == [422] * 10 + [429] * 2


@pytest.mark.parametrize("way", ["pin", "pictures"])
def test_the_second_step_is_no_way_round_to_list_codes(browser, world, way):
    for n in range(25):
        browser().post(f"/sign-in/{way}", data={"code": f"{n:09}", "pupil": world.aigerim})
    assert name_a_code(browser(), "482715") == 429


def test_who_has_listed_codes_is_shown_no_names_by_the_second_step(browser, world):
    for n in range(25):
        name_a_code(browser(), f"{n:09}")
    for way in ("pin", "pictures"):
        answer = browser().post(f"/sign-in/{way}", data={"code": "482715"})
        assert "Айгерім" not in answer.text


def test_new_class_codes_are_long(app):
    from app.core.ids import new_class_code

    codes = {new_class_code() for _ in range(200)}
    assert {len(code) for code in codes} == {9}
    assert len(codes) == 200


# --- passwords -------------------------------------------------------------------------------


def test_right_passwords_are_never_too_many(school, world):
    assert {sign_in(school).status_code for _ in range(12)} == {303}


@pytest.mark.parametrize("username", ["gulnar", "nobody-of-this-name"])
def test_a_name_is_slowed_down_whether_somebody_has_it_or_not(browser, world, username):
    statuses = [sign_in(browser(), username, "wrong").status_code for _ in range(17)]
    assert statuses == [422] * 15 + [429] * 2


def test_guessing_at_a_password_ends_for_new_browsers_and_not_for_the_own(browser, world):
    own = browser()
    assert sign_in(own, "gulnar").status_code == 303
    own.post("/sign-out")
    start = dt.datetime.now(dt.UTC)
    with time_machine.travel(start, tick=False) as now:
        for _ in range(70):
            now.shift(40)
            sign_in(browser(), "gulnar", "wrong")
        assert sign_in(browser(), "gulnar").status_code == 429
        assert sign_in(own, "gulnar").status_code == 303


def test_an_administrator_lets_a_colleague_in_again(browser, world, throttled):
    for _ in range(80):
        sign_in(browser(), "gulnar", "wrong")
    assert sign_in(browser(), "gulnar").status_code == 429
    with throttled.app_context():
        limits.unlock(limits.Account.of_name("gulnar", world.teacher))
        for item in limits.AT_AN_ADDRESS:
            limiter.limiter.clear(item, f"{limits.Account.of_name('gulnar', None).key}@127.0.0.1")
    assert sign_in(browser(), "gulnar").status_code == 303


def test_a_parents_evening_mistypes_its_codes_and_nobody_waits(school, world):
    form = {"code": "ABCD", "family_name": "А", "given_name": "Б", "username": "parent"}
    statuses = {
        school.post("/join", data={**form, "password": "short"}).status_code for _ in range(MANY)
    }
    assert statuses == {422}


def test_help_is_never_too_much(school, world):
    sign_in(school)
    key = "00000000-0000-4000-8000-{:012}"
    for number in range(MANY):
        sent = school.post("/learn/help/danger", data={"submission_key": key.format(number)})
        assert sent.status_code == 303


# --- the child's own word --------------------------------------------------------------------


def open_requests(school, word):
    return school.post("/learn/help/word/open", data={"word": word}).status_code


def test_a_childs_word_is_not_found_by_trying(school, world):
    sign_in(school)
    school.post("/learn/help/word", data={"new_word": "ақ бота 7"})
    school.post("/learn/help/word/close")
    assert [open_requests(school, "0000") for _ in range(7)] == [422] * 5 + [429] * 2
    limiter.reset()
    assert open_requests(school, "ақ бота 7") == 303


def test_after_many_wrong_words_three_tries_a_day_are_left(app, school, world):
    sign_in(school)
    school.post("/learn/help/word", data={"new_word": "ақ бота 7"})
    with app.app_context(), transaction():
        db.session.scalars(sa.select(HelpWord)).one().wrong = history.PATIENCE
    assert [open_requests(school, "0000") for _ in range(5)] == [422] * 3 + [429] * 2


def test_a_browser_that_nobody_has_used_for_half_a_year_is_new_again(app, world, at):
    with app.app_context():
        with transaction():
            guesses.was_right(world.aigerim, "own", counted=False)
        assert guesses.is_known(world.aigerim, "own")
        with at(clock.now() + guesses.REMEMBERED):
            assert not guesses.is_known(world.aigerim, "own")
            with transaction():
                guesses.forget_old_devices()
        assert not guesses.is_anybodys("own")
