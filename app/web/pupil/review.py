"""The two-minute review and the practice of a skill card: a reason after every answer.

Both are a round of a few items for today; a practice names its card. The item stands in the
address, so that a reload asks the same one.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.content import library
from app.content.library import ItemHome
from app.core.db import transaction
from app.learning import behaviours, reviews, services
from app.learning.responses import BadResponse
from app.learning.reviews import Reviewed
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.reports.pupil import may_practise, practice_of_card
from app.web import kept
from app.web.access import Permission, allow, viewer
from app.web.errors import error_page
from app.web.exercises import Exercise
from app.web.pupil.answers import fresh_exercise, posted_exercise, read_answer
from app.web.pupil.blueprint import bp
from app.web.pupil.feedback import feedback

REVIEW = "/review"
CARD = "/review/skills/<uuid:card_id>"
ITEM = "/items/<item_id>"


@dataclass(frozen=True, slots=True)
class Round:
    """Today's items: those answered, those to come."""

    card_id: uuid.UUID | None
    done: Mapping[str, Reviewed]
    to_come: list[str]

    @property
    def start_url(self) -> str:
        if self.card_id:
            return url_for("pupil.practise", card_id=self.card_id)
        return url_for("pupil.review")

    @property
    def total(self) -> int:
        return len(self.done) + len(self.to_come)

    def item_url(self, item_id: str) -> str:
        return _item_url(item_id, self.card_id)

    def number(self, item_id: str) -> int:
        """Which of today's items this is, from 1."""
        answered = list(self.done)
        return answered.index(item_id) + 1 if item_id in answered else len(answered) + 1


@bp.get(REVIEW, endpoint="review")
@bp.get(CARD, endpoint="practise")
@allow(Permission.LESSONS_TAKE)
def start(card_id: uuid.UUID | None = None) -> ResponseReturnValue:
    """The first item of today, or the word that it is enough for today."""
    now = _round(viewer(), card_id)
    if now.to_come:
        return _see_other(now.item_url(now.to_come[0]))
    return render_template("pupil/review_end.html", round=now)


@bp.get(REVIEW + ITEM, endpoint="review_item")
@bp.get(CARD + ITEM, endpoint="practise_item")
@allow(Permission.LESSONS_TAKE)
def item_page(item_id: str, card_id: uuid.UUID | None = None) -> ResponseReturnValue:
    pupil = viewer()
    now = _round(pupil, card_id)
    home = library.get().find(item_id)
    if home is None:
        return _item_is_gone(now)
    if item_id in now.done:
        return _told(now, home, now.done[item_id])
    if not _may_be_asked(pupil, home, card_id):
        return _see_other(now.start_url)
    return _asked(now, fresh_exercise(home.item, pupil.id))


@bp.post(REVIEW + ITEM, endpoint="answer_review")
@bp.post(CARD + ITEM, endpoint="answer_practice")
@allow(Permission.LESSONS_TAKE)
def answer_item(item_id: str, card_id: uuid.UUID | None = None) -> ResponseReturnValue:
    """Only an item that is open to this pupil now; a late double is shown its feedback."""
    pupil = viewer()
    home = library.get().find(item_id)
    if home is None:
        return _item_is_gone(_round(pupil, card_id))
    try:
        answer = read_answer(home.item)
    except BadResponse as error:
        return _refused(pupil, home, card_id, error)
    with transaction():
        if _may_be_asked(pupil, home, card_id):
            services.record_answer(
                pupil=pupil, home=home, answer=answer, behaviour=behaviours.REVIEW.name
            )
        elif item_id not in reviews.reviewed_today(pupil.id):
            raise NotFound
    kept.forget()
    return _see_other(_item_url(item_id, card_id))


def _round(pupil: Viewer, card_id: uuid.UUID | None) -> Round:
    today = reviews.reviewed_today(pupil.id)
    if card_id is None:
        left = reviews.left_today(pupil)
        return Round(None, today, [one.home.item.id for one in left])
    homes = practice_of_card(pupil.id, card_id)
    own = {home.item.id for home in homes}
    return Round(
        card_id=card_id,
        done={item_id: one for item_id, one in today.items() if item_id in own},
        to_come=[home.item.id for home in reviews.practice_items(pupil, homes, today)],
    )


def _item_url(item_id: str, card_id: uuid.UUID | None) -> str:
    if card_id:
        return url_for("pupil.practise_item", card_id=card_id, item_id=item_id)
    return url_for("pupil.review_item", item_id=item_id)


def _may_be_asked(pupil: Viewer, home: ItemHome, card_id: uuid.UUID | None) -> bool:
    if card_id:
        return may_practise(pupil, card_id, home)
    return reviews.is_due(pupil, home)


def _asked(now: Round, exercise: Exercise) -> ResponseReturnValue:
    page = render_template("pupil/review_item.html", round=now, exercise=exercise)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if exercise.error else HTTPStatus.OK


def _refused(
    pupil: Viewer, home: ItemHome, card_id: uuid.UUID | None, error: BadResponse
) -> ResponseReturnValue:
    if not _may_be_asked(pupil, home, card_id):
        raise NotFound
    return _asked(_round(pupil, card_id), posted_exercise(home.item, error))


def _told(now: Round, home: ItemHome, last: Reviewed) -> ResponseReturnValue:
    told = feedback(home, last.response, last.score, last.certainty)
    return render_template("pupil/review_feedback.html", round=now, item=home.item, feedback=told)


def _item_is_gone(now: Round) -> ResponseReturnValue:
    return error_page(
        HTTPStatus.GONE,
        HTTPStatus.GONE,
        title=_("This question has been replaced"),
        text=_("There is another one for you."),
        home_href=now.start_url,
    )


def _see_other(url: str) -> ResponseReturnValue:
    return redirect(url, HTTPStatus.SEE_OTHER)
