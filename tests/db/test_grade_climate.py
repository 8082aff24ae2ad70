"""How the grades feel: a grade is one group, and no hidden class comes out of it."""

import datetime as dt

import pytest

from app.core import clock
from app.core.db import db, transaction
from app.people import services, switches
from app.reports.climate import climate_by_grade
from app.wellbeing.climate import monday
from app.wellbeing.models import ClimateCount

pytestmark = pytest.mark.usefixtures("context")

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def grade(world):
    """`grade({weeks ago: {answer: number}}, …)`: classes of grade 8, and what the grade shows."""
    with transaction():
        switches.switch(school_id=world.school, family="check-ins", to="on", by_id=world.lead)

    def show(*classes):
        with clock.fixed(clock.at(TODAY, 10)):
            with transaction():
                for number, weeks in enumerate(classes):
                    _fill(_class(world, number), weeks)
            return next(one.safe for one in climate_by_grade(world.school) if one.grade == 8)

    return show


def _class(world, number):
    if number == 0:
        return world.class_8a
    return services.open_class(
        school_id=world.school,
        school_year=2026,
        grade=8,
        letter="ӘБВ"[number - 1],
        language="kk",
        teacher_id=None,
        code=f"90000{number}",
    ).id


def _fill(class_id, weeks):
    for ago, answers in weeks.items():
        day = monday(TODAY) - dt.timedelta(weeks=ago)
        db.session.add_all(
            ClimateCount(class_id=class_id, week=day, question="safe", answer=one, answers=number)
            for one, number in answers.items()
        )


LARGE = {"yes": 12, "partly": 6, "no": 6}


def test_classes_that_are_all_shown_are_shown_together(grade):
    told = grade({1: LARGE}, {1: LARGE})
    assert told.answers == 48
    assert told.cells["yes"].percent == 50


def test_classes_that_are_all_hidden_are_one_group(grade):
    told = grade({1: {"yes": 6}}, {1: {"yes": 5}})
    assert told.answers == 11


@pytest.mark.parametrize("third", [{}, {10: {"yes": 30}}, {1: {"yes": 6}}])
def test_a_hidden_class_beside_a_shown_one_hides_the_grade(grade, third):
    assert grade({1: LARGE}, {1: {"no": 6}}, third) is None


def test_what_lies_weeks_back_hides_nothing(grade):
    assert grade({1: LARGE}, {10: {"no": 3}}).answers == 24
