"""What a pupil has made so far, for the pupil alone: if-then plans, and answers that were told."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.content import library
from app.content.schema.lesson import Lesson, PlanStep
from app.learning import class_quizzes, queries, school_quizzes
from app.learning.models import Plan, QuizSitting
from app.learning.school_quizzes import OwnQuiz
from app.people.access import NotFound
from app.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """`own_words` is None where the pupil took the words of the lesson."""

    lesson: Lesson
    step: PlanStep
    own_words: str | None
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ToldLesson:
    """The quizzes of a lesson whose answers were told, the latest first."""

    lesson: Lesson
    sittings: tuple[QuizSitting, ...]


@dataclass(frozen=True, slots=True)
class AnswersPage:
    lessons: tuple[ToldLesson, ...]
    of_school: tuple[OwnQuiz, ...]


def plans_page(pupil: Viewer) -> tuple[OwnPlan, ...]:
    """The latest first; of lessons that are still there."""
    return tuple(found for one in queries.plans_of(pupil.id) if (found := _own_plan(one)))


def own_plan(pupil: Viewer, lesson_id: str) -> OwnPlan:
    """Made by this pupil, whether or not the lesson is still open to them."""
    plan = queries.plan_of(pupil.id, lesson_id)
    found = _own_plan(plan) if plan else None
    if found is None:
        raise NotFound
    return found


def _own_plan(plan: Plan) -> OwnPlan | None:
    lesson = library.get().lessons.get(plan.lesson_id)
    steps = lesson.steps if lesson else ()
    step = next((one for one in steps if isinstance(one, PlanStep)), None)
    return OwnPlan(lesson, step, plan.then_part, plan.made_at) if lesson and step else None


def answers_page(pupil: Viewer) -> AnswersPage:
    by_lesson: dict[str, list[QuizSitting]] = {}
    for one in class_quizzes.told_sittings(pupil.id):
        by_lesson.setdefault(one.lesson_id, []).append(one)
    return AnswersPage(_told(by_lesson), _answered_of_school(pupil))


def _told(by_lesson: dict[str, list[QuizSitting]]) -> tuple[ToldLesson, ...]:
    known = library.get().lessons
    return tuple(
        ToldLesson(known[lesson_id], tuple(sittings))
        for lesson_id, sittings in by_lesson.items()
        if lesson_id in known
    )


def _answered_of_school(pupil: Viewer) -> tuple[OwnQuiz, ...]:
    own: Sequence[OwnQuiz] = school_quizzes.own(pupil)
    return tuple(one for one in own if one.answered)
