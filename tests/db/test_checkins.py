"""Weekly check-ins: one answer a week, counts without names, and what is shown to whom."""

import datetime as dt
import uuid
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from app import jobs
from app.casework import intake
from app.core import clock
from app.core.db import db, transaction
from app.notices.models import Notice
from app.people import services as people
from app.people import switches
from app.people.access import NotFound
from app.people.viewer import load_viewer
from app.risk import classes, moods
from app.risk.models import Signal, SoftSignal
from app.wellbeing import checkins, shares
from app.wellbeing.checkins import Week
from app.wellbeing.models import CheckIn, ClimateCount
from app.wellbeing.services import Request
from tests.people import add_pupil

pytestmark = pytest.mark.usefixtures("context")

MONDAY = dt.date(2026, 11, 23)


@contextmanager
def week(number, day=1):
    """The school's day in the week so many weeks before (negative) or after MONDAY."""
    date = MONDAY + dt.timedelta(weeks=number, days=day)
    with clock.fixed(clock.at(date, 10)):
        yield


def say(pupil, mood, **more):
    with transaction():
        checkins.record(pupil=load_viewer(pupil), said=Week(mood, **more))
    with transaction():
        moods.evaluate(pupil)


def say_weekly(pupil, *answers):
    """One answer a week, the last one in the week of MONDAY."""
    for index, mood in enumerate(answers):
        with week(index + 1 - len(answers)):
            say(pupil, mood)


def counts(class_id, question="mood"):
    query = sa.select(ClimateCount.answer, ClimateCount.answers).where(
        ClimateCount.class_id == class_id,
        ClimateCount.question == question,
        ClimateCount.answers > 0,
    )
    return dict(db.session.execute(query).all())


@pytest.fixture
def school(world):
    with transaction():
        for family in ("check-ins", "mood"):
            switches.switch(
                school_id=world.school, family=family, to="on", by_id=world.psychologist
            )
    return world


def signals(pupil):
    query = sa.select(SoftSignal).where(SoftSignal.pupil_id == pupil)
    return db.session.scalars(query.order_by(SoftSignal.opened_on)).all()


LOW_WEEKS = (4, 4, 5, 4, 4, 2, 2, 1)


# --- one answer a week ---------------------------------------------------------------------


def test_an_answer_corrected_in_another_class_stays_one_answer_of_the_first(school):
    with transaction():
        other = people.open_class(
            school_id=school.school,
            school_year=2026,
            grade=8,
            letter="Б",
            language="kk",
            teacher_id=None,
        ).id
    with week(0):
        say(school.aigerim, 2)
    with clock.fixed(clock.at(MONDAY + dt.timedelta(days=3), 10)):
        with transaction():
            people.enrol(pupil_id=school.aigerim, class_id=other)
        say(school.aigerim, 4)
        with transaction():
            people.enrol(pupil_id=school.bolat, class_id=other)
        say(school.bolat, 4)
        say(school.aigerim, 3)
    assert counts(school.class_8a) == {"3": 1}
    assert counts(other) == {"4": 1}


def test_a_second_answer_in_the_week_corrects_the_first(school):
    with week(0):
        say(school.aigerim, 2, needs=frozenset({"marks", "sleep"}), colour="blue")
        say(school.aigerim, 4, needs=frozenset({"good-news"}))
        row = checkins.this_week(school.aigerim)
    assert (row.mood, row.needs, row.colour) == (4, ["good-news"], None)
    assert counts(school.class_8a) == {"4": 1}


def test_the_next_week_is_an_answer_of_its_own(school):
    say_weekly(school.aigerim, 3, 5)
    with week(0):
        month = checkins.month_of(school.aigerim)
    assert [one.mood for one in month] == [None, None, None, 3, 5]
    assert counts(school.class_8a) == {"3": 1, "5": 1}


def test_what_is_said_of_the_class_is_counted_once_and_has_no_name(school):
    with week(0):
        assert checkins.asks_about_class(school.aigerim)
        say(school.aigerim, 3, feels_safe="no")
        say(school.aigerim, 3, feels_safe="yes")
        assert not checkins.asks_about_class(school.aigerim)
    assert counts(school.class_8a, "safe") == {"no": 1}
    with week(3):
        assert not checkins.asks_about_class(school.aigerim)
    with week(4):
        assert checkins.asks_about_class(school.aigerim)


