"""Forms of the weekly check-in. Only the face is needed; the rest may be left out."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectMultipleField
from wtforms.validators import InputRequired

from app.people.queries import Person
from app.web.checks import choices, number
from app.wellbeing.checkins import MOODS, Week
from app.wellbeing.models import COLOURS

NEEDS = {
    "sleep": _l("Slept badly"),
    "quarrel": _l("A quarrel"),
    "marks": _l("Marks"),
    "hurt": _l("Someone hurts me"),
    "health": _l("Health"),
    "good-news": _l("Good news"),
}
SAFETY = {"yes": _l("Yes"), "partly": _l("Not always"), "no": _l("No")}
COLOUR_NAMES = {
    "red": _l("red"),
    "orange": _l("orange"),
    "yellow": _l("yellow"),
    "green": _l("green"),
    "blue": _l("blue"),
    "violet": _l("violet"),
    "brown": _l("brown"),
    "grey": _l("grey"),
}
_UNKNOWN = _l("Choose one of the answers")


class WeekForm(FlaskForm):
    mood = RadioField(
        _l("How was your week?"),
        choices=choices({mood: mood for mood in MOODS}),
        validators=[InputRequired(_l("Choose a picture, or skip this page."))],
        invalid_choice_message=_UNKNOWN,
    )
    needs = SelectMultipleField(
        _l("What had the most effect?"), choices=choices(NEEDS), invalid_choice_message=_UNKNOWN
    )
    feels_safe = RadioField(
        _l("Do you feel safe in your class?"), choices=choices(SAFETY), validate_choice=False
    )
    colour = RadioField(
        _l("A colour for your week"), choices=choices(COLOUR_NAMES), validate_choice=False
    )

    def week(self) -> Week:
        return Week(
            mood=int(self.mood.data),
            needs=frozenset(self.needs.data or ()),
            feels_safe=self.feels_safe.data if self.feels_safe.data in SAFETY else None,
            colour=self.colour.data if self.colour.data in COLOURS else None,
        )

    @property
    def says_hurt(self) -> bool:
        return "hurt" in (self.needs.data or ())


class ReplyForm(FlaskForm):
    reply = RadioField(
        choices=choices(
            {
                "talk": _l("Yes, let us talk"),
                "not-now": _l("Not now"),
                "fine": _l("I am fine"),
            }
        )
    )


class ShareForm(FlaskForm):
    adult = RadioField(
        _l("Whom would you like to show it to?"),
        coerce=number,
        validators=[InputRequired(_l("Choose one of the answers"))],
        invalid_choice_message=_l(
            "This person is not in the list any more. Choose again or leave it open."
        ),
    )

    def offer(self, adults: Sequence[Person]) -> None:
        self.adult.choices = choices({one.id: one.name for one in adults})
