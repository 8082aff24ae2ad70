"""One case: who looks at it leaves a trace, who changes it must have seen how it stands."""

import uuid
from dataclasses import dataclass, field
from http import HTTPStatus

import sqlalchemy as sa
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from app.casework import access, intake, services
from app.casework.models import CaseTask
from app.casework.workflow import STAGES, MoveNotAllowed
from app.core.db import db, transaction
from app.learning.rollups import claim_submission
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.reports import cases
from app.reports.cases import CasePage
from app.risk import lists, matches
from app.web import words
from app.web.access import Permission, allow, viewer
from app.web.specialist.blueprint import bp
from app.web.specialist.forms import BETTER, CATEGORIES, MOVES, MoveForm

CASE = "/<int:case_id>"
_QUOTED = ", ".join(f'"{move}"' for move in MOVES)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A form that was not accepted, and why, if it is not the fault of a field."""

    move: str
    form: MoveForm
    problem: str = ""
    # What was written, where the form itself has gone with the older page.
    unsaved: list[tuple[str, str]] = field(default_factory=list)


@bp.get(CASE, endpoint="case")
@allow(Permission.CASES_WORK)
def case_page(case_id: int) -> ResponseReturnValue:
    return _show(viewer(), case_id)


def _show(
    person: Viewer, case_id: int, refusal: Refusal | None = None, status: int = HTTPStatus.OK
) -> ResponseReturnValue:
    """What is not recorded is not shown: the look is written before the page is read."""
    with transaction():
        access.record_reading(person, access.case_for(person, case_id, to_look=True))
    page = cases.case_page(person, case_id)
    html = render_template(
        "specialist/case.html",
        page=page,
        viewer=person,
        forms=_forms(page, refusal),
        refusal=refusal,
        stages=STAGES,
        categories=CATEGORIES,
        better=BETTER,
        topics=words.TOPICS,
        cards=words.CARDS,
        signs=words.SIGNS,
        frequencies=words.FREQUENCIES,
        wishes=words.WISHES,
    )
    return html, status


def _forms(page: CasePage, refusal: Refusal | None) -> dict[str, MoveForm]:
    """A form for each move; the refused one as it came."""
    forms = {move: make(formdata=None, prefix=f"{move}-") for move, make in MOVES.items()}
    for form in forms.values():
        form.begin(page)
    if refusal:
        forms[refusal.move] = refusal.form
    for form in forms.values():
        form.renew(page)
    return forms


@bp.post(f"{CASE}/<any({_QUOTED}):move>")
@allow(Permission.CASES_WORK)
def change(case_id: int, move: str) -> ResponseReturnValue:
    person = viewer()
    form = MOVES[move](prefix=f"{move}-")
    if form.needs_page:
        form.begin(cases.case_page(person, case_id))
    if not form.validate():
        return _show(person, case_id, Refusal(move, form), HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        _act(person, case_id, form)
    except (MoveNotAllowed, StaleDataError) as error:
        return _refused(person, case_id, move, form, getattr(error, "reason", "stale"))
    return _back_to(case_id)


def _act(person: Viewer, case_id: int, form: MoveForm) -> None:
    """Once for each form, however often it is sent."""
    with transaction():
        case = access.case_for(person, case_id)
        if claim_submission(form.key, person.id):
            form.check_version(case)
            form.act(case, person)


def _refused(
    person: Viewer, case_id: int, move: str, form: MoveForm, reason: str
) -> ResponseReturnValue:
    problems = {
        "second-person": _("A second person must confirm. Ask somebody who also reads this case."),
        "not-better": _("It did not get better: the case stays open. Add a step to the plan."),
        "excluded": _("This person must not see the case."),
        "backup": _("Somebody else must stand in for the owner."),
        "yourself": _("To leave the case yourself, press “I cannot take part”."),
        "merge": _(
            "The cases cannot be merged: somebody who reads that one must not see this one."
        ),
        "conflict-check": _("First check who reads the case, and how the child can be reached."),
    }
    if reason in problems:
        refusal = Refusal(move, form, problems[reason])
        return _show(person, case_id, refusal, HTTPStatus.UNPROCESSABLE_ENTITY)
    problem = _("Someone has changed this meanwhile. Check and save again.")
    refusal = Refusal(move, form, problem, form.texts())
    return _show(person, case_id, refusal, HTTPStatus.CONFLICT)


@bp.post(f"{CASE}/step/<int:step_id>/done")
@allow(Permission.CASES_WORK)
def finish_step(case_id: int, step_id: int) -> ResponseReturnValue:
    person = viewer()
    with transaction():
        case = access.case_for(person, case_id)
        steps = sa.select(CaseTask).where(CaseTask.case_id == case.id, CaseTask.id == step_id)
        step = db.session.scalar(steps)
        if step is None:
            raise NotFound
        services.finish_task(case=case, by=person, task=step)
    return _back_to(case_id)


@bp.post(f"{CASE}/words/<uuid:request_id>")
@allow(Permission.WEEKS_READ)
def judge_words(case_id: int, request_id: uuid.UUID) -> ResponseReturnValue:
    """Was the mark of the rule of words worth it? Only for a request of this case."""
    person, verdict = viewer(), request.form.get("verdict")
    if verdict not in lists.VERDICTS:
        raise NotFound
    with transaction():
        case = access.case_for(person, case_id)
        if intake.case_of(request_id) != case.id:
            raise NotFound
        matches.judge(request_id=request_id, by=person, verdict=verdict)
    return _back_to(case_id)


@bp.route(f"{CASE}/step-aside", methods=["GET", "POST"])
@allow(Permission.CASES_WORK)
def step_aside(case_id: int) -> ResponseReturnValue:
    """Asked once: whoever has left cannot come back."""
    person = viewer()
    if request.method == "POST":
        _leave(person, case_id)
        flash(_("You have stepped aside. Others take care of it."), "ok")
        return redirect(url_for("specialist.inbox"), HTTPStatus.SEE_OTHER)
    access.case_for(person, case_id)
    return render_template("specialist/step_aside.html", case_id=case_id)


def _leave(person: Viewer, case_id: int) -> None:
    """Whoever presses twice has left, and is not told that there is no such case."""
    try:
        with transaction():
            services.step_aside(case=access.case_for(person, case_id), by=person)
    except NotFound:
        if not access.has_left(person, case_id):
            raise


def _back_to(case_id: int) -> ResponseReturnValue:
    return redirect(url_for("specialist.case", case_id=case_id), HTTPStatus.SEE_OTHER)
