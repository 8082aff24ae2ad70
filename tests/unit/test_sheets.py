"""Tables of figures as files: numbers stay numbers, and no cell is a formula."""

import csv
import datetime as dt
import io

from openpyxl import load_workbook

from app.interop.sheets import as_csv, as_xlsx
from app.reports.sheets import HIDDEN, Column, Row, Sheet

COLUMNS = (
    Column("Сынып"),
    Column("Pupils", "count"),
    Column("Done", "share"),
    Column("Since", "day"),
)
TABLE = Sheet(
    "coverage",
    "Lessons [by] class: one/two and a long rest of the title",
    COLUMNS,
    (
        Row(("7 «Ә»", 28, 0.5, dt.date(2026, 11, 24)), href="/class/1"),
        Row(("=HYPERLINK(1)", HIDDEN, None, None)),
        Row(("@Б", 0, 1 / 3, None)),
    ),
)


def page():
    return load_workbook(io.BytesIO(as_xlsx([TABLE]))).worksheets[0]


def csv_rows():
    text = as_csv(TABLE).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_numbers_shares_and_days_keep_their_kind_in_a_workbook():
    row = page()[2]
    assert [cell.value for cell in row][:3] == ["7 «Ә»", 28, 0.5]
    assert row[3].value.date() == dt.date(2026, 11, 24)
    assert row[1].data_type == "n"
    assert row[2].number_format == "0%"


def test_what_looks_like_a_formula_is_a_text():
    cell = page()["A3"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    assert csv_rows()[2][0] == "'=HYPERLINK(1)"
    assert csv_rows()[3][0] == "'@Б"


def test_hidden_is_told_as_such_and_nothing_is_no_zero():
    assert [cell.value or "" for cell in page()[3]][1:] == ["< 10", "", ""]
    assert csv_rows()[2][1:] == ["< 10", "", ""]
    assert page()["B4"].value == 0


def test_both_files_say_the_same():
    of_page = [[cell.value for cell in row] for row in page().iter_rows()]
    assert [row[0] for row in csv_rows()] == ["Сынып", "7 «Ә»", "'=HYPERLINK(1)", "'@Б"]
    assert of_page[0] == ["Сынып", "Pupils", "Done", "Since"] == csv_rows()[0]
    assert csv_rows()[1] == ["7 «Ә»", "28", "0.5", "24.11.2026"]


def test_each_table_of_a_workbook_has_a_page_with_a_name_that_excel_takes():
    book = load_workbook(io.BytesIO(as_xlsx([TABLE, TABLE])))
    assert len(book.sheetnames) == 2
    assert all(len(name) <= 31 and "[" not in name and "/" not in name for name in book.sheetnames)
