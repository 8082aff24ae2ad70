"""Signing in and out, help without signing in, a parent's and a school's first steps."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import transaction
from app.people import services, sign_in
from app.people.models import SchoolClass, User
from app.people.queries import class_by_code, class_roll
from app.people.viewer import Viewer, load_viewer
from app.web import kept, session, words
from app.web.access import Permission, allow
from app.web.account.views import landing
from app.web.limits import (
    PER_ACCOUNT,
    PER_ADDRESS,
    WRONG_CODES,
    is_failure,
    limiter,
    typed_account,
)
from app.web.locale import pick_locale
from app.web.public.forms import (
    ClassCodeForm,
    ParentForm,
    PasswordSignInForm,
    PinSignInForm,
    SchoolSetupForm,
)

bp = Blueprint("public", __name__)

per_account = limiter.limit(PER_ACCOUNT, key_func=typed_account, deduct_when=is_failure)
per_address = limiter.limit(PER_ADDRESS, methods=["POST"])


@bp.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@allow(Permission.ANYONE)
@per_address
@limiter.limit(PER_ACCOUNT, key_func=typed_account, deduct_when=is_failure, methods=["POST"])
def sign_in_page() -> ResponseReturnValue:
    form = PasswordSignInForm()
    if form.validate_on_submit():
        person = sign_in.by_password(form.username.data, form.password.data)
        if person:
            return _welcome(person, method="password", own_device=form.own_device.data)
        form.password.errors = (_("The username or password does not match. Check and try again."),)
    return _gate(form=form)


@bp.post("/sign-in/class")
@allow(Permission.ANYONE)
@per_address
def sign_in_class() -> ResponseReturnValue:
    """The class code opens the list of names; nothing is signed in yet."""
    form = ClassCodeForm()
    school_class = class_by_code(form.code.data or "") if form.validate() else None
    if school_class is None:
        form.code.errors = (_("There is no such class code. Look at your card."),)
        return _gate(code_form=form)
    return _who_are_you(school_class, _pin_form(school_class, fresh=True), HTTPStatus.OK)


@bp.post("/sign-in/pin")
@allow(Permission.ANYONE)
@per_address
@per_account
def sign_in_pin() -> ResponseReturnValue:
    school_class = class_by_code(request.form.get("code", ""))
    if school_class is None:
        return redirect(url_for("public.sign_in"), HTTPStatus.SEE_OTHER)
    form = _pin_form(school_class)
    if form.validate():
        person = sign_in.by_pin(
            class_id=school_class.id, pupil_id=form.pupil.data, pin=form.pin.data
        )
        if person:
            return _welcome(person, method="pin")
        form.pin.errors = (_("This PIN does not fit this name. Try again."),)
    return _who_are_you(school_class, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _pin_form(school_class: SchoolClass, *, fresh: bool = False) -> PinSignInForm:
    form = PinSignInForm(formdata=None) if fresh else PinSignInForm()
    form.pupil.choices = [(one.id, _first_name(one)) for one in class_roll(school_class.id)]
    form.code.data = school_class.code
    return form


def _first_name(pupil: User) -> str:
    """As much of a name as classmates need to find themselves."""
    return f"{pupil.given_name} {pupil.family_name[:1]}."


def _who_are_you(
    school_class: SchoolClass, form: PinSignInForm, status: int
) -> ResponseReturnValue:
    page = render_template(
        "public/who_are_you.html",
        form=form,
        school_class=school_class,
        next=session.safe_next(request.values.get("next")),
    )
    return page, status


def _gate(
    *, form: PasswordSignInForm | None = None, code_form: ClassCodeForm | None = None
) -> ResponseReturnValue:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    page = render_template(
        "public/sign_in.html",
        form=form or PasswordSignInForm(formdata=None),
        code_form=code_form or ClassCodeForm(formdata=None),
        by_code=code_form is not None or form is None,
        next=session.safe_next(request.values.get("next")),
    )
    return page, status


def _welcome(person: Viewer, *, method: str, own_device: bool = False) -> ResponseReturnValue:
    target = session.safe_next(request.values.get("next"))
    session.open_session(person, method=method, own_device=own_device)
    if kept.kept_answer(person.id):
        target = url_for("account.kept_answer")
    return redirect(target or landing(person.role), HTTPStatus.SEE_OTHER)


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


@bp.route("/join", methods=["GET", "POST"])
@allow(Permission.ANYONE)
@per_address
@limiter.limit(WRONG_CODES, deduct_when=is_failure, methods=["POST"])
def join() -> ResponseReturnValue:
    """A parent with the school's paper: the code makes the account and the link."""
    form = ParentForm()
    if form.validate_on_submit():
        try:
            with transaction():
                parent = services.register_parent(
                    code=form.code.data, locale=pick_locale(), **form.person()
                )
        except services.CodeNotValid:
            form.code.errors = (_("This code is not valid any more. Ask the class teacher."),)
        except services.UsernameTaken:
            form.username.errors = (_("This username is taken. Choose another one."),)
        else:
            return _begin(parent.id)
    return _filled("public/join.html", form)


@bp.route("/set-up", methods=["GET", "POST"])
@allow(Permission.ANYONE)
@limiter.limit("20 per hour", methods=["POST"])
def set_up() -> ResponseReturnValue:
    """The first administrator of an empty school, by the code on the terminal."""
    form = SchoolSetupForm()
    if form.validate_on_submit():
        try:
            with transaction():
                admin = services.set_up_school(
                    code=form.code.data,
                    school_name=form.school_name.data.strip(),
                    locale=pick_locale(),
                    **form.person(),
                )
        except services.CodeNotValid:
            form.code.errors = (_("This code is not valid. Look at the terminal of the server."),)
        except services.UsernameTaken:
            form.username.errors = (_("This username is taken. Choose another one."),)
        else:
            return _begin(admin.id)
    return _filled("public/set_up.html", form)


def _begin(user_id: int) -> ResponseReturnValue:
    person = load_viewer(user_id)
    assert person is not None
    return _welcome(person, method="password")


def _filled(template: str, form: ParentForm | SchoolSetupForm) -> ResponseReturnValue:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template(template, form=form), status
