"""Cases of children who have moved to another school: handed over by a person, to a person."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.casework import handover
from app.casework.access import case_for
from app.core.db import transaction
from app.reports.handovers import handovers_page
from app.web.access import Permission, allow, viewer
from app.web.checks import row_number
from app.web.specialist.blueprint import bp


@bp.get("/hand-overs")
@allow(Permission.CASES_WORK)
def handovers() -> ResponseReturnValue:
    return render_template("specialist/handovers.html", waiting=handovers_page(viewer()))


@bp.post("/<int:case_id>/hand-over")
@allow(Permission.CASES_WORK)
def hand_over(case_id: int) -> ResponseReturnValue:
    case_for(viewer(), case_id)
    asked = row_number(request.form.get("to", ""))
    if asked is None:
        flash(_("Choose who takes the case at the new school."), "error")
        return redirect(url_for("specialist.handovers"), HTTPStatus.SEE_OTHER)
    with transaction():
        handover.hand_over(case=case_for(viewer(), case_id), to_id=asked, by=viewer())
    flash(_("Handed over. You do not see this case any more."), "ok")
    return redirect(url_for("specialist.handovers"), HTTPStatus.SEE_OTHER)
