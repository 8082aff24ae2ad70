"""Forms of parents."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField

from app.web.checks import LONGEST_TEXT, is_key, not_longer_than, required

LONGEST_CODE = 40


class WorryForm(FlaskForm):
    facts = TextAreaField(
        _l("What worries you"), validators=[required(), not_longer_than(LONGEST_TEXT)]
    )
    submission_key = HiddenField(validators=[is_key])


class LinkForm(FlaskForm):
    code = StringField(
        _l("Invitation code"), validators=[required(), not_longer_than(LONGEST_CODE)]
    )
