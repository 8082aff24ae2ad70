"""The lesson player: every kind of step, exact resume, feedback, and what must not get through."""

import datetime as dt
import html
import uuid

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from werkzeug.datastructures import MultiDict

from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.learning import dilemmas, hands
from app.learning.ballots import ballots_of
from app.learning.models import Attempt, DilemmaWalk, OpinionCount, Plan, StepDone
from app.people import services as people
from app.people.models import Enrolment
from app.people.viewer import load_viewer
from tests import classroom
from tests.answers import form, item, right, secrets_of, task, told_of, wrong
from tests.pages import text_of
from tests.people import add_pupil, lasting_session

pytestmark = pytest.mark.usefixtures("context")

OPEN, SENSITIVE, YOUNGER = "L21", "L24", "L08"


@pytest.fixture
def aigerim(world, sign_in):
    return sign_in(world.aigerim)


@pytest.fixture
def younger(world, sign_in):
    """A pupil of grade 5, for whom the lesson on bullying is open."""
    return sign_in(younger_pupil(world))


def younger_pupil(world):
    with transaction():
        school_class = people.open_class(
            school_id=world.school,
            school_year=2026,
            grade=5,
            letter="Ә",
            language="kk",
            teacher_id=world.teacher,
        )
        return add_pupil(world.school, school_class.id, "Сәрсен", "Нұрлан")


def lesson(lesson_id):
    return library.get().lesson(lesson_id)


def step_url(lesson_id, step_id, action=""):
    return f"/learn/lessons/{lesson_id}/steps/{step_id}{action}"


def count(model, **where):
    query = sa.select(sa.func.count()).select_from(model).filter_by(**where)
    return db.session.scalar(query)


def walk_to(browser, lesson_id, last=None):
    """Starts and does every step up to this one, as a pupil does."""
    browser.post(f"/learn/lessons/{lesson_id}/start")
    for step in lesson(lesson_id).steps:
        if step.id == last:
            return
        do_step(browser, lesson_id, step)


def do_step(browser, lesson_id, step):
    url = step_url(lesson_id, step.id)
    if step.kind == "task":
        browser.post(url + "/answer", data=right(step.item))
    if step.kind == "dilemma":
        walk_the_good_way(browser, lesson_id, url)
    action = "/plan" if step.kind == "plan" else "/done"
    assert browser.post(url + action).status_code == 303


def walk_the_good_way(browser, lesson_id, url):
    dilemma = library.get().dilemmas[lesson_id]
    node_id = next(iter(dilemma.starts.values())).node
    while node_id in dilemma.nodes:
        choice = next(one for one in dilemma.nodes[node_id].choices if one.verdict == "good")
        browser.post(url + "/choose", data=form({"node": node_id, "choice": choice.id}))
        node_id = choice.goto


# --- the intro -------------------------------------------------------------------------------


def test_intro_tells_what_is_learned_the_steps_and_the_minutes(aigerim, open_page):
    page = open_page(aigerim, f"/learn/lessons/{OPEN}")
    text = text_of(page)
    assert "10 min" in text
    assert all(one.en in text for one in lesson(OPEN).learn)
    assert all(step.title.en in text for step in lesson(OPEN).steps)
    assert page.select_one(f'form[action="/learn/lessons/{OPEN}/start"]')


def test_a_sensitive_lesson_says_that_it_may_be_skipped_and_whom_to_talk_to(
    world, aigerim, open_page
):
    classroom.assign(world, SENSITIVE, on=0, due=90)
    page = open_page(aigerim, f"/learn/lessons/{SENSITIVE}")
    assert "you may skip it" in text_of(page)
    assert page.select_one('main a[href="/learn/help"]')


def test_starting_leads_to_the_first_step_and_counts_once(world, aigerim):
    first = lesson(OPEN).steps[0].id
    for _ in range(2):
        assert aigerim.post(f"/learn/lessons/{OPEN}/start").location == step_url(OPEN, first)
    assert count(StepDone, pupil_id=world.aigerim) == 0


# --- which lessons are open ------------------------------------------------------------------


@pytest.mark.parametrize("lesson_id", [SENSITIVE, YOUNGER, "L99", "nonsense"])
@pytest.mark.parametrize("page", ["", "/steps/clip", "/quiz", "/end", "/scene.json"])
def test_a_lesson_that_is_not_open_does_not_exist(world, aigerim, lesson_id, page):
    assert aigerim.get(f"/learn/lessons/{lesson_id}{page}").status_code == 404


