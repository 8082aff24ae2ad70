"""A printed card: the telephone's camera opens its address, one tap signs in.

The address is left at once, so that the history of a shared telephone shows no way in. A card
opens lessons; requests for help stay behind the child's own secret.
"""

from http import HTTPStatus

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.core.db import transaction
from app.people.viewer import Viewer
from app.signin import doors
from app.web.access import Permission, allow
from app.web.cards import read_signed
from app.web.limits import PER_ADDRESS, limiter
from app.web.public.blueprint import bp
from app.web.public.gate import welcome


@bp.get("/c/<signed>")
@allow(Permission.ANYONE)
def card(signed: str) -> ResponseReturnValue:
    session["card"] = read_signed(signed) or ""
    return redirect(url_for("public.sign_in_card"), HTTPStatus.SEE_OTHER)


@bp.route("/sign-in/card", methods=["GET", "POST"])
@allow(Permission.ANYONE)
@limiter.limit(PER_ADDRESS, methods=["POST"])
def sign_in_card() -> ResponseReturnValue:
    token = session.get("card", "")
    owner = doors.owner_of_card(token) if token else None
    if owner is None:
        return render_template("public/card_over.html"), HTTPStatus.NOT_FOUND
    if request.method == "POST":
        with transaction():
            doors.card_was_used(token)
        return welcome(owner, method="card")
    return render_template("public/card.html", name=_first_name(owner), owner=owner)


def _first_name(owner: Viewer) -> str:
    return f"{owner.given_name} {owner.family_name[:1]}."