def test_faces_are_forgotten_after_120_days_and_counts_stay(school):
    say_weekly(school.aigerim, 3)
    with week(17), transaction():
        checkins.forget_old()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CheckIn)) == 1
    with week(18), transaction():
        checkins.forget_old()
        checkins.forget_old()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CheckIn)) == 0
    assert counts(school.class_8a) == {"3": 1}


# --- M1 and M2: the child first ---------------------------------------------------------------


def test_hard_weeks_ask_the_child_and_tell_nobody_else(school):
    say_weekly(school.aigerim, *LOW_WEEKS)
    (signal,) = signals(school.aigerim)
    assert (signal.rule, signal.severity, signal.is_shadow) == ("M1", 1, False)
    assert signal.listed_on is None
    assert [one["mood"] for one in signal.inputs["lows"]] == [2, 2, 1]
    with week(0):
        assert moods.question_for(school.aigerim).id == signal.id


def test_evaluating_again_finds_nothing_new(school):
    say_weekly(school.aigerim, *LOW_WEEKS)
    with week(0), transaction():
        moods.evaluate(school.aigerim)
    assert len(signals(school.aigerim)) == 1


def test_a_signal_ends_also_where_the_rule_was_switched_off_since(school):
    say_weekly(school.aigerim, *LOW_WEEKS)
    with transaction():
        switches.switch(school_id=school.school, family="mood", to="off", by_id=school.psychologist)
    for number in (1, 2):
        with week(number):
            say(school.aigerim, 4)
    assert signals(school.aigerim)[0].ended_on is None
    with week(3):
        say(school.aigerim, 4)
    assert signals(school.aigerim)[0].ended_on == MONDAY + dt.timedelta(weeks=3, days=1)


def test_not_now_is_asked_again_a_week_later_and_then_listed(school):
    say_weekly(school.aigerim, *LOW_WEEKS)
    (signal,) = signals(school.aigerim)
    with week(0), transaction():
        moods.answer(pupil_id=school.aigerim, signal_id=signal.id, reply="not-now")
    with week(0):
        assert moods.question_for(school.aigerim) is None
    with week(1):
        assert moods.question_for(school.aigerim).id == signal.id
        with transaction():
            moods.answer(pupil_id=school.aigerim, signal_id=signal.id, reply="not-now")
    assert signals(school.aigerim)[0].listed_on == MONDAY + dt.timedelta(weeks=2)


def test_i_am_fine_means_four_quiet_weeks(school):
    say_weekly(school.aigerim, *LOW_WEEKS)
    (signal,) = signals(school.aigerim)
    with week(0), transaction():
        moods.answer(pupil_id=school.aigerim, signal_id=signal.id, reply="fine")
    for number in (1, 2, 3):
        with week(number):
            say(school.aigerim, 2)
            assert moods.question_for(school.aigerim) is None
    assert all(one.listed_on is None for one in signals(school.aigerim))


def test_after_the_quiet_weeks_the_child_is_asked_anew_where_it_is_still_so(school):
    say_weekly(school.aigerim, *LOW_WEEKS)
    (signal,) = signals(school.aigerim)
    with week(0), transaction():
        moods.answer(pupil_id=school.aigerim, signal_id=signal.id, reply="fine")
    for number in (1, 2, 3, 4):
        with week(number):
            say(school.aigerim, 2)
    assert signals(school.aigerim)[0].listed_on is None
    with week(4):
        assert moods.question_for(school.aigerim).id == signal.id
    for number in (5, 6):
        with week(number):
            say(school.aigerim, 2)
    assert signals(school.aigerim)[0].listed_on is not None


def test_two_more_low_weeks_are_listed_although_the_child_says_nothing(school):
    say_weekly(school.aigerim, *LOW_WEEKS)
    for number in (1, 2):
        with week(number):
            say(school.aigerim, 2)
    first = signals(school.aigerim)[0]
    assert first.listed_on is not None