def test_an_answer_to_a_lesson_that_is_not_open_records_nothing(world, aigerim):
    url, one = task(SENSITIVE, "early")
    assert aigerim.post(url, data=right(one)).status_code == 404
    assert count(Attempt) == 0


def test_a_sensitive_lesson_opens_for_the_class_it_was_given_to(world, aigerim, sign_in):
    classroom.assign(world, SENSITIVE, on=0, due=90)
    assert aigerim.get(f"/learn/lessons/{SENSITIVE}").status_code == 200
    assert sign_in(world.stranger).get(f"/learn/lessons/{SENSITIVE}").status_code == 404


@pytest.mark.parametrize("role", ["teacher", "parent", "psychologist"])
def test_adults_have_no_player(world, sign_in, role):
    browser = sign_in(getattr(world, role))
    assert browser.get(f"/learn/lessons/{OPEN}").status_code == 404
    assert browser.post(f"/learn/lessons/{OPEN}/start").status_code == 404


@pytest.mark.parametrize("step_id", ["nonsense", "Сцена", "0"])
def test_an_unknown_step_is_not_found(aigerim, step_id):
    aigerim.post(f"/learn/lessons/{OPEN}/start")
    assert aigerim.get(step_url(OPEN, step_id)).status_code == 404
    assert aigerim.post(step_url(OPEN, step_id, "/done")).status_code == 404


# --- walking through -------------------------------------------------------------------------


@pytest.mark.parametrize("lesson_id", [OPEN, SENSITIVE])
@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_every_step_is_a_good_page_within_the_budget(
    world, sign_in, open_page, at_most, lesson_id, locale
):
    classroom.assign(world, SENSITIVE, on=0, due=90)
    browser = sign_in(world.aigerim, locale)
    browser.get(f"/learn/?locale={locale}")
    browser.post(f"/learn/lessons/{lesson_id}/start")
    for step in lesson(lesson_id).steps:
        with at_most(12):
            page = open_page(browser, step_url(lesson_id, step.id))
        assert page.html["lang"] == locale
        do_step(browser, lesson_id, step)
        open_page(browser, step_url(lesson_id, step.id))
    assert open_page(browser, f"/learn/lessons/{lesson_id}/end")


def test_every_step_of_the_younger_lesson_is_a_good_page(world, younger, open_page):
    younger.post(f"/learn/lessons/{YOUNGER}/start")
    for step in lesson(YOUNGER).steps:
        open_page(younger, step_url(YOUNGER, step.id))
        do_step(younger, YOUNGER, step)
        open_page(younger, step_url(YOUNGER, step.id))
    assert "Lesson complete" in text_of(open_page(younger, f"/learn/lessons/{YOUNGER}/end"))


def test_the_first_step_that_is_not_done_comes_next_on_whatever_device(world, aigerim, sign_in):
    walk_to(aigerim, OPEN, last="piles")
    phone = sign_in(world.aigerim)
    assert phone.post(f"/learn/lessons/{OPEN}/start").location == step_url(OPEN, "piles")


def test_nobody_jumps_ahead(aigerim):
    walk_to(aigerim, OPEN, last="signs")
    ahead = aigerim.get(step_url(OPEN, "law"))
    assert ahead.location == step_url(OPEN, "signs")
    assert aigerim.post(step_url(OPEN, "law", "/done")).location == step_url(OPEN, "signs")
    assert aigerim.get(f"/learn/lessons/{OPEN}/end").location == step_url(OPEN, "signs")


@pytest.mark.parametrize(
    ("lesson_id", "step_id", "action"),
    [
        (OPEN, "card-mine", "/answer"),
        (YOUNGER, "choice", "/choose"),
        (YOUNGER, "choice", "/begin"),
    ],
)
def test_what_is_not_reached_yet_cannot_be_answered_by_its_address(
    world, aigerim, younger, lesson_id, step_id, action
):
    browser = aigerim if lesson_id == OPEN else younger
    sent = form({"node": "n1", "choice": "any", "start": "any", "answer": "asked"})
    early = browser.post(step_url(lesson_id, step_id, action), data=sent)
    assert early.location == f"/learn/lessons/{lesson_id}"
    assert count(Attempt) == count(DilemmaWalk) == 0


