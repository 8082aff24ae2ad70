"""The school at a glance: work of classes as counted at night, desk, readiness, and files."""

import csv
import datetime as dt
import io
import uuid

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from app.casework.models import Case, ChronologyEntry
from app.core import clock
from app.core.db import db, transaction
from app.jobs import recount_lessons
from app.learning.coverage import ClassLesson, SchoolLesson
from app.people.models import Enrolment
from app.people.viewer import load_viewer
from app.reports.desk import desk
from app.risk.models import Signal
from tests import classroom
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

HERE = "/overview/"


@pytest.fixture
def head(world, sign_in):
    with clock.fixed(classroom.day(21)):
        yield sign_in(world.head)


@pytest.fixture
def worked(world):
    """L21 (fraud) is given: one of two pupils has finished it, the other has begun."""
    classroom.assign(world, "L21", on=0, due=7)
    classroom.work(world.aigerim, "L21", on=1)
    classroom.work(world.bolat, "L21", on=2, steps=2)
    with clock.fixed(classroom.day(20)):
        recount_lessons.call_local()


def cells(page):
    table = page.select_one("table.heat")
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in table.select("tr")
    ]


def test_coverage_is_what_the_class_has_finished_of_what_it_was_given(world, head, worked):
    page = BeautifulSoup(head.get(HERE).data, "html5lib")
    heads, *rows = cells(page)
    row = dict(zip(heads, next(one for one in rows if "8" in one[0]), strict=True))
    assert (row["Pupils"], row["Lessons given"], row["All themes"]) == ("2", "1", "50")


def test_without_a_lesson_there_is_nothing_to_say(world, head):
    page = BeautifulSoup(head.get(HERE).data, "html5lib")
    row = cells(page)[1]
    assert row[2:] == ["0", "– no lesson given"]


def test_the_files_hold_what_the_page_shows(head, worked):
    shown = cells(BeautifulSoup(head.get(HERE).data, "html5lib"))
    book = load_workbook(io.BytesIO(head.get(HERE + "?format=xlsx").data))
    in_book = [
        [round(100 * one) if isinstance(one, float) else one for one in row]
        for row in book.worksheets[0].iter_rows(values_only=True)
    ]
    answer = head.get(HERE + "?format=csv&sheet=coverage")
    in_csv = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert [[str(one) for one in row] for row in in_book] == shown
    assert [row[:3] for row in in_csv] == [row[:3] for row in shown]
    assert in_csv[1][3] == "0.5"
    assert "coverage-2026-10-26.csv" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_counting_again_changes_nothing_and_forgets_who_left(world, worked):
    def counted():
        query = sa.select(ClassLesson.finished)
        of_school = sa.select(SchoolLesson.finished).where(SchoolLesson.school_id == world.school)
        return db.session.execute(query).all(), db.session.execute(of_school).all()

    assert counted() == ([(1,)], [(1,)])
    with clock.fixed(classroom.day(20)):
        recount_lessons.call_local()
    assert counted() == ([(1,)], [(1,)])
    with transaction():
        db.session.execute(
            sa.update(Enrolment)
            .where(Enrolment.pupil_id == world.aigerim)
            .values(ends_on=Enrolment.starts_on)
        )
    with clock.fixed(classroom.day(21)):
        recount_lessons.call_local()
    assert counted() == ([], [(1,)])


def test_a_year_that_has_ended_stays_as_it_was(world, worked):
    with clock.fixed(clock.at(dt.date(2027, 9, 6), 22)):
        recount_lessons.call_local()
    kept = db.session.execute(
        sa.select(SchoolLesson.year, SchoolLesson.finished).where(
            SchoolLesson.school_id == world.school
        )
    ).all()
    assert kept == [(2026, 1)]
    assert db.session.execute(sa.select(ClassLesson.class_id)).all() == []


def ask(browser):
    form = {"topic": "bullied", "to": "", "words": "–", "submission_key": uuid.uuid4()}
    assert browser.post("/learn/help/talk", data=form).status_code == 303


def test_the_load_of_the_desk_is_told_in_counts_to_those_who_oversee(
    world, sign_in, head, open_page
):
    ask(sign_in(world.aigerim))
    text = text_of(open_page(head, HERE))
    assert "Load of the safeguarding desk" in text
    assert "Complaint 1" in text
    assert "Айгерім" not in text
    admin = text_of(open_page(sign_in(world.admin), HERE))
    assert "Load of the safeguarding desk" not in admin
    assert "Overdue cases" not in admin


def test_a_case_that_the_viewer_must_not_know_of_is_not_counted(world, sign_in, open_page):
    form = {"topic": "bullied", "to": "", "words": "–", "submission_key": uuid.uuid4()}
    form["not_these"] = world.head
    with clock.fixed(classroom.day(21)):
        sign_in(world.aigerim).post("/learn/help/talk", data=form)
        assert "Complaint 0" in text_of(open_page(sign_in(world.head), HERE))
        assert "Complaint 1" in text_of(open_page(sign_in(world.deputy), HERE))


@pytest.mark.parametrize("role", ["aigerim", "parent", "teacher", "psychologist"])
def test_others_do_not_find_the_page(world, sign_in, role):
    assert sign_in(getattr(world, role)).get(HERE).status_code == 404


def test_the_page_costs_the_same_for_a_larger_school(world, head, worked, at_most):
    with at_most(16) as few:
        head.get(HERE)
    classroom.add_classmates(world, 20)
    with at_most(len(few)):
        head.get(HERE)


def cases_of(world, number, seen):
    """So many cases of one hour ago, of which some were seen after six minutes."""
    with transaction():
        for index in range(number):
            signal = Signal(
                rule="H2",
                rule_version=1,
                pupil_id=world.aigerim,
                occasion=f"request:{uuid.uuid4()}",
                severity=2,
                inputs={},
            )
            db.session.add(signal)
            db.session.flush()
            case = Case(
                signal_id=signal.id,
                pupil_id=world.aigerim,
                severity=2,
                opened_at=clock.now() - dt.timedelta(hours=1),
                due_at=clock.now(),
            )
            db.session.add(case)
            db.session.flush()
            if index < seen:
                at = case.opened_at + dt.timedelta(minutes=6)
                db.session.add(ChronologyEntry(case_id=case.id, kind="acknowledge", at=at))


@pytest.mark.parametrize(
    ("number", "seen", "hours"), [(5, 3, 0.1), (5, 2, None), (20, 3, None), (2, 2, None)]
)
def test_half_are_seen_only_when_half_of_all_are(world, number, seen, hours):
    cases_of(world, number, seen)
    told = desk(load_viewer(world.head))
    assert told.hours_to_seen == (pytest.approx(hours) if hours else None)
    assert told.hours_to_talk is None
