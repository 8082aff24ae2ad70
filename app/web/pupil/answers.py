"""Reads a posted answer, and says in plain words what keeps it from being one."""

import uuid

from flask import abort, request
from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.content.schema.items import ChoiceItem, Item, NumberItem, TrueFalseItem
from app.learning.attempts import Answer
from app.learning.behaviours import PRACTICE, Behaviour
from app.learning.responses import BadResponse, Fields, read_certainty, read_response
from app.web import kept
from app.web.exercises import Exercise


def posted_key() -> uuid.UUID:
    """The submission key of the page; a form without one is no form of ours."""
    try:
        return uuid.UUID(request.form.get("submission_key", ""))
    except ValueError:
        abort(422)


def posted_fields() -> Fields:
    return request.form.to_dict(flat=False)


def read_answer(item: Item, behaviour: Behaviour = PRACTICE) -> Answer:
    """The answer of the posted form. Raises BadResponse; posted_exercise() then shows why."""
    fields = posted_fields()
    certainty = read_certainty(item, fields, is_asked=behaviour.asks_certainty)
    return Answer(
        response=read_response(item, fields, certainty),
        certainty=certainty,
        submission_key=posted_key(),
        seconds=kept.seconds_since_shown(),
    )


def fresh_exercise(item: Item, pupil_id: int, error: str = "") -> Exercise:
    return Exercise(item=item, shown=kept.shown_token(pupil_id), error=error)


def posted_exercise(
    item: Item, error: BadResponse, behaviour: Behaviour = PRACTICE, seen: int = 0
) -> Exercise:
    """The refused form with everything that was chosen, under its own key."""
    fields = posted_fields()
    return Exercise(
        item=item,
        shown=request.form.get("shown", ""),
        key=posted_key(),
        fields=fields,
        error=refusal(error, item, fields),
        behaviour=behaviour,
        seen=seen,
    )


def refusal(error: BadResponse, item: Item | None = None, fields: Fields | None = None) -> str:
    if error.code == "unknown":
        return _("This answer does not belong to the question. Choose again.")
    if error.code == "twice":
        return _("Give each answer once: every card has its own")
    if isinstance(item, NumberItem):
        ends = {"low": format_decimal(item.lowest), "high": format_decimal(item.highest)}
        return _("Write a number from %(low)s to %(high)s", **ends)
    if isinstance(item, ChoiceItem | TrueFalseItem) and (fields or {}).get("answer"):
        return _("Say how sure you are")
    return str(_MISSING.get(item.interaction if item else "", _l("Choose an answer first")))


_MISSING = {
    "order": _l("Give every step a place of its own"),
    "classify": _l("Choose a place for every card"),
    "match": _l("Choose a pair for every card"),
    "inline-choice": _l("Choose a word for every gap"),
    "best-worst": _l("Choose the best and the worst step, two different ones"),
    "spot-signs": _l("Mark at least one sign"),
    "recall": _l("Look at the answer and say how it went"),
}
