"""A parent says yes and no to each use of the child's data, and takes it back on any day."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import transaction
from app.people import consenting, consents
from app.people.access import pupil_for
from app.reports import consents as pages
from app.web.access import Permission, allow, viewer
from app.web.locale import pick_locale
from app.web.parent.blueprint import bp


@bp.get("/<int:child_id>/consents", endpoint="consents")
@allow(Permission.CHILDREN_SEE)
def child_consents(child_id: int) -> ResponseReturnValue:
    child = pupil_for(viewer(), child_id)
    return render_template(
        "parent/consents.html",
        child=child,
        frame=pages.texts().frame,
        standings=pages.standings_of(child),
    )


@bp.post("/<int:child_id>/consents/<purpose>")
@allow(Permission.CHILDREN_SEE)
def decide(child_id: int, purpose: str) -> ResponseReturnValue:
    known_id, asked = pupil_for(viewer(), child_id).id, consents.purpose_for(purpose)
    decision = request.form.get("decision", "")
    if decision in ("given", "refused", "withdrawn"):
        with transaction():
            consenting.decide(
                pupil_id=known_id,
                purpose=asked,
                decision=decision,
                words=pages.words_for(asked.id, pick_locale()),
                by=viewer(),
            )
        flash(_("Saved"), "ok")
    return redirect(
        url_for("parent.consents", child_id=known_id, _anchor=asked.id), HTTPStatus.SEE_OTHER
    )
