"""How pupils and their families come in: cards, new secrets, an end of waiting, invitations."""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import transaction
from app.people.access import class_for, pupil_for
from app.people.secrets import new_pin
from app.reports.entrance import Owner, entrance_page, owner_of_secret
from app.signin import guesses, resets
from app.signin.pictures import new_pictures
from app.web import cards, families, words
from app.web.access import Permission, allow, viewer
from app.web.families import Desk
from app.web.teacher.blueprint import bp


@bp.get("/<int:class_id>/sign-in")
@allow(Permission.CLASSES_RUN)
def entrance(class_id: int) -> ResponseReturnValue:
    return render_template("teacher/entrance.html", page=entrance_page(viewer(), class_id))


@bp.route("/<int:class_id>/cards", methods=["GET", "POST"])
@allow(Permission.CLASSES_RUN)
def print_cards(class_id: int) -> ResponseReturnValue:
    back = url_for("teacher.entrance", class_id=class_id)
    return cards.cards_to_print(viewer(), class_for(viewer(), class_id), back=back)


@bp.post("/pupils/<int:pupil_id>/pin")
@allow(Permission.CLASSES_RUN)
def reset_pin(pupil_id: int) -> ResponseReturnValue:
    """Shown in the answer itself: a secret must not travel through an address or a cookie."""
    owner = owner_of_secret(viewer(), pupil_id)
    return _new_pictures(owner) if owner.by_pictures else _new_pin(owner)


def _new_pin(owner: Owner) -> ResponseReturnValue:
    pin = new_pin()
    with transaction():
        resets.reset_pin(pupil_id=owner.id, pin=pin, by_id=viewer().id)
    return render_template("teacher/pin.html", owner=owner, pin=pin)


def _new_pictures(owner: Owner) -> ResponseReturnValue:
    three = new_pictures()
    with transaction():
        resets.reset_pictures(pupil_id=owner.id, pictures=three, by_id=viewer().id)
    return render_template("teacher/pin.html", owner=owner, pictures=three, names=words.PICTURES)


@bp.post("/pupils/<int:pupil_id>/unlock")
@allow(Permission.CLASSES_RUN)
def unlock(pupil_id: int) -> ResponseReturnValue:
    """The secret stays; the wrong tries of others are forgotten."""
    owner = owner_of_secret(viewer(), pupil_id)
    with transaction():
        guesses.clear(owner.id)
    flash(_("%(name)s can sign in again.", name=owner.name), "ok")
    return redirect(url_for("teacher.entrance", class_id=owner.class_id), HTTPStatus.SEE_OTHER)


def _desk(pupil_id: int) -> Desk:
    pupil = pupil_for(viewer(), pupil_id)
    back = url_for("teacher.pupil", pupil_id=pupil.id)
    return Desk("teacher", pupil.id, pupil.full_name, back)


@bp.get("/pupils/<int:pupil_id>/family")
@allow(Permission.CLASSES_RUN)
def family(pupil_id: int) -> ResponseReturnValue:
    return families.family_page(_desk(pupil_id))


@bp.post("/pupils/<int:pupil_id>/pairing-code")
@allow(Permission.CLASSES_RUN)
def pairing_code(pupil_id: int) -> ResponseReturnValue:
    return families.pairing_code(_desk(pupil_id), by=viewer())


@bp.post("/pupils/<int:pupil_id>/family/<int:guardian_id>/unlink")
@allow(Permission.CLASSES_RUN, confirmed=True)
def unlink_guardian(pupil_id: int, guardian_id: int) -> ResponseReturnValue:
    return families.unlink(_desk(pupil_id), guardian_id, by=viewer())


@bp.post("/pupils/<int:pupil_id>/family/bar")
@allow(Permission.CLASSES_RUN, confirmed=True)
def bar_guardian(pupil_id: int) -> ResponseReturnValue:
    return families.bar(_desk(pupil_id), by=viewer())


@bp.post("/pupils/<int:pupil_id>/family/bars/<int:bar_id>/lift")
@allow(Permission.CLASSES_RUN, confirmed=True)
def lift_bar(pupil_id: int, bar_id: int) -> ResponseReturnValue:
    return families.lift(_desk(pupil_id), bar_id, by=viewer())


@bp.route("/<int:class_id>/invitations", methods=["GET", "POST"])
@allow(Permission.CLASSES_RUN)
def invitations(class_id: int) -> ResponseReturnValue:
    back = url_for("teacher.entrance", class_id=class_id)
    return families.invitations_to_print(viewer(), class_for(viewer(), class_id), back=back)
