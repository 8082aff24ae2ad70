"""A parent's pages: one child at a time, a worry to tell, one more child to link.

The pupil can open the same page: `preview` fills the same template from the same report.
"""

import uuid
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.casework import intake, workflow
from app.core.db import transaction
from app.notices import digests
from app.people import families
from app.people import services as people
from app.people.access import NotFound
from app.people.calendars import calendar_of
from app.people.viewer import Viewer
from app.reports.letters import letters_for
from app.reports.parent import Child, child_page, children_of, contact_of
from app.risk import rules
from app.web.access import Permission, allow, viewer
from app.web.checks import key_of, renew_key
from app.web.limits import PER_ADDRESS, WRONG_CODES, is_failure, limiter
from app.web.parent import consents, week
from app.web.parent.blueprint import bp
from app.web.parent.forms import LinkForm, WorryForm
from app.wellbeing import queries as wellbeing

__all__ = ["bp", "consents", "week"]


@bp.get("/")
@allow(Permission.CHILDREN_SEE)
def home() -> ResponseReturnValue:
    """The only child, or the first of several."""
    children = children_of(viewer())
    if not children:
        return redirect(url_for("parent.link"), HTTPStatus.SEE_OTHER)
    return _child_page(children, children[0])


@bp.get("/<int:child_id>")
@allow(Permission.CHILDREN_SEE)
def child(child_id: int) -> ResponseReturnValue:
    children = children_of(viewer())
    return _child_page(children, _among(children, child_id))


@bp.get("/letters")
@allow(Permission.CHILDREN_SEE)
def letters() -> ResponseReturnValue:
    """What people at school have written to this parent, and another person has released."""
    return render_template("parent/letters.html", letters=letters_for(viewer()))


@bp.get("/preview")
@allow(Permission.LESSONS_TAKE)
def preview() -> ResponseReturnValue:
    """What the pupil's parents see, shown to the pupil."""
    [own] = children_of(viewer())
    return render_template("parent/preview.html", page=child_page(own))


def _child_page(children: list[Child], chosen: Child) -> ResponseReturnValue:
    return render_template(
        "parent/home.html",
        page=child_page(chosen),
        children=children,
        gets_letter=digests.is_chosen(viewer().id),
    )


def _among(children: list[Child], child_id: int) -> Child:
    found = next((one for one in children if one.id == child_id), None)
    if found is None:
        raise NotFound
    return found


def _child(child_id: int) -> Child:
    return _among(children_of(viewer()), child_id)


@bp.route("/<int:child_id>/worry", methods=["GET", "POST"])
@allow(Permission.CHILDREN_SEE)
def worry(child_id: int) -> ResponseReturnValue:
    """The parent gets a receipt, and the same one for a form that is sent twice."""
    child = _child(child_id)
    form = WorryForm(submission_key=str(uuid.uuid4()))
    if form.validate_on_submit():
        concern_id = _report(viewer(), child, form)
        return redirect(
            url_for("parent.receipt", child_id=child.id, concern_id=concern_id),
            HTTPStatus.SEE_OTHER,
        )
    renew_key(form.submission_key)
    page = render_template("parent/worry.html", child=child, contact=contact_of(child), form=form)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _report(parent: Viewer, child: Child, form: WorryForm) -> uuid.UUID:
    assert child.school_id is not None  # pupils have a school: the database says so
    with transaction():
        concern = intake.report_concern(
            author=parent,
            pupil_id=child.id,
            school_id=child.school_id,
            kind="parent",
            submission_key=key_of(form.submission_key),
            facts=form.facts.data.strip(),
        )
        return concern.id


@bp.get("/<int:child_id>/worry/<uuid:concern_id>")
@allow(Permission.CHILDREN_SEE)
def receipt(child_id: int, concern_id: uuid.UUID) -> ResponseReturnValue:
    """By when the psychologist answers: counted from the message, never from the case."""
    child = _child(child_id)
    concern = wellbeing.concern(concern_id)
    if concern is None or (concern.author_id, concern.pupil_id) != (viewer().id, child.id):
        raise NotFound
    finding = rules.of_concern(kind=concern.kind, is_urgent=concern.is_urgent)
    due = workflow.deadlines(
        finding.severity, concern.created_at, calendar_of(child.school_id)
    ).contact
    return render_template(
        "parent/receipt.html", child=child, contact=contact_of(child), answer_by=due
    )


@bp.route("/link", methods=["GET", "POST"])
@allow(Permission.CHILDREN_SEE)
@limiter.limit(PER_ADDRESS, methods=["POST"])
@limiter.limit(WRONG_CODES, deduct_when=is_failure, methods=["POST"])
def link() -> ResponseReturnValue:
    """One more child, by a code on paper."""
    form = LinkForm(code=request.args.get("code"))
    if form.validate_on_submit():
        try:
            with transaction():
                child_id = families.redeem_pairing_code(
                    code=form.code.data, guardian_id=viewer().id
                )
        except people.CodeNotValid:
            with transaction():
                families.refused_by_a_bar(
                    code=form.code.data, name=viewer().full_name, guardian_id=viewer().id
                )
            form.code.errors = (_("This code is not valid any more. Ask the class teacher."),)
        else:
            flash(_("The child is linked to your page."), "ok")
            return redirect(url_for("parent.child", child_id=child_id), HTTPStatus.SEE_OTHER)
    children = children_of(viewer())
    page = render_template("parent/link.html", form=form, children=children)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
