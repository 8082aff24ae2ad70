"""Forms around the evidence: a lot to cast, a decision to note."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from app.evidence.alarms import LONGEST_DECISION
from app.web.checks import choices, not_longer_than, required
from app.web.display import theme_title


class DrawForm(FlaskForm):
    theme = SelectField(_l("Theme"), validate_choice=False, choices=[])
    sure = BooleanField(
        _l("I know that the lot is cast once and that waiting classes have the lessons later"),
        validators=[InputRequired(message=_l("Please tick this first"))],
    )

    def offer(self, themes: Iterable[str]) -> None:
        self.theme.choices = choices({one: theme_title(one) for one in themes})

    def validate_theme(self, field: SelectField) -> None:
        if field.data not in {one.value for one in field.choices or ()}:
            raise ValidationError(_("Choose a theme from the list"))


class DecisionForm(FlaskForm):
    decision = TextAreaField(
        _l("What was decided"), validators=[required(), not_longer_than(LONGEST_DECISION)]
    )
