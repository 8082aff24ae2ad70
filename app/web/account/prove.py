"""The door at which a session shows its second factor, or the secret once more."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import transaction
from app.people.viewer import Viewer
from app.signin import doors, factors, passkeys, sessions
from app.web import session
from app.web.access import Permission, ProofNeeded, allow, viewer
from app.web.account.blueprint import bp
from app.web.account.forms import CodeForm, PasswordForm
from app.web.limits import Account, TooFast, guarded


def way_on() -> str:
    """Where the person was going."""
    return session.safe_next(request.values.get("next")) or url_for("account.home")


@bp.route("/second-factor", methods=["GET", "POST"])
@allow(Permission.SIGNED_IN, before_factor=True)
def prove() -> ResponseReturnValue:
    person = viewer()
    if not factors.has_any(person.id):
        if request.values.get("need") == "confirm":
            return _by_password(person)
        return redirect(url_for("account.set_up_factor", next=way_on()), HTTPStatus.SEE_OTHER)
    form = CodeForm()
    if not form.validate_on_submit():
        return _code_page(person, form)
    try:
        is_right = guarded(
            Account.of_secret("factor", person.id), lambda: _check(person, form.code.data)
        )
    except TooFast:
        form.code.errors = (_("Too many wrong tries. Wait a minute, then try again."),)
        return _code_page(person, form, HTTPStatus.TOO_MANY_REQUESTS)
    if is_right:
        return redirect(way_on(), HTTPStatus.SEE_OTHER)
    form.code.errors = (_("This code is not right, or it was used already. Take the next one."),)
    return _code_page(person, form)


def _check(person: Viewer, code: str) -> bool:
    assert person.session_id is not None
    with transaction():
        is_right = factors.code_is_right(person.id, code) or factors.use_recovery_code(
            person.id, code
        )
        if is_right:
            sessions.factor_shown(person.session_id)
    return is_right


def _code_page(person: Viewer, form: CodeForm, status: int | None = None) -> ResponseReturnValue:
    page = render_template(
        "account/prove.html",
        form=form,
        has_app=factors.authenticator_since(person.id) is not None,
        has_passkey=bool(passkeys.of(person.id)),
        next=way_on(),
    )
    refused = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page, status or refused


def _by_password(person: Viewer) -> ResponseReturnValue:
    """For those who have no second factor and need none: the password once more."""
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            is_right = guarded(
                Account.of_secret("confirm", person.id), lambda: _confirm(person, form)
            )
        except TooFast:
            form.password.errors = (_("Too many wrong tries. Wait a minute, then try again."),)
        else:
            if is_right:
                return redirect(way_on(), HTTPStatus.SEE_OTHER)
            form.password.errors = (_("The password is not right."),)
    page = render_template("account/confirm.html", form=form, next=way_on())
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _confirm(person: Viewer, form: PasswordForm) -> bool:
    assert person.session_id is not None
    is_right = doors.by_password(person.id, form.password.data) is not None
    if is_right:
        with transaction():
            sessions.confirmed(person.session_id)
    return is_right


def must_have_proved(person: Viewer) -> None:
    """Before a factor is added beside another one: a stolen cookie must not add its own."""
    if not factors.has_any(person.id):
        return
    if not sessions.has_factor(person):
        raise ProofNeeded("factor")
    if not sessions.is_confirmed(person):
        raise ProofNeeded("confirm")
