"""The two-minute review and the practice of a skill card: what comes back, when, and for whom."""

import dataclasses
import uuid

import pytest
import sqlalchemy as sa

from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.learning import rollups
from app.learning.models import Attempt, ReviewDue
from app.risk.models import SkillCard
from tests import classroom
from tests.answers import form, item, right, told_of, wrong
from tests.classroom import BELIEF, IN_LESSON, day
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

REVIEW = "/learn/review"


@pytest.fixture
def aigerim(world, sign_in):
    return sign_in(world.aigerim)


@pytest.fixture
def missed(world):
    """She was sure and wrong in the lesson: the objective is due on the next day."""
    classroom.answer(world.aigerim, IN_LESSON, 0)


@pytest.fixture
def card(world):
    """Wrong again in the review: a card about the belief opens, for her eyes first."""
    classroom.add_classmates(world, 4)
    classroom.hold_the_belief(world.aigerim)
    return db.session.scalars(sa.select(SkillCard)).one().id


def asked(browser, url=REVIEW):
    """The address of the item that the round asks now; None at its end."""
    response = browser.get(url)
    return response.location if response.status_code == 303 else None


def item_of(url):
    return item(url.rsplit("/", 1)[1])


def attempts(**where):
    return db.session.scalar(sa.select(sa.func.count()).select_from(Attempt).filter_by(**where))


def due_objectives():
    return list(db.session.scalars(sa.select(ReviewDue.objective).order_by(ReviewDue.objective)))


# --- what comes back -------------------------------------------------------------------------


def test_without_anything_missed_there_is_nothing_to_repeat(aigerim, open_page):
    assert "Nothing to repeat today" in text_of(open_page(aigerim, REVIEW))


def test_a_missed_objective_comes_back_the_next_day(aigerim, missed, at):
    with at(day(0, 16)):
        assert asked(aigerim) is None
    with at(day(1)):
        one = item_of(asked(aigerim))
    assert one.objective == "FRD-4"
    assert BELIEF in one.misconceptions


def test_the_same_item_is_asked_after_a_reload(aigerim, missed, at, open_page):
    with at(day(1)):
        url = asked(aigerim)
        first, second = (open_page(aigerim, url).h1.get_text() for _ in range(2))
        assert asked(aigerim) == url
    assert first == second == item_of(url).prompt.en


def test_a_review_asks_without_the_key_and_tells_the_reasons_at_once(
    aigerim, missed, at, open_page
):
    with at(day(1)):
        url = asked(aigerim)
        one = item_of(url)
        assert told_of(one, aigerim.get(url)) == []
        assert aigerim.post(url, data=wrong(one)).location == url
        page = open_page(aigerim, url)
        assert page.select_one(".verdict--no")
        assert all(option.reason.en in text_of(page) for option in one.options)
        assert text_of(open_page(aigerim, url)) == text_of(page)


def test_after_the_last_item_it_is_enough_for_today(aigerim, missed, at, open_page):
    with at(day(1)):
        url = asked(aigerim)
        aigerim.post(url, data=right(item_of(url)))
        feedback = open_page(aigerim, url)
        assert feedback.select_one(f'main a[href="{REVIEW}"]').get_text(strip=True) == "Finish"
        assert "That's it for today" in text_of(open_page(aigerim, REVIEW))


def test_two_right_answers_on_different_days_end_it(aigerim, missed, at):
    for number in (1, 4):
        with at(day(number)):
            url = asked(aigerim)
            aigerim.post(url, data=right(item_of(url)))
    for number in (5, 8, 30):
        with at(day(number)):
            assert asked(aigerim) is None


def test_a_wrong_answer_brings_it_back_tomorrow_from_the_start(aigerim, missed, at):
    with at(day(1)):
        url = asked(aigerim)
        aigerim.post(url, data=right(item_of(url)))
    with at(day(4)):
        url = asked(aigerim)
        aigerim.post(url, data=wrong(item_of(url)))
        assert asked(aigerim) is None
    with at(day(5)):
        assert asked(aigerim)
    db.session.expire_all()
    assert db.session.scalars(sa.select(ReviewDue)).one().rights == 0


def test_it_asks_items_that_were_met_least_often(aigerim, missed, at):
    seen = []
    for number in (1, 2, 3):
        with at(day(number)):
            url = asked(aigerim)
            seen.append(item_of(url).id)
            aigerim.post(url, data=wrong(item_of(url)))
    assert len(set(seen)) == 3
    assert IN_LESSON not in seen


