"""The region's school year: sums with small ones hidden, as page, files and report."""

import csv
import datetime as dt
import io

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from app.core import clock
from app.core.db import db, transaction
from app.jobs import keep_house
from app.learning.coverage import SchoolLesson, SchoolWeek
from app.people.models import School
from app.people.roles import Role
from app.reports.region_year import region_year
from app.web import paper
from tests import classroom
from tests.pages import text_of
from tests.web.test_region import crowd, regional

pytestmark = pytest.mark.usefixtures("context")

HERE = "/region/year"


@pytest.fixture(autouse=True)
def later():
    with clock.fixed(classroom.day(30)):
        yield


@pytest.fixture
def officer(sign_in, world):
    return sign_in(regional(Role.REGION_OFFICER))


@pytest.fixture
def counted(world):
    """Twelve pupils of the first school have finished L21; the second has done nothing."""
    with transaction():
        db.session.execute(
            sa.update(School).where(School.id == world.school).values(district="Алатау")
        )
    for pupil in classroom.add_classmates(world, 12):
        classroom.work(pupil, "L21", on=8)
    keep_house.call_local()


def tables(page):
    return [
        [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in one("tr")]
        for one in page.select("table")
    ]


def test_lessons_are_counted_by_district_theme_and_week(counted, officer):
    year = region_year()
    here = next(one for one in year.districts if one.name == "Алатау")
    assert (here.finished, here.themes["fraud"], here.themes["bullying"]) == (12, 12, 0)
    assert {str(day): n for day, n in here.weeks.items() if n} == {"2026-10-12": 12}
    assert (year.finished, year.schools) == (12, 2)


def test_a_district_of_few_is_hidden_and_cannot_be_worked_out(world, counted, officer):
    with transaction():
        db.session.execute(
            sa.update(SchoolLesson)
            .where(SchoolLesson.school_id == world.school)
            .values(finished=20)
        )
        db.session.add(
            SchoolLesson(school_id=world.other_school, year=2026, lesson_id="L21", finished=4)
        )
    year = region_year()
    assert [one.themes["fraud"] for one in year.districts] == [None, None]


def test_a_hidden_sum_does_not_come_out_of_the_themes(world, counted):
    """12 of one theme and 5 of another: the 12 is hidden beside the 5, in its sum and its cell."""
    with transaction():
        few = SchoolLesson(school_id=world.other_school, year=2026, lesson_id="L08", finished=5)
        db.session.add(few)
    year = region_year()
    here = next(one for one in year.districts if one.name == "Алатау")
    there = next(one for one in year.districts if one.name != "Алатау")
    assert (there.finished, there.themes["bullying"]) == (None, None)
    hidden = [here.finished, here.themes["fraud"], year.finished, year.themes["fraud"]]
    assert hidden.count(None) >= 2


def test_the_files_hold_what_the_page_shows(counted, officer):
    districts, themes = tables(BeautifulSoup(officer.get(HERE).data, "html5lib"))
    book = load_workbook(io.BytesIO(officer.get(HERE + "?format=xlsx").data))
    as_text = [
        [
            [("" if one is None else str(one)) for one in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    ]
    shown = [
        [[cell.replace("hidden: fewer than 10", "< 10") for cell in row] for row in table]
        for table in (districts, themes)
    ]
    assert as_text == shown
    answer = officer.get(HERE + "?format=csv&sheet=themes").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(answer), delimiter=";")) == shown[1]


def test_an_earlier_year_is_kept_and_an_unknown_one_is_the_running_one(counted, officer, open_page):
    with clock.fixed(clock.at(dt.date(2027, 10, 4), 10)):
        keep_house.call_local()
        assert region_year().year == 2027
        assert region_year(2026).finished == 12
        assert region_year(1999).year == 2027
        text = text_of(open_page(officer, HERE + "?year=2026"))
    assert "2026/2027" in text


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_the_report_is_a_pdf(counted, sign_in, locale):
    answer = sign_in(regional(Role.REGION_OFFICER), locale).get(HERE + ".pdf")
    assert answer.data.startswith(b"%PDF")
    assert "region-2026.pdf" in answer.headers["Content-Disposition"]


def test_where_no_pdf_can_be_made_none_is_offered(counted, officer, monkeypatch):
    assert "year.pdf" in officer.get(HERE).text
    monkeypatch.setattr(paper, "can_make_pdfs", lambda: False)
    assert "year.pdf" not in officer.get(HERE).text
    assert officer.get(HERE + ".pdf").status_code == 404


def test_weeks_of_lost_nights_are_counted_later(world, counted):
    [pupil] = classroom.add_classmates(world, 1)
    classroom.work(pupil, "L24", on=15)
    with clock.fixed(classroom.day(45)):
        keep_house.call_local()
    query = sa.select(SchoolWeek.finished).where(SchoolWeek.monday == dt.date(2026, 10, 19))
    assert db.session.scalars(query).all() == [1]


def test_counting_twice_is_counting_once(counted):
    def weeks():
        return db.session.execute(sa.select(SchoolWeek.monday, SchoolWeek.finished)).all()

    before = weeks()
    keep_house.call_local()
    assert weeks() == before == [(dt.date(2026, 10, 12), 12)]


def test_the_page_costs_the_same_whatever_the_number_of_pupils(world, counted, officer, at_most):
    with at_most(10) as few:
        officer.get(HERE)
    crowd(world, 40, 40)
    keep_house.call_local()
    with at_most(len(few)):
        officer.get(HERE)


@pytest.mark.parametrize("role", ["aigerim", "parent", "teacher", "head", "admin"])
def test_nobody_of_a_school_finds_it(world, sign_in, role):
    assert sign_in(getattr(world, role)).get(HERE).status_code == 404
