"""The year's end, free days, and pupils on their way from one school to another."""

import uuid
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.casework import handover
from app.core.db import transaction
from app.people import transfers, years
from app.people.access import NotFound, pupil_for
from app.people.transfers import transfer_for
from app.reports import school_year as pages
from app.web import free_days
from app.web.access import Permission, allow, viewer
from app.web.admin.blueprint import bp
from app.web.checks import row_number, row_numbers


def _see_other(endpoint: str, **values: object) -> ResponseReturnValue:
    return redirect(url_for(endpoint, **values), HTTPStatus.SEE_OTHER)  # type: ignore[arg-type]


@bp.get("/year")
@allow(Permission.SCHOOL_RUN)
def year() -> ResponseReturnValue:
    school_id = viewer().school_id
    return render_template(
        "admin/year.html",
        plan=years.plan(school_id),
        last=pages.last_year(school_id),
    )


@bp.post("/year")
@allow(Permission.SCHOOL_RUN)
def close_year() -> ResponseReturnValue:
    """The first sending shows what would happen with the exceptions; the second one does it."""
    plan = years.plan(viewer().school_id)
    chosen = years.Exceptions(_chosen("repeat", plan), _chosen("leave", plan))
    if not request.form.get("sure"):
        return render_template("admin/year_preview.html", plan=plan, chosen=chosen)
    asked = row_number(request.form.get("school_year", ""))
    if asked is None or asked > plan.school_year:
        raise NotFound
    try:
        with transaction():
            years.promote(school_year=asked, exceptions=chosen, by=viewer())
    except years.NotYet:
        flash(_("The school year still runs: it can be closed from 20 May on."), "error")
    else:
        flash(_("The school year is closed. The classes have moved up."), "ok")
    return _see_other("admin.year")


def _chosen(name: str, plan: years.YearPlan) -> frozenset[int]:
    """Of the pupils who are there: what the form says of others is nobody's."""
    return plan.pupils & row_numbers(request.form.getlist(name))


@bp.post("/year/undo")
@allow(Permission.SCHOOL_RUN)
def undo_year() -> ResponseReturnValue:
    try:
        with transaction():
            promotion = years.standing(viewer().school_id)
            if promotion is None:
                raise NotFound
            years.undo(promotion=promotion, by=viewer())
    except years.InUse:
        flash(_("The new classes are at work already: move pupils one by one instead."), "error")
    else:
        flash(_("All classes are as they were before."), "ok")
    return _see_other("admin.year")


@bp.route("/calendar", methods=["GET", "POST"])
@allow(Permission.SCHOOL_RUN)
def calendar() -> ResponseReturnValue:
    return free_days.calendar_page(viewer(), school_id=viewer().school_id, desk="admin")


@bp.post("/calendar/<int:holiday_id>/remove")
@allow(Permission.SCHOOL_RUN)
def remove_holiday(holiday_id: int) -> ResponseReturnValue:
    return free_days.remove_holiday(viewer(), holiday_id, desk="admin")


@bp.get("/transfers")
@allow(Permission.SCHOOL_RUN)
def all_transfers() -> ResponseReturnValue:
    return render_template("admin/transfers.html", moves=pages.transfers_page(viewer()))


@bp.route("/people/<int:pupil_id>/release", methods=["GET", "POST"])
@allow(Permission.SCHOOL_RUN)
def release(pupil_id: int) -> ResponseReturnValue:
    pupil = pupil_for(viewer(), pupil_id)
    schools = transfers.other_schools(viewer())
    asked = request.form.get("school", "")
    if request.method == "POST" and asked in {str(one.id) for one in schools}:
        try:
            with transaction():
                number = transfers.release(pupil_id=pupil_id, to_school_id=int(asked), by=viewer())
        except transfers.AlreadyReleased:
            flash(_("This pupil waits to be accepted already."), "error")
            return _see_other("admin.all_transfers")
        return _see_other("admin.receipt", transfer_id=number)
    return render_template("admin/release.html", pupil=pupil, schools=schools), (
        HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    )


@bp.get("/transfers/<uuid:transfer_id>")
@allow(Permission.SCHOOL_RUN)
def receipt(transfer_id: uuid.UUID) -> ResponseReturnValue:
    return render_template("admin/receipt.html", move=pages.transfer_page(viewer(), transfer_id))


@bp.post("/transfers/<uuid:transfer_id>/accept")
@allow(Permission.SCHOOL_RUN)
def accept(transfer_id: uuid.UUID) -> ResponseReturnValue:
    asked = row_number(request.form.get("class_id", ""))
    transfer_for(viewer(), transfer_id)
    if asked is None:
        flash(_("Choose a class."), "error")
        return _see_other("admin.receipt", transfer_id=transfer_id)
    with transaction():
        handover.accept_transfer(
            transfer=transfer_for(viewer(), transfer_id), class_id=asked, by=viewer()
        )
    return _see_other("admin.receipt", transfer_id=transfer_id)


@bp.post("/transfers/<uuid:transfer_id>/cancel")
@allow(Permission.SCHOOL_RUN)
def cancel(transfer_id: uuid.UUID) -> ResponseReturnValue:
    with transaction():
        transfers.cancel(transfer=transfer_for(viewer(), transfer_id))
    return _see_other("admin.receipt", transfer_id=transfer_id)
