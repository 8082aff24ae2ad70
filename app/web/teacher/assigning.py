"""A lesson is given to a class with the rules of its quiz, and taken back."""

import datetime as dt
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.content import library
from app.content.schema.lesson import Lesson
from app.core import clock
from app.core.db import transaction
from app.evidence import comparisons
from app.learning import class_quizzes, rollups, services
from app.learning.access import assignment_for
from app.people.access import class_for
from app.reports.class_quiz import questions
from app.reports.lessons import entry_of, shelves
from app.web.access import Permission, allow, viewer
from app.web.checks import key_of
from app.web.display import localized, long_date
from app.web.teacher.blueprint import bp
from app.web.teacher.forms import AssignForm

USUAL_NOTICE = dt.timedelta(days=7)


@bp.route("/<int:class_id>/assign", methods=["GET", "POST"])
@allow(Permission.CLASSES_RUN)
def assign(class_id: int) -> ResponseReturnValue:
    """ "Show the questions" sends the same form and assigns nothing."""
    school_class = class_for(viewer(), class_id)
    form = AssignForm(lesson=request.args.get("lesson"), due=clock.today() + USUAL_NOTICE)
    form.offer(shelves([school_class.grade]))
    only_looks = "look" in request.form
    if not only_looks and form.validate_on_submit() and _assign(class_id, form):
        return redirect(url_for("teacher.class_page", class_id=class_id), HTTPStatus.SEE_OTHER)
    chosen = library.get().lessons.get(form.lesson.data or "")
    page = render_template(
        "teacher/assign.html",
        form=form,
        class_id=class_id,
        school_class=school_class,
        chosen=entry_of(chosen) if chosen else None,
        questions=_preview(class_id, chosen) if chosen else [],
        class_waits=chosen is not None and chosen.theme in comparisons.waits_with(class_id),
        is_looked_at=only_looks,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _preview(class_id: int, lesson: Lesson) -> list[object]:
    return [*questions(lesson.id, class_quizzes.questions_for(class_id, lesson.id))]


def _assign(class_id: int, form: AssignForm) -> bool:
    """True when the lesson stands; otherwise the form says why not."""
    chosen = library.get().lesson(form.lesson.data)
    by_id = viewer().id
    try:
        with transaction():
            if not _is_sent_before(form, by_id):
                services.assign_lesson(
                    class_id=class_id,
                    lesson=chosen,
                    due_on=form.due.data,
                    by_id=by_id,
                    quiz=form.rules,
                )
    except services.LessonIsStale:
        form.lesson.errors = (_("A law text of this lesson is being checked: choose another one."),)
        return False
    except (services.AlreadyAssigned, IntegrityError):
        form.lesson.errors = (_("The class has this lesson already."),)
        return False
    _say_assigned(chosen, form.due.data)
    return True


def _is_sent_before(form: AssignForm, by_id: int) -> bool:
    """The second half of a double click, or a form that the browser sends once more."""
    if not form.submission_key.data:
        return False
    return not rollups.claim_submission(key_of(form.submission_key), by_id)


def _say_assigned(lesson: Lesson, due_on: dt.date) -> None:
    title, due = localized(lesson.title), long_date(due_on)
    flash(_("Assigned: %(title)s. Due: %(date)s.", title=title, date=due), "ok")
    if lesson.sensitive:
        flash(_("This topic may touch someone. Tell the psychologist the date."), "warning")


@bp.post("/<int:class_id>/assignments/<int:assignment_id>/withdraw")
@allow(Permission.CLASSES_RUN)
def withdraw(class_id: int, assignment_id: int) -> ResponseReturnValue:
    """Sent twice it says the same twice."""
    with transaction():
        assignment = assignment_for(viewer(), class_id, assignment_id, withdrawn_too=True)
        services.withdraw_assignment(assignment=assignment)
    flash(_("The assignment is withdrawn. What pupils have done stays."), "ok")
    return redirect(url_for("teacher.class_page", class_id=class_id), HTTPStatus.SEE_OTHER)
