"""A person's own data: a copy to fetch once; and who sees a child."""

import io
import uuid
from http import HTTPStatus

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import transaction
from app.people.access import NotFound
from app.people.roles import Role
from app.people.viewer import Viewer
from app.privacy import copies
from app.reports.administration import access_page
from app.reports.parent import children_of
from app.web.access import Permission, allow, viewer
from app.web.account.blueprint import bp
from app.web.checks import row_number


@bp.get("/access/<int:pupil_id>")
@allow(Permission.SIGNED_IN)
def who_sees(pupil_id: int) -> ResponseReturnValue:
    """For everybody who sees the child: the same list, from the rules of access."""
    return render_template(
        "account/who_sees.html",
        page=access_page(viewer(), pupil_id),
        is_pupil=viewer().role is Role.PUPIL,
    )


@bp.get("/my-data")
@allow(Permission.SIGNED_IN)
def my_data() -> ResponseReturnValue:
    person = viewer()
    return render_template(
        "account/my_data.html",
        copies=copies.copies_of(person),
        people=_whose(person),
        is_pupil=person.role is Role.PUPIL,
    )


def _whose(person: Viewer) -> dict[int, str]:
    """One's own, and of one's children."""
    children = children_of(person) if person.role is Role.PARENT else ()
    return {person.id: person.full_name, **{one.id: one.full_name for one in children}}


@bp.post("/my-data")
@allow(Permission.SIGNED_IN)
def ask_for_copy() -> ResponseReturnValue:
    asked = row_number(request.form.get("person", ""))
    if asked is None or asked not in _whose(viewer()):
        raise NotFound
    with transaction():
        copies.ask(person_id=asked, by=viewer())
    flash(_("The copy is being made. You get a notice."), "ok")
    return redirect(url_for("account.my_data"), HTTPStatus.SEE_OTHER)


@bp.post("/my-data/<uuid:copy_id>")
@allow(Permission.SIGNED_IN)
def fetch_copy(copy_id: uuid.UUID) -> ResponseReturnValue:
    with transaction():
        content = copies.fetch(copy_id=copy_id, by=viewer())
    answer = send_file(
        io.BytesIO(content),
        mimetype="application/zip",
        as_attachment=True,
        download_name="adal-jol-data.zip",
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
