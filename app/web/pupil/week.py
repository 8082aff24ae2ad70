"""The weekly check-in: one tap, of free will, no mark, no streak; and showing it to an adult."""

import uuid
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.db import transaction
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.reports import week as pages
from app.risk import moods
from app.web import words
from app.web.access import Permission, allow, viewer
from app.web.pupil.blueprint import bp
from app.web.pupil.week_forms import ReplyForm, ShareForm, WeekForm
from app.wellbeing import checkins, shares


@bp.route("/week", methods=["GET", "POST"])
@allow(Permission.LESSONS_TAKE)
def week() -> ResponseReturnValue:
    pupil = _asked_pupil()
    # What was said before fills the page, never the gaps of what is sent.
    form = WeekForm(obj=checkins.this_week(pupil.id) if request.method == "GET" else None)
    if form.validate_on_submit():
        with transaction():
            checkins.record(pupil=pupil, said=form.week())
        return _see_other(url_for("pupil.week_done", hurt=1 if form.says_hurt else None))
    page = render_template("pupil/week.html", form=form, page=pages.week_page(pupil))
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _asked_pupil() -> Viewer:
    """Where the school has not switched check-ins on, the page does not exist."""
    pupil = viewer()
    if not checkins.are_open_to(pupil):
        raise NotFound
    return pupil


@bp.get("/week/done")
@allow(Permission.LESSONS_TAKE)
def week_done() -> ResponseReturnValue:
    """Thanks, the month, and where there is reason the question whether to talk."""
    pupil = _asked_pupil()
    return render_template(
        "pupil/week_done.html",
        page=pages.week_page(pupil),
        question=moods.question_for(pupil.id),
        form=ReplyForm(),
        cards=words.CARDS,
    )


@bp.post("/week/talk/<uuid:signal_id>")
@allow(Permission.LESSONS_TAKE)
def week_reply(signal_id: uuid.UUID) -> ResponseReturnValue:
    pupil, form = _asked_pupil(), ReplyForm()
    if not form.validate_on_submit():
        return _see_other(url_for("pupil.week_done"))
    with transaction():
        moods.answer(pupil_id=pupil.id, signal_id=signal_id, reply=form.reply.data)
    wants_to_talk = form.reply.data == "talk"
    return _see_other(url_for("pupil.help_talk" if wants_to_talk else "pupil.week_done"))


@bp.route("/week/share", methods=["GET", "POST"])
@allow(Permission.LESSONS_TAKE)
def week_share() -> ResponseReturnValue:
    """Whom to show it to, what exactly they would see, and a moment to think it over."""
    pupil = _asked_pupil()
    page = pages.share_page(pupil)
    form = ShareForm()
    form.offer(page.adults)
    if form.validate_on_submit():
        with transaction():
            shares.share(pupil_id=pupil.id, adult_id=form.adult.data)
        return _see_other(url_for("pupil.week_share"))
    shown = render_template("pupil/week_share.html", form=form, page=page)
    return shown, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


_CHANGES = {"pause": shares.pause, "go-on": shares.go_on, "end": shares.end}


@bp.post("/week/share/<uuid:share_id>/<any(pause, 'go-on', end):change>")
@allow(Permission.LESSONS_TAKE)
def week_share_change(share_id: uuid.UUID, change: str) -> ResponseReturnValue:
    pupil = viewer()
    with transaction():
        _CHANGES[change](pupil_id=pupil.id, share_id=share_id)
    return _see_other(url_for("pupil.week_share"))


def _see_other(url: str) -> ResponseReturnValue:
    return redirect(url, HTTPStatus.SEE_OTHER)
