"""The school's own questions as a quiz of a class: choose, give, see how it goes, take back."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField

from app.bank import queries
from app.core import clock
from app.core.db import transaction
from app.learning import school_quizzes
from app.learning.school_quizzes import MOST_QUESTIONS, NotInUse
from app.people.access import class_for
from app.reports.school_quiz import school_quiz_page
from app.web.access import Permission, allow, viewer
from app.web.checks import day_ahead, not_longer_than, required, row_numbers
from app.web.display import long_date
from app.web.teacher.assigning import USUAL_NOTICE
from app.web.teacher.bank_words import KINDS, LANGUAGES
from app.web.teacher.blueprint import bp

LONGEST_TITLE = 120


class SchoolQuizForm(FlaskForm):
    title = StringField(_l("Title"), validators=[required(), not_longer_than(LONGEST_TITLE)])
    due = DateField(_l("Due date"), validators=[required(), day_ahead])


@bp.route("/<int:class_id>/school-quizzes/new", methods=["GET", "POST"])
@allow(Permission.CLASSES_RUN)
def new_school_quiz(class_id: int) -> ResponseReturnValue:
    school_class = class_for(viewer(), class_id)
    form = SchoolQuizForm(due=clock.today() + USUAL_NOTICE)
    chosen = _chosen()
    if form.validate_on_submit():
        quiz_id = _give(class_id, form, chosen)
        if quiz_id is not None:
            return _to_quiz(quiz_id)
    page = render_template(
        "teacher/school_quiz_new.html",
        form=form,
        chosen=chosen,
        school_class=school_class,
        questions=[one for one in queries.bank(school_class.school_id) if one.status == "on"],
        words={"kinds": KINDS, "languages": LANGUAGES},
        most=MOST_QUESTIONS,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _chosen() -> list[int]:
    return sorted(row_numbers(request.form.getlist("question")))


def _give(class_id: int, form: SchoolQuizForm, chosen: list[int]) -> int | None:
    """None when the form now says why not."""
    person = viewer()
    try:
        with transaction():
            quiz_id = school_quizzes.give(
                school_class=class_for(person, class_id),
                title=form.title.data.strip(),
                ids=chosen,
                due_on=form.due.data,
                by_id=person.id,
            )
    except NotInUse:
        form.title.errors = (_("Tick one question at least, and %(n)s at most", n=MOST_QUESTIONS),)
        return None
    flash(_("Given to the class. Due: %(date)s.", date=long_date(form.due.data)), "ok")
    return quiz_id


@bp.get("/school-quizzes/<int:quiz_id>")
@allow(Permission.CLASSES_RUN)
def school_quiz(quiz_id: int) -> ResponseReturnValue:
    page = school_quiz_page(viewer(), quiz_id)
    return render_template("teacher/school_quiz.html", page=page)


@bp.post("/school-quizzes/<int:quiz_id>/withdraw")
@allow(Permission.CLASSES_RUN)
def withdraw_school_quiz(quiz_id: int) -> ResponseReturnValue:
    person = viewer()
    with transaction():
        school_quizzes.withdraw(quiz=school_quizzes.quiz_of_teacher(person, quiz_id))
    flash(_("The quiz is withdrawn. What pupils have answered stays."), "ok")
    return redirect(url_for("teacher.bank"), HTTPStatus.SEE_OTHER)


def _to_quiz(quiz_id: int) -> ResponseReturnValue:
    return redirect(url_for("teacher.school_quiz", quiz_id=quiz_id), HTTPStatus.SEE_OTHER)