def test_four_items_are_enough_for_one_day(world, aigerim, at, open_page):
    with at(day(0)), transaction():
        for objective in ("FRD-1", "FRD-4", "FRD-5", "FRD-6", "FRD-7"):
            rollups.bring_back(world.aigerim, objective, None, at=clock.now())
    asked_for = []
    with at(day(1)):
        for number in range(1, 5):
            url = asked(aigerim)
            assert f"{number} of 4" in text_of(open_page(aigerim, url))
            asked_for.append(item_of(url).objective)
            aigerim.post(url, data=right(item_of(url)))
        assert "That's it for today" in text_of(open_page(aigerim, REVIEW))
        assert "To repeat today" not in text_of(open_page(aigerim, "/learn/"))
    assert len(set(asked_for)) == 4
    with at(day(2)):
        assert asked(aigerim)


def test_no_item_of_a_sensitive_lesson_that_was_not_taken(world, aigerim, at):
    """SUB-5 is repeated in an open lesson; most of its items belong to the sensitive one."""
    with at(day(0)), transaction():
        rollups.bring_back(world.aigerim, "SUB-5", "M-COURIER-SMALL", at=clock.now())
    with at(day(1)):
        url = asked(aigerim)
        assert not library.get().item(item_of(url).id).lesson.sensitive
        closed = "l24-three-piles"
        assert aigerim.get(f"{REVIEW}/items/{closed}").location == REVIEW
        refused = aigerim.post(f"{REVIEW}/items/{closed}", data=right(item(closed)))
    assert refused.status_code == 404
    assert attempts() == 0


def test_an_item_of_a_sensitive_lesson_that_was_taken_may_come_back(world, aigerim, at):
    classroom.assign(world, "L24", on=0, due=9)
    with at(day(0)):
        classroom.reach(world.aigerim, "L24", "early")
        url = "/learn/lessons/L24/steps/early/answer"
        aigerim.post(url, data=wrong(library.get().lesson("L24").step("early").item))
        objective = library.get().lesson("L24").step("early").item.objective
    with at(day(1)):
        assert item_of(asked(aigerim)).objective == objective


# --- what must not get through ---------------------------------------------------------------


def test_an_item_that_is_not_due_is_neither_asked_nor_recorded(world, aigerim, at):
    one = item("l21-first-hour-a")
    url = f"{REVIEW}/items/{one.id}"
    assert aigerim.get(url).location == REVIEW
    assert aigerim.post(url, data=right(one)).status_code == 404
    assert aigerim.post(url, data=form()).status_code == 404
    assert attempts() == 0


def test_a_practice_task_of_a_lesson_is_no_review_item(aigerim, missed, at):
    with at(day(1)):
        url = f"{REVIEW}/items/{IN_LESSON}"
        assert aigerim.post(url, data=right(item(IN_LESSON))).status_code == 404


def test_a_classmate_cannot_answer_what_is_due_for_another(world, aigerim, missed, sign_in, at):
    with at(day(1)):
        url = asked(aigerim)
        assert sign_in(world.bolat).post(url, data=right(item_of(url))).status_code == 404


def test_what_is_missing_is_said_and_the_item_stays(aigerim, missed, at):
    with at(day(1)):
        url = asked(aigerim)
        refused = aigerim.post(url, data=form(certainty="sure"))
        assert refused.status_code == 422
        assert "Choose an answer first" in refused.text
        assert asked(aigerim) == url
        assert told_of(item_of(url), refused) == []


def test_an_answer_sent_twice_counts_once(aigerim, missed, at):
    with at(day(1)):
        url = asked(aigerim)
        sent = right(item_of(url))
        assert [aigerim.post(url, data=sent).location for _ in range(2)] == [url, url]
        # A second page of the same item, with a key of its own.
        assert aigerim.post(url, data=wrong(item_of(url))).location == url
    assert attempts(behaviour="review") == 1


def test_an_unknown_item_is_told_so(aigerim):
    for response in (aigerim.get(f"{REVIEW}/items/nonsense"), aigerim.post(f"{REVIEW}/items/x")):
        assert response.status_code == 410
        assert "has been replaced" in response.text


