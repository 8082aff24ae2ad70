"""The life of a skill card: from two sure errors to two right answers (curriculum plan §2)."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.learning.attempts import Answer
from app.learning.services import record_answer
from app.notices.models import Notice
from app.people.viewer import load_viewer
from app.risk import skills
from app.risk.models import SkillCard
from tests.classroom import add_classmates

pytestmark = pytest.mark.usefixtures("context")

IN_LESSON = "l21-task-card-mine"
IN_REVIEW = "l21-lent-for-free"
PARALLEL = "l21-who-answers-a"


def day(number, hour=10):
    return clock.at(dt.date(2026, 10, 5) + dt.timedelta(days=number), hour)


def wrong_option(item, misconception):
    return next(one.id for one in item.options if one.misconception == misconception)


def right_option(item):
    return next(one.id for one in item.options if one.right)


def answer(
    pupil,
    item_id,
    on,
    *,
    belief="M-CARD-MINE",
    right=False,
    certainty="sure",
    behaviour="practice",
    seconds=9.0,
):
    home = library.get().item(item_id)
    option = right_option(home.item) if right else wrong_option(home.item, belief)
    with clock.fixed(day(on) if isinstance(on, int) else on):
        with transaction():
            record_answer(
                pupil=load_viewer(pupil),
                home=home,
                answer=Answer({"option": option}, certainty, uuid.uuid4(), seconds),
                behaviour=behaviour,
            )
        evaluate(pupil)


def evaluate(pupil):
    with transaction():
        skills.evaluate_pupil(pupil)


def hold_the_belief(pupil, since=0):
    answer(pupil, IN_LESSON, since)
    answer(pupil, IN_REVIEW, since + 2, behaviour="review")


def cards(pupil):
    query = sa.select(SkillCard).where(SkillCard.pupil_id == pupil)
    return db.session.scalars(query.order_by(SkillCard.opened_at, SkillCard.kind)).all()


def standing(pupil):
    return [card.kind for card in cards(pupil) if card.cleared_at is None]


def told(kind):
    query = sa.select(Notice.recipient_id).where(Notice.kind == kind)
    return sorted(db.session.scalars(query))


def test_one_sure_error_opens_nothing(world):
    answer(world.aigerim, IN_LESSON, 0)
    assert cards(world.aigerim) == []


def test_the_second_sure_error_in_another_place_opens_a_card(world):
    hold_the_belief(world.aigerim)
    (card,) = cards(world.aigerim)
    assert (card.kind, card.rule, card.rule_version) == ("SR-CARD", "T-SURE", 1)
    assert card.misconception == "M-CARD-MINE"
    assert card.opened_at == day(2)
    assert [error["review"] for error in card.evidence["errors"]] == [False, True]
    assert [error["on"] for error in card.evidence["errors"]] == ["2026-10-05", "2026-10-07"]


def test_two_sure_errors_in_one_lesson_open_nothing(world):
    answer(world.aigerim, IN_LESSON, 0)
    answer(world.aigerim, IN_REVIEW, 0, behaviour="test")
    assert cards(world.aigerim) == []


def test_the_pupil_is_told_first_and_alone(world):
    hold_the_belief(world.aigerim)
    with clock.fixed(day(15)), transaction():
        skills.tell_adults_of_due_cards()
    assert told("skill-card") == [world.aigerim]
    assert told("skill-card-adult") == []


def test_teacher_and_parent_are_told_once_after_fourteen_days(world):
    hold_the_belief(world.aigerim)
    for later in (16, 16, 20):
        with clock.fixed(day(later)), transaction():
            skills.tell_adults_of_due_cards()
    assert told("skill-card-adult") == sorted([world.parent, world.teacher])


def test_a_card_that_cleared_in_time_reaches_no_adult(world):
    hold_the_belief(world.aigerim)
    answer(world.aigerim, IN_REVIEW, 4, right=True, behaviour="review")
    answer(world.aigerim, PARALLEL, 7, right=True, behaviour="review")
    with clock.fixed(day(30)), transaction():
        skills.tell_adults_of_due_cards()
    assert standing(world.aigerim) == []
    assert told("skill-card-adult") == []


@pytest.mark.parametrize("first", [IN_REVIEW, PARALLEL])
def test_two_right_answers_three_days_apart_clear_it(world, first):
    second = PARALLEL if first == IN_REVIEW else IN_REVIEW
    hold_the_belief(world.aigerim)
    answer(world.aigerim, first, 4, right=True, behaviour="review")
    assert standing(world.aigerim) == ["SR-CARD"]
    answer(world.aigerim, second, 7, right=True, behaviour="review")
    assert standing(world.aigerim) == []


def test_two_days_apart_are_too_close(world):
    hold_the_belief(world.aigerim)
    answer(world.aigerim, IN_REVIEW, 4, right=True, behaviour="review")
    answer(world.aigerim, PARALLEL, 6, right=True, behaviour="review")
    assert standing(world.aigerim) == ["SR-CARD"]


def test_the_failed_items_alone_do_not_clear_it(world):
    hold_the_belief(world.aigerim)
    answer(world.aigerim, IN_REVIEW, 4, right=True, behaviour="review")
    answer(world.aigerim, IN_REVIEW, 9, right=True, behaviour="review")
    assert standing(world.aigerim) == ["SR-CARD"]


def test_a_second_try_in_the_lesson_is_no_practice(world):
    hold_the_belief(world.aigerim)
    answer(world.aigerim, IN_LESSON, 4, right=True)
    answer(world.aigerim, PARALLEL, 7, right=True, behaviour="review")
    assert standing(world.aigerim) == ["SR-CARD"]


def test_a_hasty_right_answer_is_no_practice(world):
    hold_the_belief(world.aigerim)
    answer(world.aigerim, IN_REVIEW, 4, right=True, behaviour="review", seconds=1.0)
    answer(world.aigerim, PARALLEL, 7, right=True, behaviour="review")
    assert standing(world.aigerim) == ["SR-CARD"]


def test_a_cleared_card_does_not_come_back_for_old_answers(world):
    hold_the_belief(world.aigerim)
    answer(world.aigerim, IN_REVIEW, 4, right=True, behaviour="review")
    answer(world.aigerim, PARALLEL, 7, right=True, behaviour="review")
    for later in (7, 8, 30):
        with clock.fixed(day(later, 12)):
            evaluate(world.aigerim)
    assert len(cards(world.aigerim)) == 1


def test_one_new_error_after_the_clearing_is_not_enough(world):
    hold_the_belief(world.aigerim)
    answer(world.aigerim, IN_REVIEW, 4, right=True, behaviour="review")
    answer(world.aigerim, PARALLEL, 7, right=True, behaviour="review")
    answer(world.aigerim, "l21-whose-name-a", 20, behaviour="review")
    assert standing(world.aigerim) == []


def test_two_new_errors_after_the_clearing_open_a_new_card(world):
    hold_the_belief(world.aigerim)
    answer(world.aigerim, IN_REVIEW, 4, right=True, behaviour="review")
    answer(world.aigerim, PARALLEL, 7, right=True, behaviour="review")
    answer(world.aigerim, "l21-whose-name-a", 20)
    answer(world.aigerim, "l21-say-no-a", 23, behaviour="review")
    assert standing(world.aigerim) == ["SR-CARD"]
    assert [card.opened_at for card in cards(world.aigerim)] == [day(2), day(23)]


def test_a_hasty_answer_never_counts(world):
    answer(world.aigerim, IN_LESSON, 0, seconds=1.5)
    answer(world.aigerim, IN_REVIEW, 2, behaviour="review")
    assert cards(world.aigerim) == []


@pytest.mark.parametrize("certainty", ["unsure", "dont-know", None])
def test_only_sure_errors_count(world, certainty):
    answer(world.aigerim, IN_LESSON, 0, certainty=certainty)
    answer(world.aigerim, IN_REVIEW, 2, behaviour="review")
    assert cards(world.aigerim) == []


def test_a_second_try_never_counts(world):
    answer(world.aigerim, IN_LESSON, 0)
    answer(world.aigerim, IN_LESSON, 3, behaviour="review")
    assert cards(world.aigerim) == []


def sensitive_item(belief):
    """A choice item of a sensitive lesson that carries the belief."""
    for item in library.get().banks["L24"].items:
        if item.interaction == "choice" and belief in item.misconceptions:
            return item.id
    raise AssertionError(f"no such item for {belief}")


def test_sensitive_lessons_never_count(world):
    answer(world.aigerim, "l21-two-hours", 0, belief="M-EASY-MONEY")
    answer(world.aigerim, sensitive_item("M-EASY-MONEY"), 2, belief="M-EASY-MONEY")
    assert cards(world.aigerim) == []


def test_errors_more_than_sixty_days_apart_do_not_meet(world):
    answer(world.aigerim, IN_LESSON, 0)
    answer(world.aigerim, IN_REVIEW, 61, behaviour="review")
    assert cards(world.aigerim) == []


def test_the_same_facts_open_one_card_however_often_they_are_read(world):
    hold_the_belief(world.aigerim)
    for hour in (11, 12, 13):
        with clock.fixed(day(2, hour)):
            evaluate(world.aigerim)
    assert len(cards(world.aigerim)) == 1
    assert told("skill-card") == [world.aigerim]


def share_with_the_class(world, holders):
    """A class of ten, in which Bolat and others hold the belief before Aigerim does."""
    pupils = [world.bolat, *add_classmates(world, 8)]
    for pupil in pupils[: holders - 1]:
        answer(pupil, IN_LESSON, 0)
    hold_the_belief(world.aigerim)


def test_what_the_class_shares_becomes_no_card(world):
    """Five of ten hold it: a talk for all."""
    share_with_the_class(world, holders=5)
    assert cards(world.aigerim) == []


def test_four_of_ten_are_not_yet_the_class(world):
    share_with_the_class(world, holders=4)
    assert standing(world.aigerim) == ["SR-CARD"]


def test_in_a_small_class_everybody_has_a_card_of_their_own(world):
    """A talk would name them: both of two pupils hold it."""
    answer(world.bolat, IN_LESSON, 0)
    hold_the_belief(world.aigerim)
    assert standing(world.aigerim) == ["SR-CARD"]


def test_a_card_that_opens_late_still_leaves_the_pupil_two_weeks(world):
    share_with_the_class(world, holders=5)
    answer(world.bolat, PARALLEL, 10, right=True, behaviour="review")
    answer(world.bolat, IN_REVIEW, 14, right=True, behaviour="review")
    with clock.fixed(day(20)):
        evaluate(world.aigerim)
    (card,) = cards(world.aigerim)
    assert card.opened_at == day(2)
    assert card.visible_from == dt.date(2026, 10, 5) + dt.timedelta(days=34)


def test_a_late_card_does_not_open_when_the_pupil_has_put_it_right_meanwhile(world):
    share_with_the_class(world, holders=5)
    answer(world.aigerim, IN_REVIEW, 5, right=True, behaviour="review")
    answer(world.aigerim, PARALLEL, 9, right=True, behaviour="review")
    answer(world.bolat, PARALLEL, 10, right=True, behaviour="review")
    answer(world.bolat, IN_REVIEW, 14, right=True, behaviour="review")
    with clock.fixed(day(20)):
        evaluate(world.aigerim)
    assert cards(world.aigerim) == []


THREE_BELIEFS = [
    ("M-CODE-TEACHER", "SR-CODE"),
    ("M-CARD-MINE", "SR-CARD"),
    ("M-EASY-MONEY", "SR-MONEY"),
]


def choices_about(belief):
    bank = library.get().banks["L21"].items
    return [one.id for one in bank if one.interaction == "choice" and belief in one.misconceptions]


def test_two_cards_stand_at_once_at_most(world):
    used = set()
    for belief, _ in THREE_BELIEFS:
        first, second = [one for one in choices_about(belief) if one not in used][:2]
        used |= {first, second}
        answer(world.aigerim, first, 0, belief=belief, behaviour="test")
        answer(world.aigerim, second, 2, belief=belief, behaviour="review")
    assert len(standing(world.aigerim)) == 2


def test_the_nightly_sweep_finds_what_a_lost_job_missed(world):
    home = library.get().item(IN_LESSON)
    for number, (item, behaviour) in enumerate([(IN_LESSON, "practice"), (IN_REVIEW, "review")]):
        home = library.get().item(item)
        option = wrong_option(home.item, "M-CARD-MINE")
        with clock.fixed(day(number)), transaction():
            record_answer(
                pupil=load_viewer(world.aigerim),
                home=home,
                answer=Answer({"option": option}, "sure", uuid.uuid4(), 9.0),
                behaviour=behaviour,
            )
    assert cards(world.aigerim) == []
    recent = skills.pupils_with_recent_answers(day(0))
    assert recent == [world.aigerim]
    with clock.fixed(day(1, 22)):
        evaluate(world.aigerim)
    assert standing(world.aigerim) == ["SR-CARD"]
