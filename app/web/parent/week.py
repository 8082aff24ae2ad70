"""A parent chooses the weekly letter, and ends it in one tap."""

from http import HTTPStatus

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import transaction
from app.notices import digests
from app.web.access import Permission, allow, viewer
from app.web.parent.blueprint import bp


@bp.post("/week")
@allow(Permission.CHILDREN_SEE)
def week() -> ResponseReturnValue:
    """The same tap twice changes nothing."""
    change = {"on": digests.choose, "off": digests.stop}.get(request.form.get("letter", ""))
    if change:
        with transaction():
            change(viewer().id)
        flash(_("Saved"), "ok")
    return redirect(url_for("parent.home", _anchor="week"), HTTPStatus.SEE_OTHER)