def test_better_weeks_end_it(school):
    say_weekly(school.aigerim, *LOW_WEEKS)
    for number, mood in ((1, 3), (2, 4), (3, 4)):
        with week(number):
            say(school.aigerim, mood)
    (signal,) = signals(school.aigerim)
    assert signal.ended_on == MONDAY + dt.timedelta(weeks=3, days=1)
    with week(3):
        assert moods.question_for(school.aigerim) is None


def test_without_check_ins_it_ends_after_four_weeks(school):
    say_weekly(school.aigerim, *LOW_WEEKS)
    with week(4, day=6), transaction():
        assert school.aigerim in moods.pupils_to_evaluate(clock.now() - dt.timedelta(days=2))
        moods.evaluate(school.aigerim)
    assert signals(school.aigerim)[0].ended_on is not None


def test_on_trial_a_finding_is_stored_and_the_child_is_not_asked(school):
    with transaction():
        switches.switch(
            school_id=school.school, family="mood", to="shadow", by_id=school.psychologist
        )
    say_weekly(school.aigerim, *LOW_WEEKS)
    (signal,) = signals(school.aigerim)
    assert signal.is_shadow
    with week(0):
        assert moods.question_for(school.aigerim) is None
        with pytest.raises(NotFound), transaction():
            moods.answer(pupil_id=school.aigerim, signal_id=signal.id, reply="talk")


def test_switched_off_nothing_is_looked_at(school):
    with transaction():
        switches.switch(school_id=school.school, family="mood", to="off", by_id=school.lead)
    say_weekly(school.aigerim, *LOW_WEEKS)
    assert signals(school.aigerim) == []


def test_nobody_answers_the_card_of_another(school):
    say_weekly(school.aigerim, *LOW_WEEKS)
    (signal,) = signals(school.aigerim)
    with pytest.raises(NotFound), transaction():
        moods.answer(pupil_id=school.bolat, signal_id=signal.id, reply="fine")


def test_a_pupil_whose_evaluation_fails_does_not_stop_the_sweep(school, monkeypatch):
    for pupil in (school.bolat, school.aigerim):
        for index, mood in enumerate(LOW_WEEKS):
            with week(index + 1 - len(LOW_WEEKS)), transaction():
                checkins.record(pupil=load_viewer(pupil), said=Week(mood))
    evaluate = moods.evaluate

    def fail_for_bolat(pupil):
        if pupil == school.bolat:
            raise RuntimeError
        evaluate(pupil)

    monkeypatch.setattr(jobs, "SWEPT_AT_ONCE", 1)
    monkeypatch.setattr(moods, "evaluate", fail_for_bolat)
    with week(0):
        jobs.sweep.call_local()
    assert len(signals(school.aigerim)) == 1
    assert signals(school.bolat) == []
    monkeypatch.undo()
    with week(0, day=2):
        jobs.sweep.call_local()
    assert len(signals(school.bolat)) == 1


# --- sharing -----------------------------------------------------------------------------------


def test_a_shared_month_is_seen_by_that_adult_until_it_is_paused_or_ended(school):
    say_weekly(school.aigerim, 3, 5)
    with week(0):
        assert not shares.shown_to(school.parent, school.aigerim)
        with transaction():
            shares.share(pupil_id=school.aigerim, adult_id=school.parent)
        with transaction():
            shares.share(pupil_id=school.aigerim, adult_id=school.parent)
        (standing,) = shares.standing(school.aigerim)
        shown = shares.shown_to(school.parent, school.aigerim)
        assert [one.mood for one in shown] == [None, None, None, 3, 5]
        assert not shares.shown_to(school.teacher, school.aigerim)
        with transaction():
            shares.pause(pupil_id=school.aigerim, share_id=standing.id)
        assert not shares.shown_to(school.parent, school.aigerim)
        with transaction():
            shares.go_on(pupil_id=school.aigerim, share_id=standing.id)
        assert shares.shown_to(school.parent, school.aigerim)
        with transaction():
            shares.end(pupil_id=school.aigerim, share_id=standing.id)
        assert not shares.shown_to(school.parent, school.aigerim)
        assert shares.standing(school.aigerim) == []