def test_an_item_that_left_the_bank_makes_way_for_another(aigerim, missed, at):
    served = library.get()
    with at(day(1)):
        url = asked(aigerim)
        gone = item_of(url)
        homes = {key: home for key, home in served._homes.items() if key != gone.id}
        by_objective = {
            key: [home for home in found if home.item.id != gone.id]
            for key, found in served._by_objective.items()
        }
        smaller = dataclasses.replace(served, _homes=homes, _by_objective=by_objective)
        library.install(smaller)
        try:
            assert aigerim.post(url, data=right(gone)).status_code == 410
            assert asked(aigerim) not in (None, url)
        finally:
            library.install(served)


@pytest.mark.parametrize("given", [right, wrong])
def test_an_answer_takes_at_most_eight_statements(aigerim, missed, at, at_most, given):
    for number in (1, 4):
        with at(day(number)):
            url = asked(aigerim)
            if url is None:
                continue
            one = item_of(url)
            with at_most(8):
                aigerim.post(url, data=given(one))


def test_pages_stay_within_the_budget(aigerim, missed, at, at_most, open_page):
    with at(day(1)):
        url = asked(aigerim)
        with at_most(12):
            open_page(aigerim, url)
        aigerim.post(url, data=wrong(item_of(url)))
        with at_most(12):
            open_page(aigerim, url)


# --- skill cards -----------------------------------------------------------------------------


def practise_url(card):
    return f"{REVIEW}/skills/{card}"


def test_the_pupil_is_told_first_and_led_to_two_tasks(world, aigerim, card, at, open_page):
    with at(day(3)):
        home = open_page(aigerim, "/learn/")
        told = home.select_one("main [data-skill-risk]")
        assert told["data-skill-risk"] == "SR-CARD"
        kind = library.get().skill_risks["SR-CARD"]
        assert kind.pupil_text.en in told.get_text(" ", strip=True)
        assert told.select_one("a")["href"] == practise_url(card)
        done = []
        for number in (1, 2):
            url = asked(aigerim, practise_url(card))
            assert f"{number} of 2" in text_of(open_page(aigerim, url))
            assert BELIEF in item_of(url).misconceptions
            done.append(item_of(url).id)
            aigerim.post(url, data=right(item_of(url)))
        assert "That's it for today" in text_of(open_page(aigerim, practise_url(card)))
    assert len(set(done)) == 2
    assert IN_LESSON not in done


def test_practising_on_two_days_clears_the_card(aigerim, card, at, run_jobs):
    for number in (3, 7):
        with at(day(number)):
            url = asked(aigerim, practise_url(card))
            aigerim.post(url, data=right(item_of(url)))
            run_jobs()
    with at(day(8)):
        assert aigerim.get(practise_url(card)).status_code == 404
        assert "data-skill-risk" not in aigerim.get("/learn/").text


def test_an_item_may_be_practised_once_a_day(aigerim, card, at):
    with at(day(3)):
        url = asked(aigerim, practise_url(card))
        before = attempts(behaviour="review")
        for _ in range(3):
            assert aigerim.post(url, data=right(item_of(url))).location == url
        assert attempts(behaviour="review") == before + 1


@pytest.mark.parametrize("whose", ["bolat", "stranger"])
def test_anothers_card_is_not_there(world, aigerim, card, sign_in, at, whose):
    other = sign_in(getattr(world, whose))
    with at(day(3)):
        url = asked(aigerim, practise_url(card))
        assert other.get(practise_url(card)).status_code == 404
        assert other.get(url).status_code == 404
        assert other.post(url, data=right(item_of(url))).status_code == 404


def test_an_unknown_card_is_not_there(aigerim):
    assert aigerim.get(practise_url(uuid.uuid4())).status_code == 404
    assert aigerim.get(practise_url("nonsense")).status_code == 404


def test_an_item_without_the_belief_is_not_part_of_the_practice(aigerim, card, at):
    one = item("l21-first-hour-a")
    with at(day(3)):
        url = f"{practise_url(card)}/items/{one.id}"
        assert aigerim.get(url).location == practise_url(card)
        assert aigerim.post(url, data=right(one)).status_code == 404


def test_a_practised_answer_takes_at_most_eight_statements(aigerim, card, at, at_most):
    with at(day(3)):
        url = asked(aigerim, practise_url(card))
        with at_most(8):
            aigerim.post(url, data=right(item_of(url)))
        url = asked(aigerim, practise_url(card))
        with at_most(8):
            aigerim.post(url, data=wrong(item_of(url)))
