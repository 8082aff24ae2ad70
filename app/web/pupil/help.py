"""Asking for help: the calm page, two taps for danger, a message to an adult.

Nothing here is limited or refused: what comes twice joins what stands (casework.intake).
"""

import uuid
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.casework import intake
from app.core.db import transaction
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.reports import help as pages
from app.risk.cards import CARD_OF_TOPIC
from app.web import kept, words
from app.web.access import Permission, allow, viewer
from app.web.checks import renew_key
from app.web.pupil import help_word
from app.web.pupil.blueprint import bp
from app.web.pupil.help_forms import DangerForm, TalkForm
from app.wellbeing.history import has_word
from app.wellbeing.services import Request


@bp.get("/help", endpoint="help")
@allow(Permission.HELP_ASK)
def help_page() -> ResponseReturnValue:
    return render_template(
        "pupil/help.html",
        promise=pages.promise(viewer(), 2),
        topics=words.TOPICS,
        icons=words.TOPIC_ICONS,
        card_of=CARD_OF_TOPIC,
    )


@bp.route("/help/danger", methods=["GET", "POST"])
@allow(Permission.HELP_ASK)
def help_danger() -> ResponseReturnValue:
    """The second tap. Everything but this one button may be left as it is."""
    pupil = viewer()
    page = pages.danger_page(pupil)
    form = DangerForm()
    form.offer_staff(page.staff)
    if form.validate_on_submit():
        return send(pupil, form.request())
    return form_page("pupil/help_danger.html", form, page=page)


@bp.route("/help/talk", methods=["GET", "POST"])
@allow(Permission.HELP_ASK)
def help_talk() -> ResponseReturnValue:
    pupil = viewer()
    page = pages.talk_page(pupil)
    form = TalkForm()
    form.offer_staff(page.staff)
    form.offer_helpers(page.helpers)
    if form.validate_on_submit():
        return send(pupil, form.request())
    asked = request.args.get("topic")
    if request.method == "GET" and asked in words.TOPICS:
        form.topic.data = asked
    return form_page("pupil/help_talk.html", form, page=page, topics=words.TOPICS)


def send(pupil: Viewer, asked: Request) -> ResponseReturnValue:
    with transaction():
        request_id = intake.ask_for_help(pupil=pupil, request=asked).id
        help_word.sent(pupil, request_id)
    kept.forget()
    return see_other(url_for("pupil.help_receipt", request_id=request_id))


@bp.get("/help/<uuid:request_id>")
@allow(Permission.HELP_ASK)
def help_receipt(request_id: uuid.UUID) -> ResponseReturnValue:
    """For the session that has sent it, or behind the child's own word."""
    pupil = viewer()
    asked = pages.receipt(pupil, request_id)
    if request_id not in help_word.opened_requests(pupil):
        return help_word.closed_page(pupil)
    return render_template(
        "pupil/help_receipt.html",
        asked=asked,
        is_kept=help_word.open_word(pupil) is not None,
        has_word=has_word(pupil.id),
        open_form=help_word.OpenForm(formdata=None),
        choose_form=help_word.ChooseWordForm(formdata=None),
    )


@bp.post("/help/<uuid:request_id>/take-back")
@allow(Permission.HELP_ASK)
def help_take_back(request_id: uuid.UUID) -> ResponseReturnValue:
    pupil = viewer()
    if request_id not in help_word.opened_requests(pupil):
        raise NotFound
    with transaction():
        intake.take_back(pupil=pupil, request_id=request_id)
    return see_other(url_for("pupil.help_receipt", request_id=request_id))


@bp.get("/help/who-knows")
@allow(Permission.HELP_ASK)
def who_knows() -> ResponseReturnValue:
    """Without the words: somebody may look over the child's shoulder."""
    pupil = viewer()
    opened, is_open = help_word.opened_requests(pupil), help_word.open_word(pupil) is not None
    if not opened and not is_open:
        return help_word.closed_page(pupil)
    return render_template(
        "pupil/who_knows.html",
        requests=pages.who_knows_page(pupil, opened),
        is_open=is_open,
        has_word=has_word(pupil.id),
        open_form=help_word.OpenForm(formdata=None),
        choose_form=help_word.ChooseWordForm(formdata=None),
    )


def form_page(template: str, form: DangerForm, **context: object) -> ResponseReturnValue:
    """The form, empty or refused. A refused one keeps its words and gets a good key."""
    renew_key(form.submission_key)
    page = render_template(template, form=form, shown=kept.shown_token(viewer().id), **context)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def see_other(url: str) -> ResponseReturnValue:
    return redirect(url, HTTPStatus.SEE_OTHER)
