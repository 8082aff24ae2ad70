"""The quiz of a class for its teacher: look, change the rules, swap a question, show the answers;
more time for one pupil.
"""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import transaction
from app.learning import allowances, class_quizzes, services
from app.learning.access import assignment_for
from app.people.access import NotFound, pupil_for
from app.reports.class_quiz import ClassQuizPage, class_quiz_page, swap_page
from app.web.access import Permission, allow, viewer
from app.web.teacher.blueprint import bp
from app.web.teacher.quiz_forms import ExtraTimeForm, QuizForm

QUIZ = "/<int:class_id>/assignments/<int:assignment_id>/quiz"
SWAP = QUIZ + "/items/<item_id>"


@bp.route(QUIZ, methods=["GET", "POST"], endpoint="quiz")
@allow(Permission.CLASSES_RUN)
def quiz(class_id: int, assignment_id: int) -> ResponseReturnValue:
    page = class_quiz_page(viewer(), class_id, assignment_id)
    form = QuizForm.of(page.given)
    if form.validate_on_submit():
        with transaction():
            assignment = assignment_for(viewer(), class_id, assignment_id)
            class_quizzes.change(assignment=assignment, rules=form.rules, due_on=form.due.data)
        flash(_("The rules of the quiz are kept."), "ok")
        return _back(class_id, assignment_id)
    return _page(page, form)


def _page(page: ClassQuizPage, form: QuizForm) -> ResponseReturnValue:
    html = render_template("teacher/quiz.html", page=page, form=form)
    return html, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@bp.post(QUIZ + "/show", endpoint="show_answers")
@allow(Permission.CLASSES_RUN)
def show_answers(class_id: int, assignment_id: int) -> ResponseReturnValue:
    """Pupils are told, each by a notice; a second click changes nothing."""
    with transaction():
        assignment = assignment_for(viewer(), class_id, assignment_id)
        services.show_answers(assignment=assignment, by_id=viewer().id)
    flash(_("The answers are shown. Pupils see when and by whom."), "ok")
    return _back(class_id, assignment_id)


@bp.get(SWAP, endpoint="swap")
@allow(Permission.CLASSES_RUN)
def swap(class_id: int, assignment_id: int, item_id: str) -> ResponseReturnValue:
    """A question beside those that could stand in for it."""
    page = swap_page(viewer(), class_id, assignment_id, item_id)
    return render_template("teacher/quiz_swap.html", page=page)


@bp.post(SWAP + "/for/<other_id>", endpoint="swap_for")
@allow(Permission.CLASSES_RUN)
def swap_for(class_id: int, assignment_id: int, item_id: str, other_id: str) -> ResponseReturnValue:
    try:
        with transaction():
            assignment = assignment_for(viewer(), class_id, assignment_id)
            class_quizzes.swap(assignment=assignment, item_id=item_id, other_id=other_id)
    except class_quizzes.CannotSwap:
        raise NotFound from None
    flash(_("The question is swapped for everybody who has not begun."), "ok")
    return _back(class_id, assignment_id)


@bp.post("/pupils/<int:pupil_id>/extra-time", endpoint="extra_time")
@allow(Permission.CLASSES_RUN)
def extra_time(pupil_id: int) -> ResponseReturnValue:
    """Holds for an open quiz, too. Only the teacher and the pupil know of it."""
    form = ExtraTimeForm()
    known_id = pupil_for(viewer(), pupil_id).id
    if form.validate_on_submit():
        with transaction():
            allowances.grant(pupil_id=known_id, extra=form.extra.data, by_id=viewer().id)
        flash(_("The time for quizzes is kept."), "ok")
    else:
        flash(_("Choose from the list"), "warning")
    return redirect(url_for("teacher.pupil", pupil_id=known_id), HTTPStatus.SEE_OTHER)


def _back(class_id: int, assignment_id: int) -> ResponseReturnValue:
    url = url_for("teacher.quiz", class_id=class_id, assignment_id=assignment_id)
    return redirect(url, HTTPStatus.SEE_OTHER)
