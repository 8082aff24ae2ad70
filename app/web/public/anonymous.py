"""Telling something without a name, and coming back with the receipt code.

Answers to these forms are shown by the POST itself, never by a redirect: a code in an address or
in a session would stay on the device. Sending the same form again shows the same receipt.
"""

import uuid
from http import HTTPStatus

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.casework import anonymous
from app.core.db import transaction
from app.people.queries import class_by_code
from app.people.roles import Role
from app.reports import anonymous as pages
from app.web import limits
from app.web.access import Permission, allow, signed_in
from app.web.checks import key_of, renew_key
from app.web.public.anonymous_forms import CodeForm, MoreForm, TellForm
from app.web.public.blueprint import bp
from app.wellbeing.anonymous import AnonymousReport, code_of, find_by_code, visited


@bp.route("/help/anonymous", methods=["GET", "POST"])
@allow(Permission.ANYONE)
def tell() -> ResponseReturnValue:
    school_id = _own_school()
    form = TellForm()
    if school_id:
        del form.code
    if form.validate_on_submit():
        school_id = school_id or _school_of(form)
    if school_id and form.is_submitted() and not form.errors:
        return _receipt(school_id, form)
    renew_key(form.submission_key)
    return _page(
        "public/anonymous.html", form, page=pages.tell_page(school_id), is_signed_in=bool(school_id)
    )


def _own_school() -> int | None:
    """Of a pupil who is signed in: the school is all that is taken from the session."""
    person = signed_in()
    return person.school_id if person and person.role is Role.PUPIL else None


def _school_of(form: TellForm) -> int | None:
    if not limits.may_try_codes():
        form.code.errors = (_("Too many wrong codes from here. You can call right away."),)
        return None
    school_class = class_by_code(form.code.data)
    if school_class is None:
        limits.code_was_wrong()
        form.code.errors = (_("There is no such class code. Look at your card."),)
        return None
    return school_class.school_id


def _receipt(school_id: int, form: TellForm) -> Response:
    with transaction():
        report = anonymous.tell(school_id=school_id, told=form.told())
        sent = pages.sent(report)
    return _unkept(
        render_template("public/anonymous_sent.html", sent=sent, code=code_of(_key(form)))
    )


def _key(form: TellForm) -> uuid.UUID:
    return key_of(form.submission_key)


@bp.route("/help/anonymous/answers", methods=["GET", "POST"])
@allow(Permission.ANYONE)
@limits.limiter.limit(limits.PER_ADDRESS, methods=["POST"])
def answers() -> ResponseReturnValue:
    form = CodeForm()
    report = find_by_code(form.code.data) if form.validate_on_submit() else None
    if report is not None:
        return _thread(report, form)
    if form.is_submitted() and not form.errors:
        form.code.errors = (_("There is no such code. Codes end 90 days after the last visit."),)
    return _page("public/anonymous_code.html", form)


def _thread(report: AnonymousReport, form: CodeForm) -> Response:
    """The conversation; with words, one line longer."""
    more = MoreForm()
    is_written = bool(more.words.data) and more.validate()
    with transaction():
        visited(report)
        if is_written:
            anonymous.write_more(
                report=report, words=more.words.data, submission_key=key_of(more.submission_key)
            )
        page = pages.thread_page(report)
    if is_written or not more.submission_key.data:
        more.words.data, more.submission_key.data = "", str(uuid.uuid4())
    return _unkept(
        render_template("public/anonymous_thread.html", page=page, code=form.code.data, form=more)
    )


def _page(template: str, form: TellForm | CodeForm, **context: object) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _unkept(render_template(template, form=form, **context), status)


def _unkept(html: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Nothing of it stays in the browser's cache."""
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    return response
