"""Forms of class teachers."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField

from app.core.i18n import LocalizedText
from app.reports.lessons import Shelf
from app.web.checks import day_ahead, required
from app.web.display import localized


class AssignForm(FlaskForm):
    """The view sets the lessons, those of the class's band first."""

    lesson = SelectField(
        _l("Lesson"), validators=[required()], invalid_choice_message=_l("Choose a lesson")
    )
    due = DateField(_l("Due date"), validators=[required(), day_ahead])

    def offer(self, shelves: list[Shelf]) -> None:
        self.lesson.choices = {
            band_label(shelf): {
                entry.lesson.id: _label(entry.lesson.title, entry.lesson.sensitive)
                for entry in shelf.entries
            }
            for shelf in shelves
        }


def band_label(shelf: Shelf) -> str:
    return _("Grades %(band)s", band=shelf.band.replace("-", "–"))


def _label(title: LocalizedText, sensitive: bool) -> str:
    words = localized(title)
    # Not inside an f-string: the texts to translate are collected from plain calls only.
    mark = _("sensitive topic")
    return f"{words} · {mark}" if sensitive else words
