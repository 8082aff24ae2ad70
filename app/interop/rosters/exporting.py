"""The school's list of pupils as XLSX and CSV: what comes out goes in again and changes nothing."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from app.core.i18n import Locale
from app.interop.rosters import school
from app.interop.rosters.columns import Field
from app.interop.rosters.difference import Known
from app.interop.rosters.reading import guarded

# Not from the catalogues: columns.HEADINGS has to know them again.
HEADINGS: dict[Field, dict[Locale, str]] = {
    Field.OWN_ID: {"kk": "Adal Jol нөмірі", "ru": "Номер Adal Jol", "en": "Adal Jol ID"},
    Field.FAMILY_NAME: {"kk": "Тегі", "ru": "Фамилия", "en": "Family name"},
    Field.GIVEN_NAME: {"kk": "Аты", "ru": "Имя", "en": "Given name"},
    Field.PATRONYMIC: {"kk": "Әкесінің аты", "ru": "Отчество", "en": "Patronymic"},
    Field.CLASS_NAME: {"kk": "Сынып", "ru": "Класс", "en": "Class"},
    Field.BORN_ON: {"kk": "Туған күні", "ru": "Дата рождения", "en": "Date of birth"},
    Field.LANGUAGE: {"kk": "Оқыту тілі", "ru": "Язык обучения", "en": "Language of teaching"},
    Field.EXTERNAL_ID: {
        "kk": "Мектеп жүйесіндегі нөмірі",
        "ru": "Номер в системе школы",
        "en": "Number in the school's system",
    },
}
LANGUAGES: dict[str, dict[Locale, str]] = {
    "kk": {"kk": "қазақша", "ru": "казахский", "en": "Kazakh"},
    "ru": {"kk": "орысша", "ru": "русский", "en": "Russian"},
}
EXAMPLES = (
    ("Үлгіқызы", "Әйгерім", "Маратқызы", "7 «Ә»", "14.03.2014", "қазақша", "000123"),
    ("Образцов", "Тимур", "", "7 «Б»", "02.09.2013", "русский", ""),
)
SHEET = {"kk": "Оқушылар", "ru": "Ученики", "en": "Pupils"}

Rows = Iterable[Sequence[str]]


def pupils(school_id: int, locale: Locale) -> list[list[str]]:
    """Present pupils by class and name."""
    return rows_of(school.present(school_id), locale)


def rows_of(known: Iterable[tuple[Known, str | None]], locale: Locale) -> list[list[str]]:
    """Headings, then each pupil; with the language of the class."""
    heads = [words[locale] for words in HEADINGS.values()]
    return [heads, *(_row(one, language, locale) for one, language in known)]


def _row(one: Known, language: str | None, locale: Locale) -> list[str]:
    grade, letter = one.class_name or (0, "")
    cells = (
        str(one.id),
        one.family_name,
        one.given_name,
        one.patronymic or "",
        f"{grade} {letter}",
        _date(one.born_on),
        LANGUAGES[language][locale] if language else "",
        one.external_id or "",
    )
    return [guarded(cell) for cell in cells]


def _date(day: dt.date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def template() -> bytes:
    """Headings in three languages and two examples, without our own number."""
    fields = [words for field, words in HEADINGS.items() if field is not Field.OWN_ID]
    return as_xlsx([[" / ".join(words.values()) for words in fields], *EXAMPLES], "Adal Jol")


def as_xlsx(rows: Rows, title: str) -> bytes:
    """Every cell is a text: no leading zero is lost, nothing is computed."""
    from openpyxl import Workbook  # 17 MiB, for those who write a workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for index in range(len(HEADINGS)):
        sheet.column_dimensions["ABCDEFGHIJ"[index]].width = 24
    for row in rows:
        sheet.append([_as_text(WriteOnlyCell(sheet, value=value)) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _as_text(cell: Any) -> Any:
    cell.data_type, cell.number_format = "s", "@"
    return cell


def as_csv(rows: Rows) -> bytes:
    """With a mark of UTF-8 and semicolons, as Excel of this country opens it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
