"""Asking for help: the calm page, two taps for danger, a message to an adult, a private card.

Nothing here is limited or refused: what comes twice joins what stands (casework.intake).
"""

import uuid
from dataclasses import replace
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.casework import intake
from app.content.schema.lesson import Lesson
from app.core.db import transaction
from app.learning.access import lesson_for
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.reports import help as pages
from app.web import kept, words
from app.web.access import Permission, allow, viewer
from app.web.checks import key_of
from app.web.pupil import help_word
from app.web.pupil.blueprint import bp
from app.web.pupil.help_forms import CardForm, DangerForm, TalkForm
from app.wellbeing import services as wellbeing
from app.wellbeing.history import has_word
from app.wellbeing.services import Request

CARD = "/lessons/<lesson_id>/card"


@bp.get("/help", endpoint="help")
@allow(Permission.HELP_ASK)
def help_page() -> ResponseReturnValue:
    return render_template(
        "pupil/help.html",
        promise=pages.promise(viewer(), 2),
        topics=words.TOPICS,
        icons=words.TOPIC_ICONS,
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
        return _send(pupil, form.request())
    return _form_page("pupil/help_danger.html", form, page=page)


@bp.route("/help/talk", methods=["GET", "POST"])
@allow(Permission.HELP_ASK)
def help_talk() -> ResponseReturnValue:
    pupil = viewer()
    page = pages.talk_page(pupil)
    form = TalkForm()
    form.offer_staff(page.staff)
    form.offer_helpers(page.helpers)
    if form.validate_on_submit():
        return _send(pupil, form.request())
    asked = request.args.get("topic")
    if request.method == "GET" and asked in words.TOPICS:
        form.topic.data = asked
    return _form_page("pupil/help_talk.html", form, page=page, topics=words.TOPICS)


def _send(pupil: Viewer, asked: Request) -> ResponseReturnValue:
    with transaction():
        request_id = intake.ask_for_help(pupil=pupil, request=asked).id
        help_word.sent(pupil, request_id)
    kept.forget()
    return _see_other(url_for("pupil.help_receipt", request_id=request_id))


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
    return _see_other(url_for("pupil.help_receipt", request_id=request_id))


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


@bp.route(CARD, methods=["GET", "POST"])
@allow(Permission.HELP_ASK)
def disclosure(lesson_id: str) -> ResponseReturnValue:
    """ "This happens to me": the child decides whether anybody else ever sees it."""
    pupil = viewer()
    lesson = _lesson_with_card(pupil, lesson_id)
    page = pages.card_page(pupil)
    form = CardForm()
    form.offer_staff(page.staff)
    if form.validate_on_submit():
        if form.is_just_for_me:
            return _keep(pupil, lesson, form)
        return _send(pupil, replace(form.request(), lesson_id=lesson.id))
    return _form_page("pupil/disclosure.html", form, page=page, lesson=lesson)


def _keep(pupil: Viewer, lesson: Lesson, form: CardForm) -> ResponseReturnValue:
    with transaction():
        wellbeing.keep_for_myself(
            pupil_id=pupil.id, card="D4", submission_key=key_of(form.submission_key)
        )
    kept.forget()
    return _see_other(url_for("pupil.disclosure_kept", lesson_id=lesson.id))


@bp.get(CARD + "/kept")
@allow(Permission.HELP_ASK)
def disclosure_kept(lesson_id: str) -> ResponseReturnValue:
    """A warm word; after the third mark within 30 days the child is asked once more."""
    pupil = viewer()
    return render_template(
        "pupil/disclosure_kept.html",
        lesson=_lesson_with_card(pupil, lesson_id),
        ask_again=wellbeing.should_ask_again(pupil.id, "D4"),
    )


def _lesson_with_card(pupil: Viewer, lesson_id: str) -> Lesson:
    lesson = lesson_for(pupil, lesson_id)
    if lesson.disclosure != "D4":
        raise NotFound
    return lesson


def _form_page(template: str, form: DangerForm, **context: object) -> ResponseReturnValue:
    """The form, empty or refused. A refused one keeps its words and gets a good key."""
    if not form.submission_key.data or form.submission_key.errors:
        form.submission_key.data = str(uuid.uuid4())
    page = render_template(template, form=form, shown=kept.shown_token(viewer().id), **context)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _see_other(url: str) -> ResponseReturnValue:
    return redirect(url, HTTPStatus.SEE_OTHER)
