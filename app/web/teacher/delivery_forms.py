"""What a teacher writes down about a lesson that was held, or was not."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    DateField,
    Form,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import StopValidation

from app.learning.ballots import Ballot
from app.learning.deliveries import LONGEST_NOTE, Told
from app.learning.delivery_models import MOST_CHILDREN, MOST_MINUTES, Delivery
from app.reports.lessons import Shelf
from app.web.checks import (
    choices,
    day_past,
    is_key,
    not_longer_than,
    required,
    whole_number,
)
from app.web.teacher.forms import lessons_to_choose

TEACHER = "teacher"


def outcome_words() -> dict[str, Any]:
    return {
        "taught": _l("Taught, with its tasks"),
        "discussed": _l("Only talked about"),
        "skipped": _l("Did not take place"),
    }


def leader_words() -> dict[str, Any]:
    return {
        TEACHER: _l("The teacher"),
        "prosecutor": _l("A guest: prosecutor's office"),
        "police": _l("A guest: police"),
        "psychologist": _l("A guest: psychologist"),
        "other": _l("Another guest"),
    }


def _number(label: object, highest: int) -> IntegerField:
    """From one on; of a lesson that did not take place nobody counts anything."""
    message = _l("A whole number from %(low)s to %(high)s", low=1, high=highest)

    def in_range(form: Form, field: IntegerField) -> None:
        is_in_range = field.data is not None and 1 <= field.data <= highest
        field.errors = []  # type: ignore[assignment]
        was_skipped = form["outcome"].data == "skipped"
        raise StopValidation(None if was_skipped or is_in_range else message)

    return IntegerField(label, [in_range], invalid_value_message=message)


class DeliveryForm(FlaskForm):
    # A form sent twice is one lesson.
    submission_key = HiddenField(default=lambda: str(uuid.uuid4()), validators=[is_key])
    # Carries what is wrong with counted hands.
    hands = HiddenField()
    outcome = RadioField(_l("How was it?"), validators=[required()])
    held_on = DateField(_l("Day"), validators=[day_past])
    minutes = _number(_l("Minutes"), MOST_MINUTES)
    present = _number(_l("Children in the room"), MOST_CHILDREN)
    led_by = SelectField(_l("Who led it?"), default=TEACHER)
    note = TextAreaField(_l("Note, without names"), validators=[not_longer_than(LONGEST_NOTE)])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.outcome.choices = choices(outcome_words())
        self.led_by.choices = choices(leader_words())

    @classmethod
    def of(cls, delivery: Delivery) -> "DeliveryForm":
        was_held = delivery.outcome != "skipped"
        return cls(
            outcome=delivery.outcome,
            held_on=delivery.held_on,
            minutes=delivery.minutes if was_held else None,
            present=delivery.present if was_held else None,
            led_by=delivery.guest or TEACHER,
            note=delivery.note,
        )

    @property
    def told(self) -> Told:
        return Told(
            outcome=self.outcome.data,
            held_on=self.held_on.data,
            minutes=self.minutes.data or 0,
            present=self.present.data or 0,
            guest=None if self.led_by.data == TEACHER else self.led_by.data,
            note=(self.note.data or "").strip() or None,
        )


class LogForm(DeliveryForm):
    """Without the screen: the lesson is named, too."""

    lesson = SelectField(
        _l("Lesson"), validators=[required()], invalid_choice_message=_l("Choose a lesson")
    )

    def offer(self, shelves: list[Shelf]) -> None:
        self.lesson.choices = lessons_to_choose(shelves)


def read_hands(
    form: DeliveryForm, sent: MultiDict[str, str], ballots: Mapping[str, Ballot]
) -> dict[str, dict[str, int]]:
    """By item and option. What is no number of hands is told, and nothing is kept."""
    counted: dict[str, dict[str, int]] = {}
    for item_id, ballot in ballots.items():
        for option in ballot.options:
            typed = sent.get(ballot.field(option), "").strip()
            hands = whole_number(typed, MOST_CHILDREN) if typed else 0
            if hands is None:
                form.hands.errors = (_("Hands are counted from 0 to %(n)s", n=MOST_CHILDREN),)
                return {}
            counted.setdefault(item_id, {})[option] = hands
    return counted
