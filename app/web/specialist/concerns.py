""" "I noticed something": any adult of the school; the answer is a receipt, never a file."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.casework import intake, workflow
from app.core import clock
from app.core.db import transaction
from app.people.calendars import calendar_of
from app.people.viewer import Viewer
from app.reports import concerns as pages
from app.risk import rules
from app.web.access import Permission, allow, viewer
from app.web.checks import key_of
from app.web.specialist.blueprint import bp
from app.web.specialist.concern_form import ConcernForm


@bp.route("/concerns/new", methods=["GET", "POST"])
@allow(Permission.CONCERNS_WRITE)
def new_concern() -> ResponseReturnValue:
    """First the class, then the pupil; who has one class or comes from a pupil's page goes on."""
    person = viewer()
    page = pages.concern_page(
        person,
        class_id=request.args.get("class_id", type=int),
        pupil_id=request.args.get("pupil_id", type=int),
    )
    if page.chosen is None:
        return render_template("specialist/concern_class.html", page=page)
    form = ConcernForm()
    form.offer(page)
    if form.validate_on_submit():
        _report(person, form)
        return redirect(
            url_for("specialist.concern_sent", urgent=form.is_urgent.data or None),
            HTTPStatus.SEE_OTHER,
        )
    form.fill(page)
    html = render_template("specialist/concern.html", page=page, form=form)
    return html, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _report(person: Viewer, form: ConcernForm) -> None:
    assert person.school_id is not None  # staff have a school: the database says so
    with transaction():
        intake.report_concern(
            author=person,
            pupil_id=form.pupil.data,
            school_id=person.school_id,
            submission_key=key_of(form.submission_key),
            not_these=frozenset(form.not_these.data or ()),
            kind="staff",
            facts=form.facts.data,
            child_words=form.child_words.data or None,
            told_in_person=form.told_in_person.data == "yes",
            is_urgent=form.is_urgent.data,
        )


@bp.get("/concerns/sent")
@allow(Permission.CONCERNS_WRITE)
def concern_sent() -> ResponseReturnValue:
    """The same for everybody: it says nothing of the case or of who reads it."""
    finding = rules.of_concern(kind="staff", is_urgent=bool(request.args.get("urgent")))
    due = workflow.deadlines(finding.severity, clock.now(), calendar_of(viewer().school_id)).contact
    return render_template("specialist/concern_sent.html", due=due)
