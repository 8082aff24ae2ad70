"""Forms of a child who asks for help. Nothing in them is required but the key of the page."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from app.people.queries import Person
from app.risk.cards import Card
from app.web.checks import LONGEST_TEXT, choices, is_key, key_of, not_longer_than
from app.web.words import FREQUENCIES, SIGNS, TOPICS, WISHES
from app.wellbeing.services import Request

LONGEST_CONTACT = 500
NEVER_OFFERED = -1
JUST_FOR_ME = "just-for-me"

_GONE = _l("This person is not in the list any more. Choose again or leave it open.")
# The browser of a shared phone offers what was typed to whoever types next.
_NOT_REMEMBERED = {"autocomplete": "off"}
_UNKNOWN = _l("Choose one of the answers")


def _person_id(value: Any) -> int | None:
    """None for "nobody in particular"; what is no number was never offered."""
    text = str(value or "")
    if not text:
        return None
    return int(text) if text.isdecimal() else NEVER_OFFERED


class DangerForm(FlaskForm):
    not_these = SelectMultipleField(
        _l("Who must not know"), coerce=_person_id, invalid_choice_message=_GONE
    )
    submission_key = HiddenField(validators=[is_key])

    def offer_staff(self, staff: Sequence[Person]) -> None:
        self.not_these.choices = choices({one.id: one.name for one in staff})

    def request(self) -> Request:
        return Request(kind="danger", topic="other", **self._common())

    def _common(self) -> dict[str, Any]:
        return {
            "submission_key": key_of(self.submission_key),
            "not_these": frozenset(self.not_these.data or ()),
        }


class _WrittenForm(DangerForm):
    words = TextAreaField(
        _l("Message"), validators=[not_longer_than(LONGEST_TEXT)], render_kw=_NOT_REMEMBERED
    )
    safe_contact = StringField(
        _l("A safe way to reach me"),
        validators=[not_longer_than(LONGEST_CONTACT)],
        render_kw=_NOT_REMEMBERED,
    )
    call_quietly = BooleanField(_l("Call me out so that nobody in class notices"))

    def _common(self) -> dict[str, Any]:
        return {
            **super()._common(),
            "words": (self.words.data or "").strip() or None,
            "safe_contact": (self.safe_contact.data or "").strip() or None,
            "call_quietly": self.call_quietly.data,
        }


class TalkForm(_WrittenForm):
    topic = SelectField(
        _l("What is happening?"),
        choices=choices(TOPICS),
        default="other",
        invalid_choice_message=_UNKNOWN,
    )
    to = RadioField(_l("To whom"), coerce=_person_id, invalid_choice_message=_GONE)

    def offer_helpers(self, helpers: Sequence[Person]) -> None:
        self.to.choices = choices({"": "", **{one.id: one.name for one in helpers}})

    def request(self) -> Request:
        return Request(
            kind="talk",
            topic=self.topic.data,
            addressed_to_id=self.to.data,
            **self._common(),
        )


class CardForm(_WrittenForm):
    """A disclosure card: the wish decides whether anybody reads it at all."""

    signs = SelectMultipleField(
        _l("What happens? Mark what fits."), invalid_choice_message=_UNKNOWN
    )
    frequency = RadioField(
        _l("How often?"),
        choices=choices(FREQUENCIES),
        validate_choice=False,
    )
    wish = RadioField(_l("What would you like?"), invalid_choice_message=_UNKNOWN)
    teacher_may_know = BooleanField(_l("My class teacher may know"))

    def offer(self, card: Card) -> None:
        """What this card asks; fields that it does not have are gone."""
        self.card = card
        self.signs.choices = choices({one: SIGNS[one] for one in card.signs})
        private = {JUST_FOR_ME: _l("Just for me")} if card.may_stay_private else {}
        self.wish.choices = choices({**private, **WISHES})
        if not card.asks_frequency:
            del self.frequency
        if not card.teacher_may_know:
            del self.teacher_may_know

    @property
    def is_just_for_me(self) -> bool:
        return bool(self.wish.data == JUST_FOR_ME)

    def request(self) -> Request:
        often = self.frequency.data if "frequency" in self else None
        return Request(
            kind="disclosure",
            topic=self.card.topic,
            card=self.card.id,
            signs=tuple(self.signs.data or ()),
            wish=self.wish.data,
            frequency=often if often in FREQUENCIES else None,
            teacher_may_know="teacher_may_know" in self and self.teacher_may_know.data,
            **self._common(),
        )
