"""How people come in: new secrets, lost telephones, families, cards, the school's own provider."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import ValidationError

from app.core.db import transaction
from app.people.access import NotFound, class_for, pupil_for
from app.reports.keys import KeysPage, keys_page
from app.signin import guesses, outside, resets
from app.web import cards, families, limits, oidc
from app.web.access import Permission, allow, viewer
from app.web.admin.blueprint import bp
from app.web.checks import not_longer_than, required
from app.web.families import Desk

PERSON = "/people/<int:person_id>/sign-in"


@bp.get(PERSON)
@allow(Permission.SCHOOL_RUN)
def keys(person_id: int) -> ResponseReturnValue:
    return render_template("admin/keys.html", page=keys_page(viewer(), person_id))


def _back(page: KeysPage) -> ResponseReturnValue:
    return redirect(url_for("admin.keys", person_id=page.id), HTTPStatus.SEE_OTHER)


@bp.post(PERSON + "/let-in")
@allow(Permission.SCHOOL_RUN)
def let_in(person_id: int) -> ResponseReturnValue:
    """The secret stays; the wrong tries of others are forgotten."""
    page = keys_page(viewer(), person_id)
    with transaction():
        guesses.clear(page.id)
    if page.username:
        limits.unlock(limits.Account.of_name(page.username, page.id))
    flash(_("%(name)s can sign in again.", name=page.name), "ok")
    return _back(page)


@bp.post(PERSON + "/lost-device")
@allow(Permission.SCHOOL_RUN, confirmed=True)
def lost_device(person_id: int) -> ResponseReturnValue:
    """Another person's only: one's own is renewed by another administrator, or on the server."""
    page = keys_page(viewer(), person_id)
    if page.is_self or not page.is_staff:
        raise NotFound
    with transaction():
        password = resets.lost_device(user_id=page.id, by_id=viewer().id)
    return render_template(
        "admin/secret.html",
        name=page.name,
        username=page.username,
        label=_("Password"),
        secret=password,
    )


@bp.post(PERSON + "/link-code")
@allow(Permission.SCHOOL_RUN, confirmed=True)
def link_code(person_id: int) -> ResponseReturnValue:
    page = keys_page(viewer(), person_id)
    if not page.providers:
        raise NotFound
    with transaction():
        code = outside.issue_link_code(user_id=page.id, by_id=viewer().id)
    return render_template(
        "admin/secret.html", name=page.name, username="", label=_("Link code"), secret=code
    )


@bp.post(PERSON + "/link/<int:provider_id>")
@allow(Permission.SCHOOL_RUN, confirmed=True)
def link_by_subject(person_id: int, provider_id: int) -> ResponseReturnValue:
    page = keys_page(viewer(), person_id)
    found = next((one for one in page.providers if one.id == provider_id), None)
    subject = request.form.get("subject", "").strip()[:255]
    if found is None or not subject:
        flash(_("Write the provider's id of this person."), "error")
        return _back(page)
    try:
        with transaction():
            outside.link(found=found, subject=subject, user_id=page.id, by_id=viewer().id)
    except outside.AlreadyLinked:
        flash(_("This account is linked already, or is of another school."), "error")
    else:
        flash(_("Saved"), "ok")
    return _back(page)


@bp.post(PERSON + "/unlink/<int:provider_id>")
@allow(Permission.SCHOOL_RUN, confirmed=True)
def unlink_outside(person_id: int, provider_id: int) -> ResponseReturnValue:
    page = keys_page(viewer(), person_id)
    with transaction():
        outside.unlink(provider_id=provider_id, user_id=page.id, by_id=viewer().id)
    flash(_("Saved"), "ok")
    return _back(page)


@bp.route("/classes/<int:class_id>/cards", methods=["GET", "POST"])
@allow(Permission.SCHOOL_RUN)
def print_cards(class_id: int) -> ResponseReturnValue:
    back = url_for("admin.class_page", class_id=class_id)
    return cards.cards_to_print(viewer(), class_for(viewer(), class_id), back=back)


@bp.route("/classes/<int:class_id>/invitations", methods=["GET", "POST"])
@allow(Permission.SCHOOL_RUN)
def invitations(class_id: int) -> ResponseReturnValue:
    back = url_for("admin.class_page", class_id=class_id)
    return families.invitations_to_print(viewer(), class_for(viewer(), class_id), back=back)


def _desk(pupil_id: int) -> Desk:
    pupil = pupil_for(viewer(), pupil_id)
    return Desk("admin", pupil.id, pupil.full_name, url_for("admin.keys", person_id=pupil.id))


@bp.get("/pupils/<int:pupil_id>/family")
@allow(Permission.SCHOOL_RUN)
def family(pupil_id: int) -> ResponseReturnValue:
    return families.family_page(_desk(pupil_id))


@bp.post("/pupils/<int:pupil_id>/pairing-code")
@allow(Permission.SCHOOL_RUN)
def pairing_code(pupil_id: int) -> ResponseReturnValue:
    return families.pairing_code(_desk(pupil_id), by=viewer())


@bp.post("/pupils/<int:pupil_id>/family/<int:guardian_id>/unlink")
@allow(Permission.SCHOOL_RUN, confirmed=True)
def unlink_guardian(pupil_id: int, guardian_id: int) -> ResponseReturnValue:
    return families.unlink(_desk(pupil_id), guardian_id, by=viewer())


@bp.post("/pupils/<int:pupil_id>/family/bar")
@allow(Permission.SCHOOL_RUN, confirmed=True)
def bar_guardian(pupil_id: int) -> ResponseReturnValue:
    return families.bar(_desk(pupil_id), by=viewer())


@bp.post("/pupils/<int:pupil_id>/family/bars/<int:bar_id>/lift")
@allow(Permission.SCHOOL_RUN, confirmed=True)
def lift_bar(pupil_id: int, bar_id: int) -> ResponseReturnValue:
    return families.lift(_desk(pupil_id), bar_id, by=viewer())


class ProviderForm(FlaskForm):
    name = StringField(_l("What the button says"), validators=[required(), not_longer_than(80)])
    issuer = StringField(_l("Issuer"), validators=[required(), not_longer_than(200)])
    client_id = StringField(_l("Client id"), validators=[required(), not_longer_than(200)])
    client_secret = PasswordField(_l("Client secret"), validators=[not_longer_than(400)])
    is_on = BooleanField(_l("Switched on"))

    def validate_issuer(self, field: StringField) -> None:
        field.data = field.data.strip().rstrip("/")
        if not oidc.is_allowed_issuer(field.data):
            raise ValidationError(_("An address that begins with https://"))


@bp.route("/provider", methods=["GET", "POST"])
@allow(Permission.SCHOOL_RUN, confirmed=True)
def provider() -> ResponseReturnValue:
    """The school's own OpenID provider. It is asked before it is switched on."""
    school_id = viewer().school_id
    found = outside.provider_of(school_id)
    form = ProviderForm(obj=found)
    if form.validate_on_submit() and _answers(form):
        with transaction():
            outside.save_provider(
                school_id=school_id,
                name=form.name.data.strip(),
                issuer=form.issuer.data,
                client_id=form.client_id.data.strip(),
                client_secret=form.client_secret.data or "",
                is_on=form.is_on.data,
                by_id=viewer().id,
            )
        flash(_("Saved"), "ok")
        return redirect(url_for("admin.provider"), HTTPStatus.SEE_OTHER)
    page = render_template(
        "admin/provider.html", form=form, back=_address_of_return(found), found=found
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _answers(form: ProviderForm) -> bool:
    if not form.is_on.data:
        return True
    try:
        oidc.check(form.issuer.data)
    except oidc.DidNotWork:
        form.issuer.errors = (_("Nobody answers there as this issuer. Check the address."),)
        return False
    return True


def _address_of_return(found: object) -> str:
    """What the provider wants to know of us; the number is there after the first saving."""
    number = getattr(found, "id", None)
    if number is None:
        return ""
    return url_for("public.back_from_provider", provider_id=number, _external=True)
