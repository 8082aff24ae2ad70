"""Hard weeks for the psychologist, and how classes feel."""

import uuid
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.casework import intake
from app.core import audit
from app.core.db import transaction
from app.people.access import NotFound
from app.reports import climate as climates
from app.reports import moods as pages
from app.risk import lists
from app.web.access import Permission, allow, viewer
from app.web.specialist.blueprint import bp


@bp.get("/weeks")
@allow(Permission.WEEKS_READ)
def weeks() -> ResponseReturnValue:
    """Every look is in the log: these are moods of children."""
    person = viewer()
    page = pages.weeks_page(person)
    with transaction():
        for one in (*page.listed, *page.trial):
            audit.record(
                actor_id=person.id,
                action=audit.Action.WEEKS_READ,
                subject_type="soft-signal",
                subject_id=one.id,
            )
    return render_template("specialist/weeks.html", page=page)


@bp.post("/weeks/<uuid:signal_id>")
@allow(Permission.WEEKS_READ)
def weeks_judge(signal_id: uuid.UUID) -> ResponseReturnValue:
    person, verdict = viewer(), request.form.get("verdict")
    if verdict not in lists.VERDICTS:
        raise NotFound
    with transaction():
        signal = lists.signal_for(person, signal_id)
        lists.judge(signal=signal, by=person, verdict=verdict)
    return redirect(url_for("specialist.weeks"), HTTPStatus.SEE_OTHER)


@bp.post("/weeks/<uuid:signal_id>/case")
@allow(Permission.WEEKS_READ)
def weeks_case(signal_id: uuid.UUID) -> ResponseReturnValue:
    """A person, not the rule, decides that it is worth a case."""
    person = viewer()
    with transaction():
        signal = lists.signal_for(person, signal_id)
        case_id = intake.open_for_hard_weeks(signal=signal, by=person)
    return redirect(url_for("specialist.case", case_id=case_id), HTTPStatus.SEE_OTHER)


@bp.get("/climate")
@allow(Permission.CLIMATE_SEE)
def climate() -> ResponseReturnValue:
    return render_template("specialist/climate.html", page=climates.climate_page(viewer()))
