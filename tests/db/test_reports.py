"""Figures for teachers and parents where life is untidy: moves, withdrawals, gone content."""

import uuid

import pytest
import sqlalchemy as sa

from app.casework import intake, services
from app.casework.models import Case
from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.people import services as people
from app.people.access import NotFound
from app.people.models import User
from app.people.viewer import load_viewer
from app.reports.parent import child_page, children_of
from app.reports.teacher import class_page
from app.reports.teacher_pupil import pupil_page
from app.wellbeing.services import Request
from tests import classroom
from tests.classroom import OPEN, SENSITIVE, day

pytestmark = pytest.mark.usefixtures("context")


def page_of(world, class_id=None):
    return class_page(load_viewer(world.teacher), class_id)


def child_of(world):
    [child] = children_of(load_viewer(world.parent))
    return child_page(child)


def ask_the_teacher(world):
    with transaction():
        intake.ask_for_help(
            pupil=load_viewer(world.bolat),
            request=Request(
                kind="talk",
                topic="bullied",
                submission_key=uuid.uuid4(),
                addressed_to_id=world.teacher,
            ),
        )
        return db.session.scalars(sa.select(Case)).one().id


def test_withdrawn_lesson_leaves_counts_and_reasons(world, at):
    assignment = classroom.assign(world, OPEN, on=0, due=2)
    with at(day(5)):
        assert page_of(world).pupils[0].stuck
        with transaction():
            lesson = db.session.get(classroom.services.Assignment, assignment)
            classroom.services.withdraw_assignment(assignment=lesson)
        page = page_of(world)
    assert (page.given, page.done_share, page.pupils[0].stuck) == ((), None, ())


def test_pupil_who_moved_counts_in_the_new_class_only(world, at):
    with transaction():
        other = people.open_class(
            school_id=world.school,
            school_year=2026,
            grade=8,
            letter="Б",
            language="kk",
            teacher_id=world.teacher,
        ).id
    classroom.assign(world, OPEN, on=0, due=2)
    with transaction():
        people.enrol(pupil_id=world.aigerim, class_id=other)
    with at(day(1)):
        assert [pupil.id for pupil in page_of(world, world.class_8a).pupils] == [world.bolat]
        assert [pupil.id for pupil in page_of(world, other).pupils] == [world.aigerim]
        assert page_of(world, world.class_8a).given[0].not_opened == ("Жүнісов Болат",)


def test_closed_account_is_not_counted(world, at):
    classroom.assign(world, OPEN, on=0, due=2)
    classroom.work(world.bolat, OPEN, on=0)
    with transaction():
        db.session.execute(sa.update(User).where(User.id == world.bolat).values(is_active=False))
    with at(day(1)):
        page = page_of(world)
    assert [pupil.id for pupil in page.pupils] == [world.aigerim]
    assert (page.active, page.done_share) == (0, 0)


def test_answers_without_an_assignment_make_a_pupil_active(world, at):
    classroom.answer(world.aigerim, classroom.IN_REVIEW, on=1, behaviour="review")
    with at(day(6)):
        assert page_of(world).active == 1
    with at(day(7)):
        assert page_of(world).active == 0


def test_lesson_that_left_the_catalogue_does_not_break_the_pages(world, at):
    classroom.assign(world, OPEN, on=0, due=2)
    with transaction():
        db.session.execute(sa.text("UPDATE assignments SET lesson_id = 'L00'"))
    with at(day(1)):
        assert page_of(world).given == ()
        assert child_of(world).talks == ()
        assert pupil_page(load_viewer(world.teacher), world.aigerim).lessons == ()


def test_a_request_waits_until_somebody_takes_it(world, at):
    with at(day(0)):
        case_id = ask_the_teacher(world)
        page = page_of(world)
        assert [one.waits for one in page.requests] == [True]
        assert page.waiting == 1
        with transaction():
            case = db.session.get(Case, case_id)
            services.bring_in(case=case, by=load_viewer(world.teacher), user_id=world.psychologist)
            services.acknowledge(case=case, by=load_viewer(world.psychologist))
        page = page_of(world)
    assert [one.waits for one in page.requests] == [False]
    assert page.waiting == 0


