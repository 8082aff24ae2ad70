"""How I sign in: password, second factors, browsers in which I am signed in."""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import transaction
from app.people.access import NotFound
from app.people.roles import WITH_SECOND_FACTOR, Role
from app.people.viewer import Viewer
from app.signin import doors, factors, passkeys, resets, sessions
from app.web.access import Permission, allow, viewer
from app.web.account.blueprint import bp
from app.web.account.forms import NewPasswordForm
from app.web.limits import Account, TooFast, guarded


@bp.get("/security")
@allow(Permission.SIGNED_IN)
def security() -> ResponseReturnValue:
    return _page(_adult(), NewPasswordForm(formdata=None))


def _adult() -> Viewer:
    """Children have cards; this page is of people with passwords."""
    person = viewer()
    if person.role is Role.PUPIL:
        raise NotFound
    return person


def _page(person: Viewer, form: NewPasswordForm) -> ResponseReturnValue:
    page = render_template(
        "account/security.html",
        form=form,
        must_have_factor=person.role in WITH_SECOND_FACTOR,
        app_since=factors.authenticator_since(person.id),
        passkeys=passkeys.of(person.id),
        codes_left=factors.recovery_codes_left(person.id),
        open_sessions=sessions.open_of(person.id),
        this_session=person.session_id,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@bp.post("/security/password")
@allow(Permission.SIGNED_IN)
def new_password() -> ResponseReturnValue:
    """The old password proves who it is; every other browser is signed out."""
    person = _adult()
    form = NewPasswordForm()
    if not form.validate():
        return _page(person, form)
    try:
        is_right = guarded(
            Account.of_secret("confirm", person.id),
            lambda: doors.by_password(person.id, form.old.data),
        )
    except TooFast:
        form.old.errors = (_("Too many wrong tries. Wait a minute, then try again."),)
        return _page(person, form)
    if not is_right:
        form.old.errors = (_("The password is not right."),)
        return _page(person, form)
    with transaction():
        resets.change_password(
            user_id=person.id, password=form.new.data, session_id=person.session_id
        )
    flash(_("The password is changed. Other browsers are signed out."), "ok")
    return redirect(url_for("account.security"), HTTPStatus.SEE_OTHER)


@bp.post("/security/sign-out-elsewhere")
@allow(Permission.SIGNED_IN)
def sign_out_elsewhere() -> ResponseReturnValue:
    person = _adult()
    with transaction():
        sessions.end_all(person.id, but=person.session_id)
    flash(_("You are signed in only here now."), "ok")
    return redirect(url_for("account.security"), HTTPStatus.SEE_OTHER)
