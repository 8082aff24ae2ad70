"""Forms of class teachers."""

import datetime as dt

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField
from wtforms.validators import ValidationError

from app.core import clock
from app.core.i18n import LocalizedText
from app.reports.lessons import Shelf
from app.web.checks import required
from app.web.display import localized

LONGEST_NOTICE = dt.timedelta(days=365)


class AssignForm(FlaskForm):
    """The view sets the lessons, those of the class's band first."""

    lesson = SelectField(
        _l("Lesson"), validators=[required()], invalid_choice_message=_l("Choose a lesson")
    )
    due = DateField(_l("Due date"), validators=[required()])

    def offer(self, shelves: list[Shelf]) -> None:
        self.lesson.choices = {
            band_label(shelf): {
                entry.lesson.id: _label(entry.lesson.title, entry.lesson.sensitive)
                for entry in shelf.entries
            }
            for shelf in shelves
        }

    def validate_due(self, field: DateField) -> None:
        if not clock.today() <= field.data <= clock.today() + LONGEST_NOTICE:
            raise ValidationError(_("Choose a day from today on, within a year"))


def band_label(shelf: Shelf) -> str:
    return _("Grades %(band)s", band=shelf.band.replace("-", "–"))


def _label(title: LocalizedText, sensitive: bool) -> str:
    words = localized(title)
    return f"{words} · {_('sensitive topic')}" if sensitive else words
