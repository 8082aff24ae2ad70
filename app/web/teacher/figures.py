"""Tables of a class, each also as a workbook and as CSV."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.reports.classmap import ClassMap, class_map
from app.reports.classpage import ClassPage
from app.reports.sheets import Column, Row, Sheet
from app.web.access import Permission, allow, viewer
from app.web.display import localized
from app.web.sheets import asked_file
from app.web.teacher.blueprint import bp


@bp.get("/<int:class_id>/map", endpoint="class_map")
@allow(Permission.CLASSES_RUN)
def pupils_by_lessons(class_id: int) -> ResponseReturnValue:
    page = class_map(viewer(), class_id)
    sheet = _map_sheet(page)
    here = url_for("teacher.class_map", class_id=class_id)
    return asked_file(sheet) or render_template(
        "teacher/map.html", page=page, sheet=sheet, here=here
    )


def _map_sheet(page: ClassMap) -> Sheet:
    return Sheet(
        name="pupils-by-lessons",
        title=_("Pupils and their lessons"),
        columns=(
            Column(_("Pupil")),
            Column(_("Lessons done"), "count"),
            *(Column(localized(title), "share") for title in page.lessons),
        ),
        rows=tuple(
            Row(
                (one.name, one.done, *one.parts),
                href=url_for("teacher.pupil", pupil_id=one.pupil_id),
            )
            for one in page.rows
        ),
    )


def objectives_sheet(page: ClassPage) -> Sheet:
    """How many pupils of the class are how firm in each objective."""
    return Sheet(
        name="objectives",
        title=_("Objectives and how firm they are"),
        columns=(
            Column(_("The pupil…")),
            Column(_("Practise again"), "count"),
            Column(_("Growing"), "count"),
            Column(_("Confident"), "count"),
            Column(_("Firmly remembered"), "count"),
        ),
        rows=tuple(
            Row((localized(one.can), one.low, one.mid, one.high, one.firm))
            for one in page.objectives
        ),
    )
