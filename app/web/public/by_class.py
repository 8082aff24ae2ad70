"""Class code, then the own name, then a PIN or three pictures: for children without an e-mail.

Everything is posted, so that no name and no secret stands in an address. Works without scripts:
each picture is a button.
"""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people.models import SchoolClass, User
from app.people.queries import class_by_code, class_roll
from app.people.viewer import Viewer
from app.signin import doors, pictures
from app.web import limits, session, words
from app.web.access import Permission, allow
from app.web.limits import PER_ADDRESS, Account, Rests, TooFast, guarded, limiter
from app.web.public.blueprint import bp
from app.web.public.forms import ClassCodeForm, PinSignInForm
from app.web.public.gate import gate, welcome

per_address = limiter.limit(PER_ADDRESS, methods=["POST"])


@bp.post("/sign-in/class")
@allow(Permission.ANYONE)
@per_address
def sign_in_class() -> ResponseReturnValue:
    """The class code opens the list of names; nothing is signed in yet."""
    form = ClassCodeForm()
    if not limits.may_try_codes():
        form.code.errors = (
            _("Too many wrong codes from here. Scan the code on your card, or wait a little."),
        )
        return gate(code_form=form, status=HTTPStatus.TOO_MANY_REQUESTS)
    school_class = _class_of(form.code.data) if form.validate() else None
    if school_class is None:
        form.code.errors = (_("There is no such class code. Look at your card."),)
        return gate(code_form=form)
    return _who_are_you(school_class, _pin_form(school_class, fresh=True), HTTPStatus.OK)


def _class_of(code: str) -> SchoolClass | None:
    """Counted wherever a code is named: no step is a way to find out which ones there are."""
    if not limits.may_try_codes():
        return None
    school_class = class_by_code(code)
    if school_class is None:
        limits.code_was_wrong()
    return school_class


@bp.post("/sign-in/pin")
@allow(Permission.ANYONE)
@per_address
def sign_in_pin() -> ResponseReturnValue:
    school_class = _class_of(request.form.get("code", ""))
    if school_class is None:
        return redirect(url_for("public.sign_in"), HTTPStatus.SEE_OTHER)
    form = _pin_form(school_class)
    if not form.validate():
        return _who_are_you(school_class, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    account = Account.of_pupil(form.pupil.data)
    try:
        person = guarded(
            account,
            lambda: doors.by_pin(
                class_id=school_class.id, pupil_id=form.pupil.data, pin=form.pin.data
            ),
        )
    except (TooFast, Rests) as wait:
        form.pin.errors = (_why(wait),)
        return _who_are_you(school_class, form, HTTPStatus.TOO_MANY_REQUESTS)
    if person:
        return welcome(person, account=account, method="pin")
    form.pin.errors = (_("This PIN does not fit this name. Try again."),)
    return _who_are_you(school_class, form, HTTPStatus.UNPROCESSABLE_ENTITY)


@bp.post("/sign-in/pictures")
@allow(Permission.ANYONE)
@per_address
def sign_in_pictures() -> ResponseReturnValue:
    """One picture a page; after the third one the three are tried."""
    school_class = _class_of(request.form.get("code", ""))
    if school_class is None:
        return redirect(url_for("public.sign_in"), HTTPStatus.SEE_OTHER)
    pupil = _one_of(school_class, request.form.get("pupil", ""))
    if pupil is None:
        form = _pin_form(school_class, fresh=True)
        return _who_are_you(school_class, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    picked = pictures.read(f"{request.form.get('picked', '')} {request.form.get('picture', '')}")
    if len(picked) < pictures.LENGTH:
        return _pictures(school_class, pupil, picked, HTTPStatus.OK)
    account = Account.of_pupil(pupil.id)
    try:
        person = guarded(account, lambda: _by_pictures(school_class.id, account, picked))
    except (TooFast, Rests) as wait:
        return _pictures(school_class, pupil, (), HTTPStatus.TOO_MANY_REQUESTS, _why(wait))
    if person:
        return welcome(person, account=account, method="pictures")
    said = _("These are not your three pictures. Look at your card and try again.")
    return _pictures(school_class, pupil, (), HTTPStatus.UNPROCESSABLE_ENTITY, said)


def _by_pictures(class_id: int, account: Account, picked: tuple[str, ...]) -> Viewer | None:
    assert account.user_id is not None
    return doors.by_pictures(
        class_id=class_id, pupil_id=account.user_id, pictures=pictures.as_secret(picked)
    )


def _why(wait: TooFast | Rests) -> str:
    if isinstance(wait, TooFast):
        return _("Too many wrong tries. Wait a minute, or scan the code on your card.")
    return _("No more tries here today. Scan the code on your card, or ask your class teacher.")


def _one_of(school_class: SchoolClass, typed: str) -> User | None:
    return next((one for one in class_roll(school_class.id) if str(one.id) == typed), None)


def _pin_form(school_class: SchoolClass, *, fresh: bool = False) -> PinSignInForm:
    form = PinSignInForm(formdata=None) if fresh else PinSignInForm()
    form.pupil.choices = [(one.id, first_name(one)) for one in class_roll(school_class.id)]
    form.code.data = school_class.code
    return form


def first_name(pupil: User) -> str:
    """As much of a name as classmates need to find themselves."""
    return f"{pupil.given_name} {pupil.family_name[:1]}."


def _who_are_you(
    school_class: SchoolClass, form: PinSignInForm, status: int
) -> ResponseReturnValue:
    """Grades 1 to 4 press their name; the others choose it and type the PIN."""
    usual = "pictures" if school_class.grade in pictures.GRADES else "pin"
    way = request.form.get("way", usual if request.endpoint != "public.sign_in_pin" else "pin")
    page = render_template(
        "public/who_are_you.html",
        form=form,
        school_class=school_class,
        by_pictures=way == "pictures",
        next=session.safe_next(request.values.get("next")),
    )
    return page, status


def _pictures(
    school_class: SchoolClass, pupil: User, picked: tuple[str, ...], status: int, error: str = ""
) -> ResponseReturnValue:
    page = render_template(
        "public/pictures.html",
        school_class=school_class,
        pupil_id=pupil.id,
        name=first_name(pupil),
        picked=picked,
        names=words.PICTURES,
        error=error,
        next=session.safe_next(request.values.get("next")),
    )
    return page, status
