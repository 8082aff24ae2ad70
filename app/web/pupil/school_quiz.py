"""A quiz of the school's own questions: one a page, a reason after each, to go on with any time."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.db import transaction
from app.learning import behaviours, school_quizzes, services
from app.learning.responses import BadResponse
from app.learning.school_quizzes import OwnQuiz, SchoolHome
from app.people.access import NotFound
from app.web import kept
from app.web.access import Permission, allow, viewer
from app.web.exercises import Exercise
from app.web.pupil.answers import fresh_exercise, posted_exercise, read_answer
from app.web.pupil.blueprint import bp
from app.web.pupil.feedback import feedback

QUIZ = "/school-quizzes/<int:quiz_id>"
ITEM = QUIZ + "/items/<item_id>"


@bp.get(QUIZ, endpoint="school_quiz")
@allow(Permission.LESSONS_TAKE)
def start(quiz_id: int) -> ResponseReturnValue:
    """The question where the pupil stopped, on whatever device; at the end, how it went."""
    quiz = school_quizzes.own_quiz(viewer(), quiz_id)
    if quiz.next is None or not quiz.done:
        return render_template("pupil/school_quiz.html", quiz=quiz)
    return _to_item(quiz.id, quiz.next)


@bp.get(ITEM, endpoint="school_question")
@allow(Permission.LESSONS_TAKE)
def question(quiz_id: int, item_id: str) -> ResponseReturnValue:
    pupil = viewer()
    quiz = school_quizzes.own_quiz(pupil, quiz_id)
    home = _home(quiz, item_id)
    last = None if "again" in request.args else quiz.answered.get(item_id)
    if last is None:
        return _asked(quiz, home, fresh_exercise(home.item, pupil.id))
    return render_template(
        "pupil/school_question_told.html",
        quiz=quiz,
        home=home,
        feedback=feedback(home, last.response, last.score, last.certainty),
    )


@bp.post(ITEM, endpoint="answer_school_question")
@allow(Permission.LESSONS_TAKE)
def answer_question(quiz_id: int, item_id: str) -> ResponseReturnValue:
    pupil = viewer()
    quiz = school_quizzes.own_quiz(pupil, quiz_id)
    home = _home(quiz, item_id)
    try:
        answer = read_answer(home.item)
    except BadResponse as error:
        return _asked(quiz, home, posted_exercise(home.item, error))
    with transaction():
        services.record_answer(
            pupil=pupil, home=home, answer=answer, behaviour=behaviours.PRACTICE.name
        )
    kept.forget()
    return _to_item(quiz_id, item_id)


def _home(quiz: OwnQuiz, item_id: str) -> SchoolHome:
    if item_id not in quiz.homes:
        raise NotFound
    return quiz.homes[item_id]


def _asked(quiz: OwnQuiz, home: SchoolHome, exercise: Exercise) -> ResponseReturnValue:
    page = render_template("pupil/school_question.html", quiz=quiz, home=home, exercise=exercise)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if exercise.error else HTTPStatus.OK


def _to_item(quiz_id: int, item_id: str) -> ResponseReturnValue:
    url = url_for("pupil.school_question", quiz_id=quiz_id, item_id=item_id)
    return redirect(url, HTTPStatus.SEE_OTHER)
