"""Setting up the second factor: an authenticator app, passkeys, recovery codes."""

import uuid
from http import HTTPStatus

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import crypto
from app.core.db import transaction
from app.people.viewer import Viewer
from app.signin import factors, passkeys, sessions
from app.web import paper
from app.web.access import Permission, allow, viewer
from app.web.account.blueprint import bp
from app.web.account.forms import CodeForm
from app.web.account.prove import must_have_proved, way_on
from app.web.limits import Account, TooFast, guarded


@bp.get("/second-factor/set-up")
@allow(Permission.SIGNED_IN, before_factor=True)
def set_up_factor() -> ResponseReturnValue:
    """Which one? The choice that staff meets at the first signing in."""
    must_have_proved(viewer())
    return render_template("account/set_up_factor.html", next=way_on())


@bp.route("/second-factor/app", methods=["GET", "POST"])
@allow(Permission.SIGNED_IN, before_factor=True)
def set_up_app() -> ResponseReturnValue:
    """The secret waits, sealed, in the cookie until the telephone has shown a right code."""
    person = viewer()
    must_have_proved(person)
    secret = _waiting_secret()
    form = CodeForm()
    if form.validate_on_submit():
        try:
            step = guarded(
                Account.of_secret("set-up", person.id), lambda: factors.fits(secret, form.code.data)
            )
        except TooFast:
            form.code.errors = (_("Too many wrong tries. Wait a minute, then try again."),)
        else:
            if step:
                return _keep_app(person, secret, step)
            form.code.errors = (
                _("This code is not right. Is the phone's clock set by the network?"),
            )
    return _app_page(person, secret, form)


def _waiting_secret() -> str:
    sealed = crypto.unseal(session.get("totp", ""))
    if sealed is None:
        secret = factors.new_secret()
        session["totp"] = crypto.seal(secret.encode())
        return secret
    return sealed.decode()


def _app_page(person: Viewer, secret: str, form: CodeForm) -> ResponseReturnValue:
    page = render_template(
        "account/set_up_app.html",
        form=form,
        qr=paper.qr(factors.address(secret, person.full_name), _("QR code for the app")),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        next=way_on(),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _keep_app(person: Viewer, secret: str, step: int) -> ResponseReturnValue:
    assert person.session_id is not None
    with transaction():
        factors.add_authenticator(user_id=person.id, secret=secret, step=step)
        sessions.factor_shown(person.session_id)
        codes = factors.new_recovery_codes(person.id)
    session.pop("totp", None)
    return _codes_page(codes)


def _codes_page(codes: list[str]) -> ResponseReturnValue:
    """Shown in the answer itself, once."""
    return render_template("account/recovery_codes.html", codes=codes, next=way_on())


@bp.post("/second-factor/recovery-codes")
@allow(Permission.SIGNED_IN, confirmed=True)
def new_recovery_codes() -> ResponseReturnValue:
    with transaction():
        codes = factors.new_recovery_codes(viewer().id)
    return _codes_page(codes)


@bp.post("/second-factor/app/remove")
@allow(Permission.SIGNED_IN, confirmed=True)
def remove_app() -> ResponseReturnValue:
    person = viewer()
    if factors.may_remove_one(person.role, person.id):
        with transaction():
            factors.remove_authenticator(user_id=person.id)
        flash(_("Removed"), "ok")
    else:
        flash(_("This is your last second factor. Add another one first."), "error")
    return redirect(url_for("account.security"), HTTPStatus.SEE_OTHER)


@bp.get("/second-factor/passkey")
@allow(Permission.SIGNED_IN, before_factor=True)
def set_up_passkey() -> ResponseReturnValue:
    must_have_proved(viewer())
    return render_template("account/set_up_passkey.html", next=way_on())


@bp.post("/second-factor/passkey/options")
@allow(Permission.SIGNED_IN, before_factor=True)
def passkey_options() -> ResponseReturnValue:
    """What the browser is to ask its authenticator; the challenge stays in the session."""
    person, is_new = viewer(), request.args.get("for") == "new"
    if is_new:
        must_have_proved(person)
    make = passkeys.options_to_add if is_new else passkeys.options_to_use
    challenge, options = make(person, _site())
    session["challenge"] = challenge.hex()
    return options, HTTPStatus.OK, {"Content-Type": "application/json"}


@bp.post("/second-factor/passkey/new")
@allow(Permission.SIGNED_IN, before_factor=True)
def add_passkey() -> ResponseReturnValue:
    person = viewer()
    must_have_proved(person)
    is_first = not factors.has_any(person.id)
    with transaction():
        passkeys.add(
            person=person,
            answer=_answer(),
            challenge=_challenge(),
            site=_site(),
            name=str(_answer().get("name") or _("Passkey"))[:60],
        )
        _shown(person)
    target = url_for("account.first_codes", next=way_on()) if is_first else way_on()
    return {"next": target}


@bp.route("/second-factor/first-codes", methods=["GET", "POST"])
@allow(Permission.SIGNED_IN, confirmed=True)
def first_codes() -> ResponseReturnValue:
    """After the first passkey: recovery codes, for whoever wants them."""
    if request.method == "GET":
        return render_template("account/first_codes.html", next=way_on())
    with transaction():
        codes = factors.new_recovery_codes(viewer().id)
    return _codes_page(codes)


@bp.post("/second-factor/passkey/use")
@allow(Permission.SIGNED_IN, before_factor=True)
def use_passkey() -> ResponseReturnValue:
    person = viewer()
    with transaction():
        passkeys.use(person=person, answer=_answer(), challenge=_challenge(), site=_site())
        _shown(person)
    return {"next": way_on()}


@bp.post("/second-factor/passkey/<uuid:passkey_id>/remove")
@allow(Permission.SIGNED_IN, confirmed=True)
def remove_passkey(passkey_id: uuid.UUID) -> ResponseReturnValue:
    person = viewer()
    if factors.may_remove_one(person.role, person.id):
        with transaction():
            passkeys.remove(user_id=person.id, passkey_id=passkey_id)
        flash(_("Removed"), "ok")
    else:
        flash(_("This is your last second factor. Add another one first."), "error")
    return redirect(url_for("account.security"), HTTPStatus.SEE_OTHER)


@bp.errorhandler(passkeys.NotAPasskey)
def _not_a_passkey(_error: passkeys.NotAPasskey) -> ResponseReturnValue:
    return {"error": _("This device is not known here. Try again, or take another way.")}, 422


def _shown(person: Viewer) -> None:
    assert person.session_id is not None
    sessions.factor_shown(person.session_id)


def _answer() -> dict[str, object]:
    answer = request.get_json(silent=True)
    return answer if isinstance(answer, dict) else {}


def _challenge() -> bytes:
    """Each challenge is good for one answer."""
    return bytes.fromhex(session.pop("challenge", ""))


def _site() -> passkeys.Site:
    return passkeys.Site(request.host.partition(":")[0], request.host_url.rstrip("/"))
