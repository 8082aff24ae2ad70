"""The conversation of one request: open to the session that sent it, or behind the child's word."""

import uuid
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField

from app.casework import thread
from app.core.db import transaction
from app.reports import thread as pages
from app.web import kept
from app.web.access import Permission, allow, viewer
from app.web.checks import LONGEST_TEXT, is_key, key_of, not_longer_than, renew_key, required
from app.web.pupil import help_word
from app.web.pupil.blueprint import bp


class MoreForm(FlaskForm):
    words = TextAreaField(
        _l("Write more"),
        validators=[required(), not_longer_than(LONGEST_TEXT)],
        render_kw={"autocomplete": "off"},
    )
    submission_key = HiddenField(validators=[is_key])


@bp.route("/help/<uuid:request_id>/conversation", methods=["GET", "POST"])
@allow(Permission.HELP_ASK)
def conversation(request_id: uuid.UUID) -> ResponseReturnValue:
    pupil, form = viewer(), MoreForm()
    if request_id not in help_word.opened_requests(pupil):
        pages.conversation(pupil, request_id)  # of another child: not found
        return help_word.closed_page(pupil)
    if form.validate_on_submit():
        with transaction():
            thread.write_more(
                pupil=pupil,
                request_id=request_id,
                words=form.words.data,
                submission_key=key_of(form.submission_key),
            )
        kept.forget()
        flash(_("Sent. The adults who help you are told."), "ok")
        return redirect(url_for("pupil.conversation", request_id=request_id), HTTPStatus.SEE_OTHER)
    renew_key(form.submission_key)
    html = render_template(
        "pupil/conversation.html",
        page=pages.conversation(pupil, request_id),
        form=form,
        shown=kept.shown_token(pupil.id),
    )
    return html, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
