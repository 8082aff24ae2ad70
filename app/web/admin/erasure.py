"""Erasing a person who has left: first what goes and what stays, then the act itself."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import transaction
from app.people.access import NotFound, person_for
from app.privacy import erasure
from app.privacy.registry import LEARNING
from app.privacy.words import table_name
from app.web.access import Permission, allow, viewer
from app.web.admin.blueprint import bp

LEARNED = frozenset(one.table for one in LEARNING) - {
    "submissions",
    "survey_marks",
    "survey_places",
}


@bp.get("/people/<int:person_id>/erase")
@allow(Permission.SCHOOL_RUN)
def erase_preview(person_id: int) -> ResponseReturnValue:
    person = person_for(viewer(), person_id)
    if person.is_active or person.erased_at is not None:
        raise NotFound
    parts = erasure.preview(person.id)
    goes: dict[str, int] = {}
    for part in parts:
        # Numbers of learning only: one more notice or form could tell of a request for help.
        if part.table in LEARNED and part.rows:
            name = table_name(part.table)
            goes[name] = goes.get(name, 0) + part.rows
    return render_template(
        "admin/erase.html",
        person=person,
        goes=goes,
        proof=sorted({table_name(one.table) for one in parts if one.kept == "proof" and one.rows}),
    )


@bp.post("/people/<int:person_id>/erase")
@allow(Permission.SCHOOL_RUN, confirmed=True)
def erase(person_id: int) -> ResponseReturnValue:
    known_id = person_for(viewer(), person_id).id
    reason = request.form.get("reason", "").strip()[:200]
    if not reason:
        flash(_("Write down who asked for it, and when."), "error")
        return redirect(url_for("admin.erase_preview", person_id=known_id), HTTPStatus.SEE_OTHER)
    try:
        with transaction():
            erasure.erase(person_id=known_id, reason=reason, by=viewer())
    except erasure.StillWorks:
        raise NotFound from None
    flash(_("The data is erased."), "ok")
    return redirect(url_for("admin.person", person_id=known_id), HTTPStatus.SEE_OTHER)
