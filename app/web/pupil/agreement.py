"""The pupil's own yes or no, in words for the age, each term; and what waits for the parents."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.db import db, transaction
from app.people import consenting, consents
from app.people.models import User
from app.reports import consents as pages
from app.web.access import Permission, allow, viewer
from app.web.locale import pick_locale
from app.web.pupil.blueprint import bp


@bp.get("/agreement")
@allow(Permission.HELP_ASK)
def agreement() -> ResponseReturnValue:
    """Open to every pupil: also to one whose lessons still wait for the parents."""
    pupil = db.session.get_one(User, viewer().id)
    return render_template(
        "pupil/agreement.html",
        standings=pages.standings_of(pupil),
        is_junior=(viewer().grade or 5) <= 4,
        may_learn=viewer().may_learn,
    )


@bp.post("/agreement/<purpose>")
@allow(Permission.HELP_ASK)
def agree(purpose: str) -> ResponseReturnValue:
    asked = consents.purpose_for(purpose)
    answer = request.form.get("answer", "")
    if asked.needs_assent and answer in ("yes", "no"):
        with transaction():
            consenting.assent(
                pupil=viewer(),
                purpose=asked,
                is_yes=answer == "yes",
                words=pages.words_for(asked.id, pick_locale()),
            )
    return redirect(url_for("pupil.agreement", _anchor=asked.id), HTTPStatus.SEE_OTHER)
