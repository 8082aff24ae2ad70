"""Forms of somebody who gives no name."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField

from app.web.checks import LONGEST_TEXT, choices, is_key, key_of, not_longer_than, required
from app.web.words import ABOUT, NOBODY
from app.wellbeing.anonymous import ABOUT_ROLES, Told

_NOT_REMEMBERED = {"autocomplete": "off"}


class TellForm(FlaskForm):
    code = StringField(_l("Class code"), validators=[required()], render_kw=_NOT_REMEMBERED)
    about = RadioField(
        _l("Is it about an adult at school?"),
        choices=choices(ABOUT),
        default=NOBODY,
        invalid_choice_message=_l("Choose one of the answers"),
    )
    words = TextAreaField(
        _l("What is happening?"),
        validators=[required(), not_longer_than(LONGEST_TEXT)],
        render_kw=_NOT_REMEMBERED,
    )
    place = StringField(_l("Where?"), validators=[not_longer_than(200)], render_kw=_NOT_REMEMBERED)
    happened = StringField(
        _l("When?"), validators=[not_longer_than(200)], render_kw=_NOT_REMEMBERED
    )
    submission_key = HiddenField(validators=[is_key])

    def told(self) -> Told:
        return Told(
            submission_key=key_of(self.submission_key),
            words=self.words.data.strip(),
            about=self.about.data if self.about.data in ABOUT_ROLES else None,
            place=(self.place.data or "").strip() or None,
            happened=(self.happened.data or "").strip() or None,
        )


class CodeForm(FlaskForm):
    code = StringField(
        _l("Receipt code"),
        validators=[required(), not_longer_than(40)],
        render_kw=_NOT_REMEMBERED,
    )


class MoreForm(FlaskForm):
    words = TextAreaField(
        _l("Write more"), validators=[not_longer_than(LONGEST_TEXT)], render_kw=_NOT_REMEMBERED
    )
    submission_key = HiddenField(validators=[is_key])