def test_a_step_of_a_lesson_that_was_not_started_leads_to_the_intro(aigerim):
    assert aigerim.get(step_url(OPEN, "scene")).location == f"/learn/lessons/{OPEN}"


def test_looking_back_goes_on_step_by_step(aigerim):
    walk_to(aigerim, OPEN, last="piles")
    back = aigerim.post(step_url(OPEN, "scene", "/done"))
    assert back.location == step_url(OPEN, "decision")


def test_a_step_done_twice_counts_once(world, aigerim):
    aigerim.post(f"/learn/lessons/{OPEN}/start")
    for _ in range(2):
        aigerim.post(step_url(OPEN, "scene", "/done"))
    assert count(StepDone, pupil_id=world.aigerim) == 1


@pytest.mark.parametrize(("step_id", "last"), [("signs", "signs"), ("decision", "decision")])
def test_work_comes_before_the_next_step(aigerim, step_id, last):
    walk_to(aigerim, OPEN, last=last)
    refused = aigerim.post(step_url(OPEN, step_id, "/done"))
    assert refused.status_code == 422
    assert "Choose an answer first" in refused.text


def test_a_pupil_without_a_class_has_no_lessons(world, sign_in):
    with transaction():
        db.session.execute(sa.delete(Enrolment).where(Enrolment.pupil_id == world.bolat))
    assert sign_in(world.bolat).get(f"/learn/lessons/{OPEN}").status_code == 404


# --- scenes ----------------------------------------------------------------------------------


def test_a_scene_is_told_in_captioned_panels_with_its_text(aigerim, open_page):
    aigerim.post(f"/learn/lessons/{OPEN}/start")
    page = open_page(aigerim, step_url(OPEN, "scene"))
    scene = library.get().scenes[OPEN]
    panels = page.select(".panels > li")
    assert panels
    spoken = [one.text.en for one in scene.panels() if one.text]
    assert all(text in text_of(page, ".panels") for text in spoken)
    assert scene.description.en in text_of(page, "details")


def test_the_clip_of_a_closed_lesson_stays_closed(aigerim):
    assert aigerim.get(f"/learn/lessons/{SENSITIVE}/scene.json").status_code == 404


# --- practice --------------------------------------------------------------------------------


TASKS = [(OPEN, "signs"), (OPEN, "piles"), (OPEN, "first-hour"), (OPEN, "card-mine")]


@pytest.mark.parametrize(("lesson_id", "step_id"), TASKS)
def test_no_key_reaches_the_browser_before_the_answer(aigerim, lesson_id, step_id):
    walk_to(aigerim, lesson_id, last=step_id)
    _, one = task(lesson_id, step_id)
    before = aigerim.get(step_url(lesson_id, step_id))
    assert told_of(one, before) == []
    assert "is-right" not in before.text
    assert "is-wrong" not in before.text


def test_steps_to_order_are_never_shown_in_their_order(aigerim, open_page):
    walk_to(aigerim, OPEN, last="first-hour")
    page = open_page(aigerim, step_url(OPEN, "first-hour"))
    shown = [row["name"].removeprefix("place-") for row in page.select("select")]
    _, one = task(OPEN, "first-hour")
    keyed = [step.id for step in one.steps]
    assert sorted(shown) == sorted(keyed)
    assert shown != keyed


@pytest.mark.parametrize(("lesson_id", "step_id"), TASKS)
def test_after_the_answer_every_part_has_its_reason(aigerim, open_page, lesson_id, step_id):
    walk_to(aigerim, lesson_id, last=step_id)
    url, one = task(lesson_id, step_id)
    answered = aigerim.post(url, data=wrong(one))
    assert answered.status_code == 303
    page = open_page(aigerim, answered.location)
    reasons = [text for text in secrets_of(one) if text in text_of(page)]
    assert len(reasons) * 3 == len(secrets_of(one))
    assert page.select_one(".verdict--no")
    assert not page.select("main .tone-help")


def test_the_feedback_is_the_same_after_a_reload_and_on_another_device(
    world, aigerim, sign_in, open_page
):
    walk_to(aigerim, OPEN, last="card-mine")
    url, one = task(OPEN, "card-mine")
    aigerim.post(url, data=wrong(one, belief="M-CARD-MINE"))
    here = text_of(open_page(aigerim, step_url(OPEN, "card-mine")))
    there = text_of(open_page(sign_in(world.aigerim), step_url(OPEN, "card-mine")))
    assert here == there
    assert "You were sure, but there is a trap here" in here


