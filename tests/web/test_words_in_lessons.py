"""T1s: words about not wanting to live in a plan. The child is asked before anybody is told."""

import datetime as dt

import pytest
import sqlalchemy as sa
import time_machine

from app.casework.models import Case, CaseReader
from app.core import clock
from app.core.db import db, transaction
from app.jobs import sweep, tell_of_unanswered
from app.people import switches
from app.risk.models import LessonWords, Signal
from tests import classroom
from tests.pages import text_of

TUESDAY = clock.at(dt.date(2026, 11, 24), 10)
DANGER = "Мен шаршадым. Бүгін өзіме қол жұмсаймын."
LESSON = "L21"
PLAN = f"/learn/lessons/{LESSON}/steps/plan"
ASKED = f"/learn/lessons/{LESSON}/about-you"


@pytest.fixture(autouse=True)
def on_tuesday():
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def signed(app, world):
    def switch(state):
        with app.app_context(), transaction():
            switches.switch(
                school_id=world.school, family="words", to=state, by_id=world.psychologist
            )

    return switch


@pytest.fixture
def aigerim(sign_in, world, context):
    classroom.reach(world.aigerim, LESSON, "plan")
    return sign_in(world.aigerim)


def plan(pupil, words):
    return pupil.post(f"{PLAN}/plan", data={"then_part": words})


def cases():
    query = sa.select(Signal.rule, Case.severity, Case.due_at, Case.id).join(
        Case, Case.signal_id == Signal.id
    )
    return db.session.execute(query.order_by(Case.id)).all()


def readers_of(case_id):
    query = sa.select(CaseReader.user_id).where(CaseReader.case_id == case_id)
    return set(db.session.scalars(query))


@pytest.mark.parametrize("state", ["off", "shadow"])
def test_unless_it_is_signed_on_nobody_is_asked_or_told(aigerim, signed, state):
    signed(state)
    assert "about-you" not in plan(aigerim, DANGER).location
    assert aigerim.get(ASKED).status_code == 404
    with time_machine.travel(TUESDAY + dt.timedelta(hours=1), tick=False):
        tell_of_unanswered.call_local()
    assert cases() == []


def test_ordinary_words_are_not_asked_about(aigerim, signed):
    signed("on")
    assert "about-you" not in plan(aigerim, "Үлкенге айтамын.").location


def test_a_graver_word_of_another_rule_does_not_hide_it(aigerim, signed):
    signed("on")
    assert plan(aigerim, "Не хочу жить. Сегодня папа меня избил.").location == ASKED


def test_saving_again_does_not_begin_the_ten_minutes_anew(aigerim, signed):
    signed("on")
    for minute in (0, 4, 8):
        with time_machine.travel(TUESDAY + dt.timedelta(minutes=minute), tick=False):
            assert plan(aigerim, DANGER + "!" * minute).location == ASKED
    with time_machine.travel(TUESDAY + dt.timedelta(minutes=11), tick=False):
        tell_of_unanswered.call_local()
    assert [one.rule for one in cases()] == ["T1s"]


def test_the_page_of_the_plan_says_so_before_the_child_writes(aigerim, signed, open_page):
    assert "the psychologist learns of it" not in text_of(open_page(aigerim, PLAN))
    signed("on")
    assert "the psychologist learns of it" in text_of(open_page(aigerim, PLAN))


def test_the_child_is_asked_at_once_and_nobody_knows_yet(aigerim, world, signed, open_page):
    signed("on")
    assert plan(aigerim, DANGER).location == ASKED
    text = text_of(open_page(aigerim, ASKED))
    assert "Is this about you?" in text
    assert "112" in text
    assert cases() == []


def test_yes_is_told_to_psychologist_and_lead_like_the_words_themselves(
    aigerim, world, signed, open_page
):
    signed("on")
    plan(aigerim, DANGER)
    assert aigerim.post(ASKED, data={"reply": "me"}).location == ASKED
    assert aigerim.post(ASKED, data={"reply": "me"}).location == ASKED  # a double click
    [(rule, severity, _due, case_id)] = cases()
    assert (rule, severity) == ("T1", 4)
    assert readers_of(case_id) == {world.psychologist, world.lead}
    assert "You did right to say so" in text_of(open_page(aigerim, ASKED))


def test_for_the_task_is_looked_at_by_the_psychologist_within_a_school_day(aigerim, world, signed):
    signed("on")
    plan(aigerim, DANGER)
    aigerim.post(ASKED, data={"reply": "task"})
    [(rule, severity, due, case_id)] = cases()
    assert (rule, severity, readers_of(case_id)) == ("T1s", 1, {world.psychologist})
    assert clock.local(due).date() == dt.date(2026, 11, 25)


def test_no_answer_within_ten_minutes_is_told_to_the_psychologist_once(aigerim, world, signed):
    signed("on")
    plan(aigerim, DANGER)
    with time_machine.travel(TUESDAY + dt.timedelta(minutes=9), tick=False):
        tell_of_unanswered.call_local()
    assert cases() == []
    with time_machine.travel(TUESDAY + dt.timedelta(minutes=11), tick=False):
        tell_of_unanswered.call_local()
        tell_of_unanswered.call_local()
    [(rule, severity, _due, case_id)] = cases()
    assert (rule, severity, readers_of(case_id)) == ("T1s", 2, {world.psychologist})


@pytest.mark.parametrize(("reply", "rules"), [("task", ["T1s"]), ("me", ["T1s", "T1"])])
def test_a_late_answer_adds_only_what_is_graver(aigerim, signed, reply, rules):
    signed("on")
    plan(aigerim, DANGER)
    with time_machine.travel(TUESDAY + dt.timedelta(minutes=11), tick=False):
        tell_of_unanswered.call_local()
        aigerim.post(ASKED, data={"reply": reply})
    assert [one.rule for one in cases()] == rules


def test_a_changed_plan_asks_nothing_anew_while_the_answer_is_fresh(aigerim, signed):
    signed("on")
    plan(aigerim, DANGER)
    aigerim.post(ASKED, data={"reply": "task"})
    assert "about-you" not in plan(aigerim, DANGER + "!").location
    assert len(cases()) == 1


def test_another_pupil_cannot_answer_or_see_the_question(aigerim, world, sign_in, signed):
    signed("on")
    plan(aigerim, DANGER)
    bolat = sign_in(world.bolat)
    assert bolat.get(ASKED).status_code == 404
    assert bolat.post(ASKED, data={"reply": "me"}).status_code == 404
    assert aigerim.post(ASKED, data={"reply": "nonsense"}).status_code == 404
    assert cases() == []


def test_the_psychologist_reads_what_was_answered_and_not_the_plan(
    aigerim, world, signed, sign_in, open_page
):
    signed("on")
    plan(aigerim, DANGER)
    aigerim.post(ASKED, data={"reply": "task"})
    text = text_of(open_page(sign_in(world.psychologist), f"/cases/{cases()[0].id}"))
    assert "it is for the task" in text
    assert "қол жұмсаймын" not in text


def test_after_thirty_days_the_question_is_forgotten(aigerim, signed):
    signed("on")
    plan(aigerim, DANGER)
    aigerim.post(ASKED, data={"reply": "task"})
    with time_machine.travel(TUESDAY + dt.timedelta(days=31), tick=False):
        sweep.call_local()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(LessonWords)) == 0
    assert len(cases()) == 1
