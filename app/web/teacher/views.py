"""The class page, lessons to look at and to assign, and each pupil's learning page."""

import datetime as dt
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.content import library
from app.content.schema.acts import AgeName
from app.content.schema.base import Band
from app.core import clock
from app.core.db import transaction
from app.learning import services
from app.learning.access import assignment_for
from app.people.access import class_for
from app.reports.choices import choices_page
from app.reports.guide import lesson_guide
from app.reports.lessons import entry_of, lesson_preview, shelves
from app.reports.teacher import class_page, classes_of
from app.reports.teacher_pupil import pupil_page
from app.web.access import Permission, allow, viewer
from app.web.display import localized, long_date
from app.web.law import law_texts
from app.web.liability import who_answers_page
from app.web.teacher import entrance, screen
from app.web.teacher.blueprint import bp
from app.web.teacher.forms import AssignForm

__all__ = ["bp", "entrance", "screen"]

USUAL_NOTICE = dt.timedelta(days=7)
# Adults read the law as the oldest pupils do.
WITH_ARTICLES: Band = "10-11"
USUAL_AGE: AgeName = "15"


@bp.get("/")
@allow(Permission.CLASSES_RUN)
def home() -> ResponseReturnValue:
    """The only class, or the first of several."""
    return render_template("teacher/class.html", page=class_page(viewer()))


@bp.get("/<int:class_id>", endpoint="class_page")
@allow(Permission.CLASSES_RUN)
def one_class(class_id: int) -> ResponseReturnValue:
    return render_template("teacher/class.html", page=class_page(viewer(), class_id))


@bp.get("/lessons")
@allow(Permission.CLASSES_RUN)
def lessons() -> ResponseReturnValue:
    classes = classes_of(viewer())
    found = shelves(one.grade for one in classes)
    return render_template("teacher/lessons.html", shelves=found, classes=classes)


@bp.get("/lessons/<lesson_id>")
@allow(Permission.CLASSES_RUN)
def lesson(lesson_id: str) -> ResponseReturnValue:
    """All steps with their keys and the teacher's notes, to read and to print."""
    page = lesson_preview(lesson_id)
    cited = law_texts(page.law, WITH_ARTICLES)
    return render_template(
        "teacher/lesson.html",
        page=page,
        law={one.id: one for one in cited},
        classes=classes_of(viewer()),
    )


@bp.get("/lessons/<lesson_id>/guide")
@allow(Permission.CLASSES_RUN)
def guide(lesson_id: str) -> ResponseReturnValue:
    """For the lesson itself, on screen or on paper, also where pupils have no devices."""
    page = lesson_guide(lesson_id)
    duty = law_texts([page.disclosure.law], WITH_ARTICLES) if page.disclosure else []
    return render_template("teacher/guide.html", page=page, duty=duty)


@bp.get("/<int:class_id>/lessons/<lesson_id>/choices")
@allow(Permission.CLASSES_RUN)
def choices(class_id: int, lesson_id: str) -> ResponseReturnValue:
    """How the class chose in the lesson's story, to look at together."""
    page = choices_page(viewer(), class_id, lesson_id)
    return render_template("teacher/choices.html", page=page)


@bp.get("/law")
@allow(Permission.CLASSES_RUN)
def law() -> ResponseReturnValue:
    page = who_answers_page(WITH_ARTICLES, USUAL_AGE)
    return render_template("teacher/law.html", page=page)


@bp.route("/<int:class_id>/assign", methods=["GET", "POST"])
@allow(Permission.CLASSES_RUN)
def assign(class_id: int) -> ResponseReturnValue:
    school_class = class_for(viewer(), class_id)
    form = AssignForm(lesson=request.args.get("lesson"), due=clock.today() + USUAL_NOTICE)
    form.offer(shelves([school_class.grade]))
    if form.validate_on_submit() and _assign(class_id, form):
        return redirect(url_for("teacher.class_page", class_id=class_id), HTTPStatus.SEE_OTHER)
    chosen = library.get().lessons.get(form.lesson.data or "")
    page = render_template(
        "teacher/assign.html",
        form=form,
        class_id=class_id,
        school_class=school_class,
        chosen=entry_of(chosen) if chosen else None,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _assign(class_id: int, form: AssignForm) -> bool:
    """True when the lesson stands; otherwise the form says why not."""
    chosen = library.get().lesson(form.lesson.data)
    try:
        with transaction():
            services.assign_lesson(
                class_id=class_id, lesson=chosen, due_on=form.due.data, by_id=viewer().id
            )
    except services.LessonIsStale:
        form.lesson.errors = (_("A law text of this lesson is being checked: choose another one."),)
        return False
    except (services.AlreadyAssigned, IntegrityError):
        form.lesson.errors = (_("The class has this lesson already."),)
        return False
    title, due = localized(chosen.title), long_date(form.due.data)
    flash(_("Assigned: %(title)s. Due: %(date)s.", title=title, date=due), "ok")
    if chosen.sensitive:
        flash(_("This topic may touch someone. Tell the psychologist the date."), "warning")
    return True


@bp.post("/<int:class_id>/assignments/<int:assignment_id>/withdraw")
@allow(Permission.CLASSES_RUN)
def withdraw(class_id: int, assignment_id: int) -> ResponseReturnValue:
    with transaction():
        assignment = assignment_for(viewer(), class_id, assignment_id)
        services.withdraw_assignment(assignment=assignment)
    flash(_("The assignment is withdrawn. What pupils have done stays."), "ok")
    return redirect(url_for("teacher.class_page", class_id=class_id), HTTPStatus.SEE_OTHER)


@bp.get("/pupils/<int:pupil_id>")
@allow(Permission.CLASSES_RUN)
def pupil(pupil_id: int) -> ResponseReturnValue:
    return render_template("teacher/pupil.html", page=pupil_page(viewer(), pupil_id))