def test_a_practice_task_may_be_tried_once_more(aigerim, open_page):
    walk_to(aigerim, OPEN, last="card-mine")
    url, one = task(OPEN, "card-mine")
    aigerim.post(url, data=wrong(one))
    feedback = open_page(aigerim, step_url(OPEN, "card-mine"))
    again = feedback.select_one('main a[href$="?again=1"]')["href"]
    assert open_page(aigerim, again).select_one("form[data-resend]")
    aigerim.post(url, data=right(one))
    assert "Right!" in text_of(open_page(aigerim, step_url(OPEN, "card-mine")))


def test_not_knowing_is_an_answer(aigerim, open_page):
    walk_to(aigerim, OPEN, last="card-mine")
    url, _ = task(OPEN, "card-mine")
    assert aigerim.post(url, data=form(certainty="dont-know")).status_code == 303
    page = open_page(aigerim, step_url(OPEN, "card-mine"))
    assert "It is good to say so" in text_of(page)
    assert "Your answer" not in text_of(page)


def test_a_guess_that_is_called_one_is_no_right_answer(context, sign_in, world):
    aigerim = sign_in(world.aigerim)
    url, item = task("L21", "card-mine")
    classroom.reach(world.aigerim, "L21", "card-mine")
    assert aigerim.post(url, data=right(item, certainty="dont-know")).status_code == 303
    row = db.session.execute(sa.select(Attempt.response, Attempt.score)).one()
    assert (row.response, row.score) == ({}, 0)


# --- what must not get through ---------------------------------------------------------------

MISSING = [
    ("signs", {}, "Mark at least one sign"),
    ("piles", {"entry-bread": "lawful"}, "Choose a place for every card"),
    ("first-hour", {"place-tell": "1", "place-bank": "1"}, "Give every step a place of its own"),
    ("card-mine", {}, "Choose an answer first"),
    ("card-mine", {"answer": "asked"}, "Say how sure you are"),
    ("card-mine", {"certainty": "sure"}, "Choose an answer first"),
]


@pytest.mark.parametrize(("step_id", "fields", "message"), MISSING)
def test_what_is_missing_is_said_and_what_was_chosen_stays(
    world, aigerim, step_id, fields, message
):
    walk_to(aigerim, OPEN, last=step_id)
    attempts = count(Attempt)
    url, _ = task(OPEN, step_id)
    sent = form(fields)
    refused = aigerim.post(url, data=sent)
    assert refused.status_code == 422
    assert message in refused.text
    page = parsed(refused)
    assert page.select_one('[name="submission_key"]')["value"] == sent["submission_key"]
    for name, value in fields.items():
        chosen = page.select_one(f'[name="{name}"][value="{value}"][checked]')
        picked = page.select_one(f'select[name="{name}"] option[selected][value="{value}"]')
        assert chosen or picked
    assert count(Attempt) == attempts


def test_after_a_refused_answer_the_language_may_be_changed(aigerim, open_page):
    walk_to(aigerim, OPEN, last="signs")
    url, _ = task(OPEN, "signs")
    switch = parsed(aigerim.post(url, data=form())).select_one('.langs a[lang="kk"]')["href"]
    assert aigerim.get(url + switch).location == step_url(OPEN, "signs")
    assert open_page(aigerim, step_url(OPEN, "signs")).html["lang"] == "kk"


UNKNOWN = [
    ("signs", {"marks": ["weekend", "nonsense"]}),
    ("card-mine", {"answer": "nonsense", "certainty": "sure"}),
    ("card-mine", {"answer": "asked", "certainty": "very"}),
    ("card-mine", {"answer": "' OR 1=1 --", "certainty": "sure"}),
]


@pytest.mark.parametrize(("step_id", "fields"), UNKNOWN)
def test_unknown_ids_are_refused_with_a_message(aigerim, step_id, fields):
    walk_to(aigerim, OPEN, last=step_id)
    attempts = count(Attempt)
    refused = aigerim.post(task(OPEN, step_id)[0], data=form(fields))
    assert refused.status_code == 422
    assert "does not belong to the question" in refused.text
    assert count(Attempt) == attempts