def test_excluded_teacher_is_not_told_of_the_request(world, at):
    with at(day(0)), transaction():
        intake.ask_for_help(
            pupil=load_viewer(world.bolat),
            request=Request(
                kind="danger",
                topic="adult",
                submission_key=uuid.uuid4(),
                addressed_to_id=world.teacher,
                not_these=frozenset({world.teacher}),
            ),
        )
    with at(day(0)):
        assert page_of(world).requests == ()


def test_sensitive_lessons_hard_task_and_result_stay_with_the_pupil(world, at):
    classroom.assign(world, SENSITIVE, on=0, due=7)
    tasks = [item for item in library.get().lesson(SENSITIVE).items() if item.is_scored]
    with at(day(1)), transaction():
        for _ in range(5):
            classroom.rollups.count_try(
                world.aigerim, tasks[0].id, score=0, response={}, at=clock.now()
            )
    classroom.work(world.aigerim, SENSITIVE, on=1, steps=3)
    classroom.quiz(world.aigerim, SENSITIVE, on=1, right=0, total=8)
    with at(day(5)):
        [aigerim, _] = page_of(world).pupils
        [lesson] = pupil_page(load_viewer(world.teacher), world.aigerim).lessons
    assert (aigerim.stuck, aigerim.result) == ((), None)
    assert (lesson.state, lesson.result) == ("started", None)


def test_unasked_sensitive_work_is_not_on_the_pupils_page(world, at):
    """An assignment was withdrawn: what was done in the meantime is the pupil's own."""
    classroom.work(world.aigerim, SENSITIVE, on=1)
    classroom.work(world.aigerim, OPEN, on=1)
    with at(day(2)):
        lessons = pupil_page(load_viewer(world.teacher), world.aigerim).lessons
    assert [(one.title.en, one.due_on) for one in lessons] == [
        (library.get().lesson(OPEN).title.en, None)
    ]


def test_foreign_class_and_pupil_are_not_found(world):
    teacher = load_viewer(world.teacher)
    with pytest.raises(NotFound):
        class_page(teacher, world.other_class)
    with pytest.raises(NotFound):
        pupil_page(teacher, world.stranger)


def test_parent_of_a_child_without_a_class_has_a_page(world):
    with transaction():
        db.session.execute(sa.text("DELETE FROM enrolments"))
    page = child_of(world)
    assert (page.child.grade, page.programme, page.talks) == (None, (), ())


def test_programme_holds_the_childs_band_and_what_was_assigned_beyond(world, at):
    themes = [theme.title.en for theme in child_of(world).programme]
    own_band = {one.theme for one in library.get().lessons_of("7-9") if not one.sensitive}
    assert set(themes) == {library.get().themes[theme].title.en for theme in own_band}
    classroom.assign(world, "L08", on=0, due=5)
    with at(day(1)):
        themes = [theme.title.en for theme in child_of(world).programme]
    assert library.get().themes["bullying"].title.en in themes


def test_next_lessons_questions_come_before_those_of_the_last(world, at):
    titles = {one: library.get().lesson(one).title for one in (OPEN, "L08")}
    classroom.assign(world, OPEN, on=0, due=3)
    classroom.assign(world, "L08", on=0, due=9)
    for number, lesson_id in ((2, OPEN), (4, "L08"), (12, "L08")):
        with at(day(number)):
            assert [talk.lesson for talk in child_of(world).talks] == [titles[lesson_id]]


def test_contact_is_the_lead_where_there_is_no_psychologist(world):
    assert child_of(world).contact.id == world.psychologist
    with transaction():
        db.session.execute(
            sa.update(User).where(User.id == world.psychologist).values(is_active=False)
        )
    assert child_of(world).contact.id == world.lead
