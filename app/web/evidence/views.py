"""What the lessons changed; the rounds of questions, the lots, and what was decided on alarms."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.core.db import transaction
from app.evidence import alarms, comparisons, rounds
from app.evidence.surveys import MOMENTS
from app.people.access import NotFound
from app.reports import evidence as pages
from app.web.access import ROLE_PERMISSIONS, Permission, allow, viewer
from app.web.evidence.forms import DecisionForm, DrawForm
from app.web.pages import asked_year

bp = Blueprint("evidence", __name__, url_prefix="/evidence")


@bp.get("/")
@allow(Permission.SCHOOL_SEE)
def home() -> ResponseReturnValue:
    person = viewer()
    return render_template(
        "evidence/home.html",
        page=pages.evidence_page(person, asked_year()),
        runs=Permission.SCHOOL_RUN in ROLE_PERMISSIONS[person.role],
    )


@bp.route("/alarms/<int:alarm_id>", methods=["GET", "POST"])
@allow(Permission.SCHOOL_SEE)
def alarm(alarm_id: int) -> ResponseReturnValue:
    """Somebody has looked, and says what follows: once."""
    called = pages.alarm_page(viewer(), alarm_id)
    form = DecisionForm()
    if form.validate_on_submit():
        with transaction():
            is_first = alarms.decide(
                alarm_id=alarm_id, decision=form.decision.data.strip(), by=viewer()
            )
        if is_first:
            flash(_("Saved"), "ok")
        else:
            flash(_("Somebody has decided this before. What they wrote stands."), "warning")
        return redirect(url_for("evidence.home"), HTTPStatus.SEE_OTHER)
    shown = render_template("evidence/alarm.html", called=called, form=form)
    return shown, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@bp.get("/rounds", endpoint="rounds")
@allow(Permission.SCHOOL_RUN)
def all_rounds() -> ResponseReturnValue:
    return _rounds_page(DrawForm())


def _rounds_page(form: DrawForm) -> ResponseReturnValue:
    page = pages.rounds_page(viewer())
    form.offer(page.may_draw)
    shown = render_template("evidence/rounds.html", page=page, form=form)
    return shown, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@bp.post("/rounds/<int:school_year>/<moment>")
@allow(Permission.SCHOOL_RUN)
def open_round(school_year: int, moment: str) -> ResponseReturnValue:
    asked = next((one for one in MOMENTS if one == moment), None)
    if asked is None:
        raise NotFound
    try:
        with transaction():
            rounds.open_round(school_year=school_year, moment=asked, by=viewer())
        flash(_("The round is open: pupils find the questions under “Tasks”."), "ok")
    except rounds.NotYet:
        flash(_("This round cannot be opened yet."), "error")
    except (rounds.AlreadyOpened, IntegrityError):
        flash(_("This round was opened before."), "warning")
    return redirect(url_for("evidence.rounds"), HTTPStatus.SEE_OTHER)


@bp.post("/rounds/<int:round_id>/close")
@allow(Permission.SCHOOL_RUN)
def close_round(round_id: int) -> ResponseReturnValue:
    with transaction():
        rounds.close_round(round_id=round_id, by=viewer())
    flash(_("The round is closed. What it shows is being worked out."), "ok")
    return redirect(url_for("evidence.rounds"), HTTPStatus.SEE_OTHER)


@bp.post("/lots")
@allow(Permission.SCHOOL_RUN)
def cast_lot() -> ResponseReturnValue:
    """Grave, because it cannot be cast again: the form asks for a tick."""
    form = DrawForm()
    form.offer(comparisons.open_themes(viewer().school_id))
    if not form.validate():
        return _rounds_page(form)
    try:
        with transaction():
            comparisons.cast(theme=form.theme.data, by=viewer())
        flash(_("The lot has been cast. Class teachers see which classes wait."), "ok")
    except comparisons.TooLate:
        flash(_("The second round has begun: it is too late to draw classes."), "error")
    except comparisons.TooFew:
        flash(_("Too few classes have lessons of this theme."), "error")
    except (comparisons.AlreadyDrawn, IntegrityError):
        flash(_("The classes were drawn before."), "warning")
    return redirect(url_for("evidence.rounds"), HTTPStatus.SEE_OTHER)