@pytest.mark.parametrize("key", ["", "1", "zzzzzzzz-0000-0000-0000-000000000000"])
def test_a_form_without_a_key_is_refused(aigerim, key):
    walk_to(aigerim, OPEN, last="card-mine")
    url, one = task(OPEN, "card-mine")
    attempts = count(Attempt)
    assert aigerim.post(url, data={**right(one), "submission_key": key}).status_code == 422
    assert count(Attempt) == attempts


def test_an_answer_sent_twice_with_one_key_counts_once(world, aigerim):
    walk_to(aigerim, OPEN, last="card-mine")
    url, one = task(OPEN, "card-mine")
    sent = wrong(one)
    first, second = (aigerim.post(url, data=sent) for _ in range(2))
    assert first.location == second.location
    assert count(Attempt, item_id=one.id) == 1


def test_a_key_that_another_pupil_has_used_records_nothing(world, aigerim, sign_in):
    url, one = task(OPEN, "card-mine")
    sent = right(one)
    aigerim.post(url, data=sent)
    assert sign_in(world.bolat).post(url, data=sent).status_code == 303
    assert count(Attempt, pupil_id=world.bolat) == 0


def test_a_megabyte_is_refused_and_nothing_is_half_written(world, aigerim):
    url, one = task(OPEN, "card-mine")
    sent = {**right(one), "more": "х" * 1_000_000}
    assert aigerim.post(url, data=sent).status_code == 413
    assert count(Attempt) == 0


def test_broken_utf8_is_refused_with_a_clear_message(aigerim):
    url, _ = task(OPEN, "card-mine")
    refused = aigerim.post(
        url,
        data=b"answer=asked%FF&certainty=sure",
        content_type="application/x-www-form-urlencoded",
    )
    assert refused.status_code == 400
    assert "could not be read" in refused.text
    assert count(Attempt) == 0


@pytest.mark.parametrize(("lesson_id", "step_id"), [*TASKS, (SENSITIVE, "early")])
def test_an_answer_takes_at_most_eight_statements(world, aigerim, at_most, lesson_id, step_id):
    classroom.assign(world, SENSITIVE, on=0, due=90)
    url, one = task(lesson_id, step_id)
    with at_most(8):
        aigerim.post(url, data=wrong(one))


# --- guesses and opinions --------------------------------------------------------------------


def test_below_ten_guesses_the_class_stays_hidden(world, younger, open_page):
    walk_to(younger, YOUNGER, last="how-many")
    url, _ = task(YOUNGER, "how-many")
    younger.post(url, data=form({"guess": "3"}))
    text = text_of(open_page(younger, step_url(YOUNGER, "how-many")))
    assert "Your guess: 3 of 10" in text
    assert "appears when at least 10 have guessed" in text


def test_from_ten_guesses_the_class_is_shown_beside_the_country(world, sign_in, open_page):
    pupil = younger_pupil(world)
    class_id = load_viewer(pupil).class_id
    browser = sign_in(pupil)
    walk_to(browser, YOUNGER, last="how-many")
    url, one = task(YOUNGER, "how-many")
    with transaction():
        others = [add_pupil(world.school, class_id, "Сынып", f"Дос {n}") for n in range(9)]
    for other in others:
        classroom.reach(other, YOUNGER, "how-many")
        sign_in(other).post(url, data=form({"guess": "4"}))
    browser.post(url, data=form({"guess": "3"}))
    page = open_page(browser, step_url(YOUNGER, "how-many"))
    assert [row.get_text(" ", strip=True) for row in page.select(".guess")] == [
        "3 of 10 1",
        "4 of 10 9",
    ]
    norm = library.get().norms[one.norm]
    assert all(
        words in text_of(page) for words in (norm.says.en, norm.caution.en, norm.source.title)
    )


@pytest.mark.parametrize(("raised", "is_shown"), [(9, False), (10, True)])
def test_hands_of_a_class_without_devices_are_its_picture(
    world, sign_in, open_page, raised, is_shown
):
    pupil = younger_pupil(world)
    browser = sign_in(pupil)
    item = library.get().lesson(YOUNGER).step("how-many").item
    with transaction():
        hands.keep(
            class_id=load_viewer(pupil).class_id,
            ballots=ballots_of(library.get(), library.get().lesson(YOUNGER)),
            counted={item.id: {"4": raised}},
        )
    walk_to(browser, YOUNGER, last="how-many")
    url, _ = task(YOUNGER, "how-many")
    browser.post(url, data=form({"guess": "3"}))
    rows = open_page(browser, step_url(YOUNGER, "how-many")).select(".guess")
    assert [row.get_text(" ", strip=True) for row in rows] == ["4 of 10 10"] * is_shown


