"""The chronology on paper: with a mark on every sheet, and never without a trace."""

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.casework import access
from app.core import audit
from app.core.db import transaction
from app.reports import chronology
from app.web import paper
from app.web.access import Permission, allow, viewer
from app.web.specialist.blueprint import bp
from app.web.specialist.forms import BETTER

PRINT = "/<int:case_id>/print"


@bp.get(PRINT, endpoint="print")
@allow(Permission.CASES_WORK)
def ask(case_id: int) -> ResponseReturnValue:
    access.case_for(viewer(), case_id)
    return render_template("specialist/print.html", case_id=case_id, on_paper=None)


@bp.post(PRINT)
@allow(Permission.CASES_WORK)
def print_chronology(case_id: int) -> ResponseReturnValue:
    person = viewer()
    with transaction():
        case = access.case_for(person, case_id)
        audit.record(
            actor_id=person.id,
            action=audit.Action.CASE_PRINTED,
            subject_type="case",
            subject_id=case.id,
        )
    sheet = chronology.print_of(person, case_id)
    context = {"sheet": sheet, "page": sheet.page, "better": BETTER}
    if paper.can_make_pdfs():
        return paper.pdf(render_template("paper/chronology.html", **context), f"case-{case_id}")
    on_paper = render_template("paper/chronology_in_page.html", **context)
    return render_template("specialist/print.html", case_id=case_id, on_paper=Markup(on_paper))  # noqa: S704
