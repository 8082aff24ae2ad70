"""What came without a name: read, answered, closed by those whom it was given to."""

import uuid
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField

from app.casework import anonymous
from app.core.db import transaction
from app.reports import anonymous as pages
from app.web.access import Permission, allow, viewer
from app.web.checks import LONGEST_TEXT, is_key, key_of, not_longer_than, renew_key, required
from app.web.specialist.blueprint import bp
from app.web.words import ABOUT


class AnswerForm(FlaskForm):
    words = TextAreaField(_l("Answer"), validators=[required(), not_longer_than(LONGEST_TEXT)])
    submission_key = HiddenField(validators=[is_key])


@bp.route("/anonymous/<uuid:report_id>", methods=["GET", "POST"])
@allow(Permission.CASES_WORK)
def anonymous_report(report_id: uuid.UUID) -> ResponseReturnValue:
    person = viewer()
    form = AnswerForm()
    if form.validate_on_submit():
        with transaction():
            anonymous.answer(
                report=anonymous.report_for(person, report_id),
                by=person,
                words=form.words.data,
                submission_key=key_of(form.submission_key),
            )
        flash(_("Your answer waits behind the receipt code."), "ok")
        return _back(report_id)
    with transaction():
        report = anonymous.report_for(person, report_id)
        anonymous.record_reading(report, person)
        page = pages.thread_page(report)
    renew_key(form.submission_key)
    html = render_template("specialist/anonymous.html", page=page, form=form, about=ABOUT)
    return html, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@bp.post("/anonymous/<uuid:report_id>/close")
@allow(Permission.CASES_WORK)
def anonymous_close(report_id: uuid.UUID) -> ResponseReturnValue:
    person = viewer()
    with transaction():
        anonymous.close(report=anonymous.report_for(person, report_id), by=person)
    return redirect(url_for("specialist.inbox"), HTTPStatus.SEE_OTHER)


def _back(report_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(
        url_for("specialist.anonymous_report", report_id=report_id), HTTPStatus.SEE_OTHER
    )
