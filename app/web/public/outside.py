"""Signing in through a school's own provider. Accounts are linked by a code, never by a guess."""

import json
from http import HTTPStatus

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField

from app.core import clock, crypto
from app.core.db import transaction
from app.people.access import NotFound
from app.people.services import CodeNotValid
from app.people.viewer import load_viewer
from app.signin import outside
from app.signin.models import Provider
from app.web import oidc
from app.web.access import Permission, allow
from app.web.checks import not_longer_than, required
from app.web.limits import PER_ADDRESS, WRONG_CODES, is_failure, limiter
from app.web.public.blueprint import bp
from app.web.public.gate import welcome

# How long somebody whom the provider has named may look for the paper with the code.
WAITS_SECONDS = 15 * 60


class LinkForm(FlaskForm):
    code = StringField(_l("Link code"), validators=[required(), not_longer_than(40)])


@bp.get("/sign-in/through")
@allow(Permission.ANYONE)
def through_school() -> ResponseReturnValue:
    return render_template("public/through_school.html", providers=outside.offered())


@bp.get("/sign-in/through/<int:provider_id>")
@allow(Permission.ANYONE)
@limiter.limit(PER_ADDRESS)
def leave_for_provider(provider_id: int) -> ResponseReturnValue:
    return oidc.leave(_provider(provider_id), _back(provider_id))


def _provider(provider_id: int) -> Provider:
    found = outside.provider(provider_id)
    if found is None:
        raise NotFound
    return found


def _back(provider_id: int) -> str:
    return url_for("public.back_from_provider", provider_id=provider_id, _external=True)


@bp.get("/sign-in/through/<int:provider_id>/back")
@allow(Permission.ANYONE)
@limiter.limit(PER_ADDRESS)
def back_from_provider(provider_id: int) -> ResponseReturnValue:
    found = _provider(provider_id)
    subject = oidc.come_back(found)
    person = outside.owner(found, subject)
    if person:
        return welcome(person, method="provider")
    waiting = {
        "provider": provider_id,
        "subject": subject,
        "until": clock.now().timestamp() + WAITS_SECONDS,
    }
    session["outside"] = crypto.seal(json.dumps(waiting).encode())
    return redirect(url_for("public.link_outside"), HTTPStatus.SEE_OTHER)


@bp.route("/sign-in/link", methods=["GET", "POST"])
@allow(Permission.ANYONE)
@limiter.limit(WRONG_CODES, deduct_when=is_failure, methods=["POST"])
def link_outside() -> ResponseReturnValue:
    """The provider knows the person, we do not yet: a code from the school ties the two."""
    waiting = _waiting()
    if waiting is None:
        return redirect(url_for("public.sign_in"), HTTPStatus.SEE_OTHER)
    provider_id, subject = waiting
    form = LinkForm()
    if form.validate_on_submit():
        try:
            with transaction():
                user_id = outside.redeem_link_code(
                    code=form.code.data, found=_provider(provider_id), subject=subject
                )
        except CodeNotValid:
            form.code.errors = (_("This code is not valid any more. Ask your school for one."),)
        except outside.AlreadyLinked:
            form.code.errors = (_("This account is linked already, or is of another school."),)
        else:
            person = load_viewer(user_id)
            if person is not None:
                return welcome(person, method="provider")
    page = render_template("public/link_outside.html", form=form)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _waiting() -> tuple[int, str] | None:
    sealed = crypto.unseal(session.get("outside", ""))
    if sealed is None:
        return None
    kept = json.loads(sealed)
    is_open = kept["until"] > clock.now().timestamp()
    return (kept["provider"], kept["subject"]) if is_open else None


@bp.errorhandler(oidc.DidNotWork)
def _did_not_work(_error: oidc.DidNotWork) -> ResponseReturnValue:
    """Whatever went wrong, the person can only try again or take another way."""
    return render_template("public/outside_failed.html"), HTTPStatus.BAD_GATEWAY
