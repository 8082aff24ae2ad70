"""The form that takes a file of questions, or its text."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import RadioField, TextAreaField

from app.bank import gift, sheet
from app.bank.drafts import LARGEST_FILE, Read
from app.bank.sheet_words import column_of
from app.bank.texts import NoText, decode
from app.core.i18n import Locale
from app.web.checks import choices, required
from app.web.teacher.bank_words import LANGUAGES

# More known heads than a sentence would hold by chance.
HEADS_OF_A_TABLE = 3


@dataclass(frozen=True, slots=True)
class File:
    """What came in: its words, what was read of them, and how it was written."""

    text: str
    read: Read
    is_table: bool
    encoding: str = "utf-8"

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


class QuestionsForm(FlaskForm):
    """A file wins over a text."""

    language = RadioField(
        _l("Language of the questions"), choices=choices(LANGUAGES), validators=[required()]
    )
    file = FileField(_l("File (GIFT or CSV)"))
    text = TextAreaField(_l("Or its text"))

    def read(self) -> File | None:
        """None where the form now says what is wrong with it."""
        language: Locale = self.language.data
        raw = self.file.data.read(LARGEST_FILE + 1) if self.file.data else b""
        raw = raw or (self.text.data or "").encode()
        if not raw.strip():
            self.file.errors = (_("Choose a file or paste its text"),)
            return None
        if len(raw) > LARGEST_FILE:
            self.file.errors = (_("The file is larger than %(n)s KB", n=LARGEST_FILE // 1024),)
            return None
        try:
            text, encoding = decode(raw, language)
        except NoText:
            self.file.errors = (_("This is not a text file. Save it as UTF-8."),)
            return None
        return read_text(text, encoding)


def read_text(text: str, encoding: str = "utf-8") -> File:
    """GIFT, unless the first line is the head of a table."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    cells = first.replace(",", ";").replace("\t", ";").split(";")
    is_table = sum(column_of(cell) is not None for cell in cells) >= HEADS_OF_A_TABLE
    found = (sheet if is_table else gift).read(text.lstrip("\ufeff"))
    return File(text, found, is_table, encoding)