def test_the_first_guess_stands(younger):
    walk_to(younger, YOUNGER, last="how-many")
    url, _ = task(YOUNGER, "how-many")
    for guess in ("3", "8"):
        younger.post(url, data=form({"guess": guess}))
    guesses = db.session.execute(sa.text("SELECT guess FROM norm_guesses")).scalars().all()
    assert guesses == [3]


@pytest.mark.parametrize("guess", ["11", "-1", "5.5", "many"])
def test_a_guess_outside_of_ten_is_refused(younger, guess):
    walk_to(younger, YOUNGER, last="how-many")
    refused = younger.post(task(YOUNGER, "how-many")[0], data=form({"guess": guess}))
    assert refused.status_code == 422


def test_an_opinion_leaves_no_name_and_counts_once(world, younger):
    walk_to(younger, YOUNGER, last="intention")
    before = count(Attempt)
    url, one = task(YOUNGER, "intention")
    for _ in range(2):
        younger.post(url, data=right(one))
    assert count(Attempt) == before
    answers = db.session.execute(sa.select(OpinionCount.answers)).scalars().all()
    assert answers == [1, 1]


def test_an_opinion_may_be_skipped(younger, open_page):
    walk_to(younger, YOUNGER, last="intention")
    page = open_page(younger, step_url(YOUNGER, "intention"))
    assert "no names" in text_of(page)
    skipped = younger.post(step_url(YOUNGER, "intention", "/done"))
    assert skipped.location == step_url(YOUNGER, "plan")
    assert count(OpinionCount) == 0


# --- the story to decide in ------------------------------------------------------------------


def choose(browser, node, choice, **more):
    sent = form({"node": node, "choice": choice}, **more)
    return browser.post(step_url(OPEN, "decision", "/choose"), data=sent)


def story():
    return library.get().dilemmas[OPEN]


def test_a_choice_shows_its_reason_and_the_way_back(aigerim, open_page):
    walk_to(aigerim, OPEN, last="decision")
    looped = next(one for one in story().nodes["n2"].choices if one.goto == "n2")
    choose(aigerim, "n1", "name")
    choose(aigerim, "n2", looped.id)
    page = open_page(aigerim, step_url(OPEN, "decision"))
    assert looped.why.en in text_of(page, ".verdict")
    assert "Think again" in text_of(page)
    assert story().nodes["n2"].text.en in text_of(page)


def test_reasons_of_choices_not_taken_stay_hidden(aigerim):
    walk_to(aigerim, OPEN, last="decision")
    source = html.unescape(aigerim.get(step_url(OPEN, "decision")).text)
    assert not [one.id for one in story().nodes["n1"].choices if one.why.en in source]


def test_the_story_ends_with_its_consequence_and_offers_the_other_branch(aigerim, open_page):
    walk_to(aigerim, OPEN, last="decision")
    walk_the_good_way(aigerim, OPEN, step_url(OPEN, "decision"))
    page = open_page(aigerim, step_url(OPEN, "decision"))
    assert story().endings["e_family"].text.en in text_of(page)
    offered = [field["value"] for field in page.select('[name="start"]')]
    assert offered == list(story().starts)


def test_another_role_begins_a_new_walk_and_the_step_may_be_finished_all_the_same(
    world, aigerim, open_page
):
    walk_to(aigerim, OPEN, last="decision")
    walk_the_good_way(aigerim, OPEN, step_url(OPEN, "decision"))
    begun = form({"start": "friend"})
    for _ in range(2):
        assert aigerim.post(step_url(OPEN, "decision", "/begin"), data=begun).status_code == 303
    assert count(DilemmaWalk, pupil_id=world.aigerim) == 2
    page = open_page(aigerim, step_url(OPEN, "decision"))
    assert story().nodes["f1"].text.en in text_of(page)
    assert aigerim.post(step_url(OPEN, "decision", "/done")).status_code == 303


