"""Tables of figures as files: a workbook with real numbers, and CSV. Equal to the page."""

import csv
import datetime as dt
import io
from typing import Any

from app.interop.rosters.reading import guarded
from app.reports.sheets import Column, Hidden, Kind, Sheet, Value

_FORMATS: dict[Kind, str] = {"text": "@", "count": "0", "share": "0%", "day": "dd.mm.yyyy"}
_WIDTHS: dict[Kind, int] = {"text": 32, "count": 12, "share": 12, "day": 14}
MOST_IN_A_TITLE = 31


def as_xlsx(sheets: list[Sheet]) -> bytes:
    """A workbook with a page for each table; headings stay in view."""
    from openpyxl import Workbook  # 17 MiB, for those who write a workbook

    book = Workbook(write_only=True)
    for number, one in enumerate(sheets, start=1):
        _add_page(book, one, number)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _add_page(book: Any, sheet: Sheet, number: int) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(_page_title(sheet.title, number))
    page.freeze_panes = "B2"
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = _WIDTHS[column.kind]
    head = [_text_cell(page, column.title) for column in sheet.columns]
    for cell in head:
        cell.font = Font(bold=True)
    page.append(head)
    for row in sheet.rows:
        page.append([_cell(page, *pair) for pair in zip(sheet.columns, row.values, strict=True)])


def _page_title(title: str, number: int) -> str:
    """Workbooks take no more than 31 characters, and some of them not at all."""
    clean = "".join(" " if one in r"[]:*?/\'" else one for one in title)
    return f"{number}. {clean}"[:MOST_IN_A_TITLE].strip()


def _cell(page: Any, column: Column, value: Value) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value is None or isinstance(value, (str, Hidden)):
        return _text_cell(page, _words(value))
    cell: Any = WriteOnlyCell(page)
    cell.value = value
    cell.number_format = _FORMATS[column.kind]
    return cell


def _text_cell(page: Any, text: str) -> Any:
    """Never a formula, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, value=text)
    cell.data_type, cell.number_format = "s", "@"
    return cell


def as_csv(sheet: Sheet) -> bytes:
    """With a mark of UTF-8 and semicolons, as Excel of this country opens it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([guarded(column.title) for column in sheet.columns])
    writer.writerows([_plain(value) for value in row.values] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str | int | float:
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if value is None or isinstance(value, (str, Hidden)):
        return guarded(_words(value))
    return round(value, 4) if isinstance(value, float) else value


def _words(value: str | Hidden | None) -> str:
    return f"< {value.fewer_than}" if isinstance(value, Hidden) else value or ""
