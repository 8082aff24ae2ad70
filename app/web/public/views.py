"""Signing in by password and out again; help without signing in."""

from http import HTTPStatus

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import transaction
from app.people.viewer import Viewer
from app.signin import doors
from app.web import session, words
from app.web.access import Permission, allow
from app.web.limits import PER_ADDRESS, Account, TooFast, guarded, limiter
from app.web.public import (
    anonymous,
    by_card,
    by_class,
    certificates,
    outside,
    play,
    starting,
)
from app.web.public.blueprint import bp
from app.web.public.forms import PasswordSignInForm
from app.web.public.gate import gate, welcome

__all__ = [
    "anonymous",
    "bp",
    "by_card",
    "by_class",
    "certificates",
    "outside",
    "play",
    "starting",
]


@bp.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@allow(Permission.ANYONE)
@limiter.limit(PER_ADDRESS, methods=["POST"])
def sign_in_page() -> ResponseReturnValue:
    form = PasswordSignInForm()
    if not form.validate_on_submit():
        return gate(form=form)
    account = Account.of_name(form.username.data, doors.user_named(form.username.data))
    try:
        person = guarded(account, lambda: _check(account, form))
    except TooFast:
        form.password.errors = (_("Too many wrong tries. Wait a minute, then try again."),)
        return gate(form=form, status=HTTPStatus.TOO_MANY_REQUESTS)
    if person:
        return welcome(person, account=account, method="password", own_device=form.own_device.data)
    form.password.errors = (_("The username or password does not match. Check and try again."),)
    return gate(form=form)


def _check(account: Account, form: PasswordSignInForm) -> Viewer | None:
    person = doors.by_password(account.user_id, form.password.data)
    if person:
        with transaction():
            doors.renew_hash(person.id, form.password.data)
    return person


@bp.post("/sign-out")
@allow(Permission.ANYONE)
def sign_out() -> ResponseReturnValue:
    session.end_session()
    return redirect(url_for("public.sign_in"), HTTPStatus.SEE_OTHER)


@bp.post("/switch-pupil")
@allow(Permission.ANYONE)
def switch_pupil() -> ResponseReturnValue:
    """On a shared phone: name, drafts and history go. The browser is told to forget, too."""
    session.end_session()
    response = redirect(url_for("public.sign_in"), HTTPStatus.SEE_OTHER)
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


@bp.get("/help", endpoint="help")
@allow(Permission.ANYONE)
def help_page() -> ResponseReturnValue:
    return render_template("public/help.html", topics=words.TOPICS, icons=words.TOPIC_ICONS)