def test_a_late_double_of_a_choice_changes_nothing(world, aigerim):
    walk_to(aigerim, OPEN, last="decision")
    for _ in range(2):
        assert choose(aigerim, "n1", "name").status_code == 303
    walk = db.session.scalars(sa.select(DilemmaWalk)).one()
    assert walk.path == ["n1/name"]


@pytest.mark.parametrize(
    ("node", "choice"), [("n1", ""), ("n1", "nonsense"), ("nonsense", "name"), ("", "name")]
)
def test_a_choice_that_the_story_does_not_have_is_refused(aigerim, node, choice):
    walk_to(aigerim, OPEN, last="decision")
    assert choose(aigerim, node, choice).status_code == 422
    assert count(DilemmaWalk) == 0


def test_an_unknown_start_is_refused(aigerim):
    walk_to(aigerim, OPEN, last="decision")
    sent = form({"start": "nonsense"})
    assert aigerim.post(step_url(OPEN, "decision", "/begin"), data=sent).status_code == 422


def test_a_choice_takes_at_most_eight_statements(aigerim, at_most):
    walk_to(aigerim, OPEN, last="decision")
    for node, choice in (("n1", "name"), ("n2", "truth")):
        with at_most(8):
            choose(aigerim, node, choice)


def test_a_walk_through_an_older_story_is_over(world, aigerim, open_page):
    walk_to(aigerim, OPEN, last="decision")
    choose(aigerim, "n1", "name")
    with transaction():
        db.session.scalars(sa.select(DilemmaWalk)).one().version = 0
    assert dilemmas.current_walk(world.aigerim, story()) is None
    assert story().nodes["n1"].text.en in text_of(open_page(aigerim, step_url(OPEN, "decision")))
    assert choose(aigerim, "n1", "name").status_code == 303


def test_choices_of_the_story_are_no_attempts(aigerim):
    walk_to(aigerim, OPEN, last="signs")
    assert count(Attempt) == 0


# --- cards, talk, plan, the end --------------------------------------------------------------


def test_a_law_card_names_its_article_and_counts_the_mci_of_the_year(aigerim, open_page, at):
    walk_to(aigerim, OPEN, last="law")
    with at(clock.at(dt.date(2026, 11, 24), 10)):
        page = open_page(aigerim, step_url(OPEN, "law"))
    law = text_of(page, ".law")
    assert "Criminal Code, article 232-1" in law
    assert "(In 2026: 692,000 ₸)" in law  # 160 × 4,325


def test_without_the_years_table_no_tenge_are_named(aigerim, open_page, at):
    walk_to(aigerim, OPEN, last="law")
    with at(clock.at(dt.date(2031, 1, 10), 10)):
        law = text_of(open_page(aigerim, step_url(OPEN, "law")), ".law")
    assert "₸" not in law
    assert "being checked" in law


def test_younger_pupils_read_the_law_without_articles(younger, open_page, at):
    walk_to(younger, YOUNGER, last="remember")
    with at(clock.at(dt.date(2026, 11, 24), 10)):
        page = open_page(younger, step_url(YOUNGER, "remember"))
    assert "1 MCI in 2026: 4,325 ₸" in text_of(page, ".law")
    assert "Article" not in page.main.get_text()
    assert not page.select(".law a[href^=http]")


def test_the_teachers_note_of_a_talk_is_not_for_pupils(aigerim):
    walk_to(aigerim, OPEN, last="talk")
    source = html.unescape(aigerim.get(step_url(OPEN, "talk")).text)
    step = lesson(OPEN).step("talk")
    assert step.question.en in source
    assert step.teacher_note.en.split("\n")[0] not in source


def plan(browser, words):
    return browser.post(step_url(OPEN, "plan", "/plan"), data=form({"then_part": words}))


def test_a_plan_in_own_words_is_kept_encrypted_and_shown_to_its_pupil_only(
    world, aigerim, sign_in, open_page
):
    walk_to(aigerim, OPEN, last="plan")
    assert plan(aigerim, "I call my  sister").location == f"/learn/lessons/{OPEN}/end"
    stored = db.session.execute(sa.text("SELECT then_part FROM plans")).scalar_one()
    assert b"sister" not in bytes(stored)
    assert "I call my sister" in text_of(open_page(aigerim, f"/learn/lessons/{OPEN}/end"))
    bolat = sign_in(world.bolat)
    walk_to(bolat, OPEN, last="plan")
    assert "sister" not in bolat.get(step_url(OPEN, "plan")).text


