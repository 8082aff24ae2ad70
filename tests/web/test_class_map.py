"""Pupils by lessons, and the class's tables as files: equal to what the page shows."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from app.content import library
from app.core import clock
from tests import classroom
from tests.classroom import OPEN, SENSITIVE, day

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def teacher(world, sign_in):
    """L21 is half done by one pupil and done by the other; L24, sensitive, is begun by both."""
    classroom.assign(world, OPEN, on=0, due=5)
    classroom.assign(world, SENSITIVE, on=0, due=7)
    classroom.work(world.aigerim, OPEN, on=1, steps=4)
    classroom.work(world.bolat, OPEN, on=1)
    classroom.work(world.aigerim, SENSITIVE, on=2, steps=3)
    classroom.work(world.bolat, SENSITIVE, on=2)
    with clock.fixed(day(3)):
        yield sign_in(world.teacher)


def here(world):
    return f"/class/{world.class_8a}/map"


def rows_of(page):
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in page.select("table.heat tr")
    ]


def test_the_map_tells_how_far_each_has_come_and_nothing_of_a_sensitive_half(
    world, teacher, open_page
):
    _heads, *rows = rows_of(open_page(teacher, here(world)))
    half = round(100 * 4 / len(library.get().lesson(OPEN).steps))
    by_name = {row[0].split()[-1]: row[1:] for row in rows}
    assert by_name["Айгерім"] == ["0", str(half), "– not opened"]
    assert by_name["Болат"] == ["2", "100", "100"]


def test_the_files_of_the_map_hold_what_the_page_shows(world, teacher):
    shown = rows_of(BeautifulSoup(teacher.get(here(world)).data, "html5lib"))
    book = load_workbook(io.BytesIO(teacher.get(here(world) + "?format=xlsx").data)).worksheets[0]
    assert [
        [name, done, round(100 * part)]
        for name, done, part in book.iter_rows(min_row=2, max_col=3, values_only=True)
    ] == [[row[0], int(row[1]), int(row[2])] for row in shown[1:]]
    text = teacher.get(here(world) + "?format=csv").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[:2] for row in rows] == [row[:2] for row in shown]


def test_objectives_of_the_class_are_a_file_too(world, teacher):
    for number in range(3):
        classroom.answer(world.aigerim, classroom.IN_REVIEW, on=number, behaviour="review")
    url = f"/class/{world.class_8a}"
    page = BeautifulSoup(teacher.get(url).data, "html5lib")
    table = page.select_one("#objectives-t").find_parent("section").select_one("table")
    shown = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in table("tr")]
    text = teacher.get(url + "?format=csv").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == shown
    assert len(shown) > 1


def test_the_map_of_another_class_is_not_there(world, teacher, sign_in):
    assert teacher.get(f"/class/{world.other_class}/map").status_code == 404
    assert sign_in(world.parent).get(here(world)).status_code == 404


def test_the_map_costs_the_same_for_a_larger_class(world, teacher, at_most):
    with at_most(8) as few:
        teacher.get(here(world))
    classroom.add_classmates(world, 20)
    with at_most(len(few)):
        teacher.get(here(world))
