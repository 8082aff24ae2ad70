"""Forms of class teachers."""

import uuid

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectField
from wtforms.validators import Optional

from app.core.i18n import LocalizedText
from app.reports.lessons import Shelf
from app.web.checks import day_ahead, is_key, required
from app.web.display import localized
from app.web.teacher.quiz_forms import QuizFields


class AssignForm(QuizFields):
    """The view sets the lessons, those of the class's band first."""

    # A form sent twice assigns once.
    submission_key = HiddenField(default=lambda: str(uuid.uuid4()), validators=[Optional(), is_key])

    lesson = SelectField(
        _l("Lesson"), validators=[required()], invalid_choice_message=_l("Choose a lesson")
    )
    due = DateField(_l("Due date"), validators=[required(), day_ahead])

    def offer(self, shelves: list[Shelf]) -> None:
        self.lesson.choices = lessons_to_choose(shelves)


def lessons_to_choose(shelves: list[Shelf]) -> dict[str, dict[str, str]]:
    """In groups by band, those of the class first."""
    return {
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
