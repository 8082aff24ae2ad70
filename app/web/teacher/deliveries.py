"""The log of lessons held for a class, also of those without the screen."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.db import transaction
from app.learning import deliveries
from app.people.access import class_for, class_size
from app.reports.deliveries import entry_page, log_page
from app.reports.lessons import shelves
from app.web.access import Permission, allow, viewer
from app.web.checks import key_of
from app.web.teacher.blueprint import bp
from app.web.teacher.delivery_forms import DeliveryForm, LogForm


@bp.get("/<int:class_id>/log")
@allow(Permission.CLASSES_RUN)
def log(class_id: int) -> ResponseReturnValue:
    """Everything that was held this year, beside the plan."""
    return render_template("teacher/log.html", page=log_page(viewer(), class_id))


@bp.route("/<int:class_id>/log/new", methods=["GET", "POST"])
@allow(Permission.CLASSES_RUN)
def log_lesson(class_id: int) -> ResponseReturnValue:
    """A lesson that was held without the screen, on any day of the last year."""
    school_class = class_for(viewer(), class_id)
    form = LogForm(
        lesson=request.args.get("lesson"),
        held_on=clock.today(),
        minutes=10,
        present=class_size(class_id) or None,
    )
    form.offer(shelves([school_class.grade]))
    if form.validate_on_submit():
        with transaction():
            deliveries.write_down(
                class_id=class_id,
                lesson_id=form.lesson.data,
                told=form.told,
                key=key_of(form.submission_key),
                by_id=viewer().id,
            )
        flash(_("Written to the log"), "ok")
        return _to_log(class_id)
    return _form_page(form, school_class=school_class, entry=None)


@bp.route("/<int:class_id>/log/<int:delivery_id>", methods=["GET", "POST"])
@allow(Permission.CLASSES_RUN)
def log_entry(class_id: int, delivery_id: int) -> ResponseReturnValue:
    """One entry, mended by who wrote it, within a fortnight."""
    school_class = class_for(viewer(), class_id)
    entry = entry_page(viewer(), class_id, delivery_id)
    if not entry.may_mend:
        return render_template("teacher/log_entry.html", school_class=school_class, entry=entry)
    form = DeliveryForm.of(entry.delivery)
    if form.validate_on_submit():
        with transaction():
            delivery = deliveries.delivery_for(viewer(), delivery_id)
            deliveries.mend(delivery=delivery, told=form.told, by=viewer())
        flash(_("Saved"), "ok")
        return _to_log(class_id)
    return _form_page(form, school_class=school_class, entry=entry)


def _to_log(class_id: int) -> ResponseReturnValue:
    return redirect(url_for("teacher.log", class_id=class_id), HTTPStatus.SEE_OTHER)


def _form_page(form: DeliveryForm, **page: object) -> ResponseReturnValue:
    answer = render_template("teacher/log_form.html", form=form, **page)
    return answer, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
