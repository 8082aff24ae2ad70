"""Disclosure cards D1 to D7: after a lesson, or from the page of help.

The child decides: just for me (where nobody is left in danger by that), contact me, not safe.
"""

from dataclasses import dataclass, replace

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.content.schema.lesson import Lesson
from app.core.db import transaction
from app.learning.access import lesson_for
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.reports import help as pages
from app.risk.cards import CARD_OF, Card
from app.web import kept, words
from app.web.access import Permission, allow, viewer
from app.web.checks import key_of
from app.web.pupil.blueprint import bp
from app.web.pupil.help import form_page, see_other, send
from app.web.pupil.help_forms import CardForm
from app.wellbeing import services as wellbeing

OF_LESSON = "/lessons/<lesson_id>/card"
OF_HELP = "/help/card/<card_id>"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the card lies: its own address, and where one goes on from it."""

    card: Card
    lesson: Lesson | None

    @property
    def url(self) -> str:
        if self.lesson:
            return url_for("pupil.disclosure", lesson_id=self.lesson.id)
        return url_for("pupil.help_card", card_id=self.card.id)

    @property
    def onward(self) -> str:
        if self.lesson:
            return url_for("pupil.lesson_end", lesson_id=self.lesson.id)
        return url_for("pupil.help")

    @property
    def kept_url(self) -> str:
        if self.lesson:
            return url_for("pupil.disclosure_kept", lesson_id=self.lesson.id)
        return url_for("pupil.help_card_kept", card_id=self.card.id)


def _of_lesson(pupil: Viewer, lesson_id: str) -> _Place:
    lesson = lesson_for(pupil, lesson_id)
    if lesson.disclosure is None:
        raise NotFound
    return _Place(CARD_OF[lesson.disclosure], lesson)


def _of_help(card_id: str) -> _Place:
    if card_id not in CARD_OF:
        raise NotFound
    return _Place(CARD_OF[card_id], None)


@bp.route(OF_LESSON, methods=["GET", "POST"])
@allow(Permission.HELP_ASK)
def disclosure(lesson_id: str) -> ResponseReturnValue:
    pupil = viewer()
    return _show(pupil, _of_lesson(pupil, lesson_id))


@bp.route(OF_HELP, methods=["GET", "POST"])
@allow(Permission.HELP_ASK)
def help_card(card_id: str) -> ResponseReturnValue:
    return _show(viewer(), _of_help(card_id))


def _show(pupil: Viewer, place: _Place) -> ResponseReturnValue:
    page = pages.card_page(pupil, place.card)
    form = CardForm()
    form.offer(place.card)
    form.offer_staff(page.staff)
    if form.validate_on_submit():
        if form.is_just_for_me:
            return _keep(pupil, place, form)
        lesson_id = place.lesson.id if place.lesson else None
        return send(pupil, replace(form.request(), lesson_id=lesson_id))
    return form_page("pupil/disclosure.html", form, page=page, place=place, cards=words.CARDS)


def _keep(pupil: Viewer, place: _Place, form: CardForm) -> ResponseReturnValue:
    with transaction():
        wellbeing.keep_for_myself(
            pupil_id=pupil.id, card=place.card.id, submission_key=key_of(form.submission_key)
        )
    kept.forget()
    return see_other(place.kept_url)


@bp.get(OF_LESSON + "/kept")
@allow(Permission.HELP_ASK)
def disclosure_kept(lesson_id: str) -> ResponseReturnValue:
    pupil = viewer()
    return _kept(pupil, _of_lesson(pupil, lesson_id))


@bp.get(OF_HELP + "/kept")
@allow(Permission.HELP_ASK)
def help_card_kept(card_id: str) -> ResponseReturnValue:
    return _kept(viewer(), _of_help(card_id))


def _kept(pupil: Viewer, place: _Place) -> ResponseReturnValue:
    """A warm word; after the third mark within 30 days the child is asked once more."""
    return render_template(
        "pupil/disclosure_kept.html",
        place=place,
        ask_again=wellbeing.should_ask_again(pupil.id, place.card.id),
    )
