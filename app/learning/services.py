"""Verbs of a pupil's learning. None commits; each is safe to be sent twice with one key."""

import datetime as dt

import sqlalchemy as sa

from app.content import library
from app.content.schema.items import NormGuessItem, OpinionItem
from app.content.schema.lesson import Lesson
from app.core import clock, events
from app.core.db import db
from app.learning import attempts, behaviours, class_quizzes, marking, rollups
from app.learning.attempts import Answer, Home, Taken
from app.learning.events import QuizReleased
from app.learning.marking import Mark
from app.learning.models import Assignment, Plan
from app.learning.quiz_rules import USUAL, QuizRules
from app.notices.services import queue_notices
from app.people.viewer import Viewer


class AlreadyAssigned(Exception):
    """This class has the lesson already; the standing assignment stays."""


class LessonIsStale(Exception):
    """A law record of the lesson is past its recheck date: not to be newly assigned."""


def record_answer(
    *, pupil: Viewer, home: Home, answer: Answer, behaviour: behaviours.Name
) -> Mark | None:
    """Marks the answer and counts it. None if this submission key was recorded before."""
    if not rollups.claim_submission(answer.submission_key, pupil.id):
        return None
    item = home.item
    if isinstance(item, OpinionItem):
        return _record_opinion(pupil, item, answer)
    mark, now = marking.mark(item, answer.response), clock.now()
    if isinstance(item, NormGuessItem):
        rollups.keep_guess(pupil.id, pupil.class_id, item.id, answer.response["guess"])
    attempts.keep(
        Taken(
            pupil_id=pupil.id,
            home=home,
            behaviour=behaviours.used(item, behaviour),
            response=answer.response,
            certainty=answer.certainty,
            seconds=answer.seconds,
            mark=mark,
            try_number=rollups.count_try(
                pupil.id, item.id, score=mark.score, response=answer.response, at=now
            ),
            at=now,
            counts_from=now,
        )
    )
    return mark


def _record_opinion(pupil: Viewer, item: OpinionItem, answer: Answer) -> Mark:
    """No attempt and no name: the class's counts are all that is kept, from the first answer."""
    try_number = rollups.count_try(pupil.id, item.id, score=None, response={}, at=clock.now())
    if try_number == 1 and pupil.class_id is not None:
        rollups.count_opinions(pupil.class_id, item.id, item.counted(answer.response))
    return Mark(score=None)


def open_lesson(*, pupil: Viewer, lesson: Lesson) -> None:
    """The pupil is in the lesson; opening it again changes only the time."""
    rollups.touch_lesson(
        pupil.id, lesson.id, lesson.version, new_steps=0, total_steps=len(lesson.steps)
    )


def finish_step(*, pupil: Viewer, lesson: Lesson, step_id: str) -> None:
    is_new = rollups.finish_step(pupil.id, lesson.id, step_id)
    rollups.touch_lesson(
        pupil.id,
        lesson.id,
        lesson.version,
        new_steps=int(is_new),
        total_steps=len(lesson.steps),
    )


def make_plan(*, pupil: Viewer, lesson: Lesson, then_part: str | None) -> None:
    """Keeps the pupil's own words, or None for the words of the lesson."""
    plan = db.session.get(Plan, (pupil.id, lesson.id))
    if plan is None:
        plan = Plan(pupil_id=pupil.id, lesson_id=lesson.id)
        db.session.add(plan)
    plan.then_part = then_part
    plan.made_at = clock.now()


def assign_lesson(
    *,
    class_id: int,
    lesson: Lesson,
    due_on: dt.date,
    by_id: int,
    quiz: QuizRules = USUAL,
    opens_on: dt.date | None = None,
) -> Assignment:
    """With the quiz that follows the lesson, by these rules; at once, or from a day on.

    A lesson that is given for a later day may be brought forward.
    """
    if has_stale_law(lesson):
        raise LessonIsStale(lesson.id)
    assignment = db.session.scalar(
        sa.select(Assignment).where(
            Assignment.class_id == class_id,
            Assignment.lesson_id == lesson.id,
            Assignment.withdrawn_at.is_(None),
        )
    )
    if assignment is None:
        assignment = Assignment(
            class_id=class_id,
            lesson_id=lesson.id,
            opens_on=opens_on,
            due_on=due_on,
            assigned_by_id=by_id,
        )
        db.session.add(assignment)
        db.session.flush()
        class_quizzes.add(assignment=assignment, rules=quiz)
    elif opens_on is None and assignment.opens_on and assignment.opens_on > clock.today():
        assignment.opens_on, assignment.assigned_by_id = None, by_id
        class_quizzes.change(assignment=assignment, rules=quiz, due_on=due_on)
    else:
        raise AlreadyAssigned(lesson.id)
    return assignment


def has_stale_law(lesson: Lesson) -> bool:
    """A law record of the lesson is past its recheck date."""
    records = library.get().law_records(lesson.law)
    return any(record.is_stale(clock.today()) for record in records)


def show_answers(*, assignment: Assignment, by_id: int) -> None:
    """The teacher shows the answers of the class's quiz; each who handed in is told, once."""
    if class_quizzes.release(assignment=assignment, by_id=by_id):
        waiting = db.session.scalars(class_quizzes.handed_in(assignment.id)).all()
        queue_notices(recipients=waiting, kind="quiz-told", subject_id=assignment.id)


def withdraw_assignment(*, assignment: Assignment) -> None:
    """What pupils have done stays; the lesson is no longer due. Twice changes nothing."""
    if assignment.withdrawn_at is None:
        assignment.withdrawn_at = clock.now()
        events.record(db.session, QuizReleased(assignment.id))