def test_a_share_ends_by_itself_after_four_weeks(school):
    with week(0), transaction():
        shares.share(pupil_id=school.aigerim, adult_id=school.parent)
    with week(4):
        assert shares.pupils_who_share_with(school.parent) == [school.aigerim]
    with week(4, day=2), transaction():
        assert shares.pupils_who_share_with(school.parent) == []
        shares.end_expired()
        shares.share(pupil_id=school.aigerim, adult_id=school.parent)
        assert shares.pupils_who_share_with(school.parent) == [school.aigerim]


def test_nobody_but_the_child_ends_a_share(school):
    with week(0), transaction():
        shares.share(pupil_id=school.aigerim, adult_id=school.parent)
        (standing,) = shares.standing(school.aigerim)
    with pytest.raises(NotFound), transaction():
        shares.end(pupil_id=school.bolat, share_id=standing.id)


# --- classes -----------------------------------------------------------------------------------


def answers_of(world, class_id, weeks_ago, **numbers):
    """Counts as they come from check-ins of that week."""
    day = MONDAY - dt.timedelta(weeks=weeks_ago)
    db.session.add_all(
        ClimateCount(class_id=class_id, week=day, question="safe", answer=answer, answers=number)
        for answer, number in numbers.items()
    )


@pytest.fixture
def unsafe_class(school):
    """One of ten pupils of the other class does not feel safe, here it is nearly every second."""
    with transaction():
        other = people.open_class(
            school_id=school.school, school_year=2026, grade=9, letter="Б", language="ru",
            teacher_id=None, code="700800",
        )  # fmt: skip
        for weeks_ago in (1, 6):
            answers_of(school, school.class_8a, weeks_ago, yes=11, no=9)
            answers_of(school, other.id, weeks_ago, yes=180, no=20)
    return school


def told(kind):
    query = sa.select(Notice.recipient_id).where(Notice.kind == kind)
    return sorted(db.session.scalars(query))


@pytest.mark.parametrize(
    ("state", "hear_of_it"),
    [("on", ["teacher", "psychologist", "lead"]), ("shadow", ["psychologist"]), ("off", [])],
)
def test_a_class_that_stands_out_twice_is_told_once_and_without_names(
    unsafe_class, state, hear_of_it
):
    with week(0), transaction():
        switches.switch(
            school_id=unsafe_class.school,
            family="climate",
            to=state,
            by_id=unsafe_class.psychologist,
        )
        classes.tell_of_classes()
        classes.tell_of_classes()
    assert told("class-climate") == sorted(getattr(unsafe_class, one) for one in hear_of_it)


def test_three_pupils_of_a_class_who_tell_of_bullying_are_told_to_the_lead(school):
    with week(0):
        with transaction():
            switches.switch(
                school_id=school.school, family="climate", to="on", by_id=school.psychologist
            )
            third = add_pupil(school.school, school.class_8a, "Оспан", "Дана")
        for pupil in (school.aigerim, school.bolat, third):
            with transaction():
                classes.tell_of_classes()
            assert told("class-cluster") == []
            request = Request(
                kind="disclosure",
                card="D4",
                topic="bullied",
                wish="contact-me",
                frequency="weekly",
                submission_key=uuid.uuid4(),
            )
            with transaction():
                intake.ask_for_help(pupil=load_viewer(pupil), request=request)
        with transaction():
            classes.tell_of_classes()
    assert told("class-cluster") == [school.lead]


def test_a_cluster_that_goes_on_is_told_once_in_two_weeks(school):
    begin = dt.date.fromordinal(MONDAY.toordinal() // 14 * 14)
    with transaction():
        switches.switch(
            school_id=school.school, family="climate", to="on", by_id=school.psychologist
        )
        more = [add_pupil(school.school, school.class_8a, "Оспан", str(n)) for n in range(3)]
        db.session.add_all(
            Signal(
                rule="D4",
                rule_version=1,
                pupil_id=pupil,
                occasion=f"request:{uuid.uuid4()}",
                severity=2,
                inputs={},
                created_at=clock.at(begin + dt.timedelta(days=day), 9),
            )
            for day, pupil in enumerate((school.aigerim, school.bolat, *more), start=-2)
        )
    # The two oldest reports leave the window on the way; three pupils remain.
    for day in range(3, 14):
        with clock.fixed(clock.at(begin + dt.timedelta(days=day), 22)), transaction():
            classes.tell_of_classes()
    assert told("class-cluster") == [school.lead]
