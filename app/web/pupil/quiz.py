"""The quiz after a lesson: one question a page, each answer saved at once, reasons at the end.

Until the hand-in no page tells what is right.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.content import library
from app.content.schema.curriculum import Objective
from app.content.schema.lesson import Lesson
from app.core.db import transaction
from app.learning import queries, quizzes, reviews, services
from app.learning.access import lesson_for
from app.learning.behaviours import TEST
from app.learning.models import QuizSitting
from app.learning.quizzes import Answered
from app.learning.responses import BadResponse
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.web import kept
from app.web.access import Permission, allow, viewer
from app.web.display import localized
from app.web.errors import error_page
from app.web.law import law_texts
from app.web.pupil.answers import fresh_exercise, posted_exercise, read_answer
from app.web.pupil.blueprint import bp
from app.web.pupil.exercises import Exercise
from app.web.pupil.feedback import Feedback, feedback

QUIZ = "/lessons/<lesson_id>/quiz"
SITTING = "/quizzes/<uuid:sitting_id>"


@dataclass(frozen=True, slots=True)
class Result:
    """An answered question on the results page; without feedback it has left the bank."""

    prompt: str
    is_right: bool
    feedback: Feedback | None


@bp.get(QUIZ, endpoint="quiz")
@allow(Permission.LESSONS_TAKE)
def quiz_page(lesson_id: str) -> ResponseReturnValue:
    """The start, the question where the pupil stopped on whatever device, or the hand-in."""
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    sitting = quizzes.open_sitting(pupil.id, lesson.id)
    if sitting is None:
        return _start_page(pupil, lesson)
    if not quizzes.has_all_content(sitting):
        return render_template("pupil/quiz_changed.html", lesson=lesson, sitting=sitting)
    done = quizzes.answered(sitting)
    item_id = quizzes.next_item(sitting, done)
    if item_id is None:
        return render_template("pupil/quiz_hand_in.html", lesson=lesson, sitting=sitting)
    exercise = fresh_exercise(library.get().item(item_id).item, pupil.id)
    return _question(lesson, sitting, exercise)


def _start_page(pupil: Viewer, lesson: Lesson) -> ResponseReturnValue:
    blueprint = library.get().banks[lesson.id].blueprint
    return render_template(
        "pupil/quiz_start.html",
        lesson=lesson,
        questions=sum(draw.count for draw in blueprint),
        last=queries.last_sitting(pupil.id, lesson.id),
    )


def _question(lesson: Lesson, sitting: QuizSitting, exercise: Exercise) -> ResponseReturnValue:
    page = render_template(
        "pupil/quiz_question.html",
        lesson=lesson,
        sitting=sitting,
        exercise=exercise,
        number=sitting.item_ids.index(exercise.item.id) + 1,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if exercise.error else HTTPStatus.OK


@bp.post(QUIZ, endpoint="start_quiz")
@allow(Permission.LESSONS_TAKE)
def start(lesson_id: str) -> ResponseReturnValue:
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    with transaction():
        services.open_lesson(pupil=pupil, lesson=lesson)
        quizzes.start(pupil=pupil, lesson=lesson)
    return _back_to_quiz(lesson.id)


@bp.get(SITTING + "/items/<item_id>", endpoint="back_to_quiz")
@allow(Permission.LESSONS_TAKE)
def back_to_quiz(sitting_id: uuid.UUID, item_id: str) -> ResponseReturnValue:
    """A refused answer opened by its address: after a change of language, or from the history."""
    sitting = _own_item(viewer(), sitting_id, item_id)
    return _back_to_quiz(sitting.lesson_id)


@bp.post(SITTING + "/items/<item_id>")
@allow(Permission.LESSONS_TAKE)
def answer_question(sitting_id: uuid.UUID, item_id: str) -> ResponseReturnValue:
    pupil = viewer()
    home = library.get().find(item_id)
    if home is None:
        return _item_is_gone(quizzes.sitting_for(pupil, sitting_id))
    try:
        answer = read_answer(home.item)
    except BadResponse as error:
        sitting = _own_item(pupil, sitting_id, item_id)
        lesson = library.get().lesson(sitting.lesson_id)
        return _question(lesson, sitting, posted_exercise(home.item, error))
    with transaction():
        sitting = _own_item(pupil, sitting_id, item_id)
        lesson_id, is_open = sitting.lesson_id, sitting.handed_in_at is None
        if is_open:
            services.record_answer(
                pupil=pupil, home=home, answer=answer, behaviour=TEST.name, sitting_id=sitting_id
            )
    kept.forget()
    return _back_to_quiz(lesson_id) if is_open else _results_of(sitting_id)


def _own_item(pupil: Viewer, sitting_id: uuid.UUID, item_id: str) -> QuizSitting:
    sitting = quizzes.sitting_for(pupil, sitting_id)
    if item_id not in sitting.item_ids:
        raise NotFound
    return sitting


def _item_is_gone(sitting: QuizSitting) -> ResponseReturnValue:
    return error_page(
        HTTPStatus.GONE,
        HTTPStatus.GONE,
        title=_("This question has been replaced"),
        text=_("Your other answers are saved. Go on with the quiz."),
        home_href=url_for("pupil.quiz", lesson_id=sitting.lesson_id),
    )


@bp.post(SITTING + "/renew", endpoint="renew_quiz")
@allow(Permission.LESSONS_TAKE)
def renew(sitting_id: uuid.UUID) -> ResponseReturnValue:
    """Goes on with other questions where some have left the bank."""
    pupil = viewer()
    with transaction():
        sitting = quizzes.sitting_for(pupil, sitting_id)
        lesson_id = sitting.lesson_id
        if sitting.handed_in_at is None:
            quizzes.renew(sitting=sitting)
    return _back_to_quiz(lesson_id)


@bp.post(SITTING + "/hand-in", endpoint="hand_in")
@allow(Permission.LESSONS_TAKE)
def hand_in(sitting_id: uuid.UUID) -> ResponseReturnValue:
    """Once: a second hand-in changes nothing. Unanswered questions come first."""
    pupil = viewer()
    with transaction():
        sitting = quizzes.sitting_for(pupil, sitting_id)
        lesson_id = sitting.lesson_id
        is_whole = quizzes.next_item(sitting, quizzes.answered(sitting)) is None
        if is_whole:
            quizzes.hand_in(pupil=pupil, sitting=sitting)
    return _results_of(sitting_id) if is_whole else _back_to_quiz(lesson_id)


@bp.get(SITTING + "/results", endpoint="quiz_results")
@allow(Permission.LESSONS_TAKE)
def results(sitting_id: uuid.UUID) -> ResponseReturnValue:
    pupil = viewer()
    sitting = quizzes.sitting_for(pupil, sitting_id)
    if not TEST.tells(is_over=sitting.handed_in_at is not None):
        return _back_to_quiz(sitting.lesson_id)
    done = quizzes.answered(sitting)
    lesson = library.get().lesson(sitting.lesson_id)
    return render_template(
        "pupil/quiz_results.html",
        lesson=lesson,
        sitting=sitting,
        results=[_result(one) for one in done],
        law=law_texts(_law_of(done), lesson.band),
        to_repeat=_to_repeat(done),
        review_due=len(reviews.left_today(pupil)),
    )


def _result(one: Answered) -> Result:
    if one.home is None:
        return Result(_("This question is no longer in use."), one.is_right, None)
    told = feedback(one.home, one.response, one.score, one.certainty)
    return Result(localized(one.home.item.prompt), one.is_right, told)


def _law_of(done: Sequence[Answered]) -> list[str]:
    return [law_id for one in done if one.home for law_id in one.home.item.law]


def _to_repeat(done: Sequence[Answered]) -> list[Objective]:
    """What the questions that were not right were about, each once."""
    missed = dict.fromkeys(one.home.item.objective for one in done if one.home and not one.is_right)
    return [library.get().objectives[objective] for objective in missed]


def _back_to_quiz(lesson_id: str) -> ResponseReturnValue:
    return redirect(url_for("pupil.quiz", lesson_id=lesson_id), HTTPStatus.SEE_OTHER)


def _results_of(sitting_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("pupil.quiz_results", sitting_id=sitting_id), HTTPStatus.SEE_OTHER)