@pytest.mark.parametrize("words", ["", "   "])
def test_a_plan_left_empty_takes_the_words_of_the_lesson(world, aigerim, words):
    walk_to(aigerim, OPEN, last="plan")
    plan(aigerim, words)
    assert db.session.get(Plan, (world.aigerim, OPEN)).then_part is None


def test_a_plan_that_is_too_long_comes_back_whole(aigerim, open_page):
    walk_to(aigerim, OPEN, last="plan")
    words = "ә" * 201
    refused = plan(aigerim, words)
    assert refused.status_code == 422
    assert "Too long: 201 of 200 characters" in refused.text
    assert words in refused.text
    assert count(Plan) == 0


def test_a_plan_belongs_to_a_plan_step(aigerim):
    walk_to(aigerim, OPEN, last="decision")
    assert aigerim.post(step_url(OPEN, "scene", "/plan"), data=form()).status_code == 404


def test_the_end_offers_the_quiz_a_question_for_home_and_the_card(younger, open_page):
    walk_to(younger, YOUNGER)
    page = open_page(younger, f"/learn/lessons/{YOUNGER}/end")
    text = text_of(page)
    assert "Talk about it at home if you like" in text
    assert any(one.en in text for one in lesson(YOUNGER).dinner)
    assert page.select_one(f'main a[href="/learn/lessons/{YOUNGER}/quiz"]')
    assert page.select_one(f'main a[href="/learn/lessons/{YOUNGER}/card"]')


def test_a_lesson_without_a_card_offers_none(aigerim, open_page):
    walk_to(aigerim, OPEN)
    page = open_page(aigerim, f"/learn/lessons/{OPEN}/end")
    assert not page.select(f'main a[href="/learn/lessons/{OPEN}/card"]')


# --- an ended session ------------------------------------------------------------------------


def shown(browser, url):
    return parsed(browser.get(url)).select_one('[name="shown"]')["value"]


def parsed(response):
    return BeautifulSoup(response.data, "html5lib")


def test_an_answer_that_meets_an_ended_session_waits_for_its_pupil(world, app, aigerim, open_page):
    walk_to(aigerim, OPEN, last="card-mine")
    url, one = task(OPEN, "card-mine")
    token = shown(aigerim, step_url(OPEN, "card-mine"))
    phone = app.test_client()
    refused = phone.post(url, data=wrong(one, shown=token))
    assert refused.status_code == 401
    assert "kept" in refused.text
    assert count(Attempt, item_id=one.id) == 0
    with app.app_context():
        session_id = lasting_session(world.aigerim)
    with phone.session_transaction() as session:
        session["_user_id"], session["_fresh"] = session_id, True
    page = open_page(phone, "/kept-answer")
    form_of_it = page.select_one(f'main form[action="{url}"]')
    again = [(field["name"], field["value"]) for field in form_of_it.select("input")]
    assert phone.post(url, data=MultiDict(again)).status_code == 303
    assert count(Attempt, item_id=one.id) == 1
    assert phone.get("/kept-answer").status_code == 303


def test_the_time_on_the_page_is_kept_with_the_answer(world, aigerim, at):
    walk_to(aigerim, OPEN, last="card-mine")
    url, one = task(OPEN, "card-mine")
    with at(clock.at(dt.date(2026, 11, 24), 10)):
        token = shown(aigerim, step_url(OPEN, "card-mine"))
    with at(clock.at(dt.date(2026, 11, 24), 10, 1)):
        aigerim.post(url, data=right(one, shown=token))
    attempt = db.session.scalars(sa.select(Attempt).filter_by(item_id=one.id)).one()
    assert attempt.seconds == 60


def test_a_forged_time_is_no_time(world, aigerim):
    classroom.reach(world.aigerim, OPEN, "card-mine")
    url, one = task(OPEN, "card-mine")
    aigerim.post(url, data=right(one, shown="forged"))
    assert db.session.scalars(sa.select(Attempt)).one().seconds is None


def test_items_are_recorded_with_their_version(world, aigerim):
    classroom.reach(world.aigerim, OPEN, "card-mine")
    url, one = task(OPEN, "card-mine")
    aigerim.post(url, data=right(one, key=uuid.uuid4()))
    assert db.session.scalars(sa.select(Attempt)).one().item_version == item(one.id).version
