"""The school at a glance, for those who run it: work of classes, climate, desk, readiness.

Figures of lessons are those of last night; a handful of statements, whatever the school's size.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.content import library
from app.content.schema.base import THEMES, Theme
from app.core import clock
from app.core.db import db
from app.core.schoolcalendar import school_year
from app.learning.coverage import ClassLesson, begin_of_year
from app.learning.deliveries import DeliveryCount, delivery_counts
from app.learning.models import Assignment
from app.learning.school_figures import SchoolFigures
from app.people import readiness
from app.people.models import Enrolment, SchoolClass, User, class_order
from app.people.readiness import Condition
from app.people.viewer import Viewer
from app.reports.climate import GradeClimate, climate_by_grade
from app.reports.desk import Desk, desk


@dataclass(frozen=True, slots=True)
class ClassCoverage:
    """`themes`: of the lessons given to the class, the part that its pupils have finished."""

    class_id: int
    grade: int
    letter: str
    pupils: int
    given: int
    finished: int
    themes: Mapping[Theme, float]

    @property
    def share(self) -> float | None:
        wanted = self.given * self.pupils
        return min(1.0, self.finished / wanted) if wanted else None


@dataclass(frozen=True, slots=True)
class ClassHeld:
    """Lessons held before a class this school year, by whomever, beside those it was given."""

    of: ClassCoverage
    counts: DeliveryCount


@dataclass(frozen=True, slots=True)
class SchoolPage:
    year: int
    counted_at: dt.datetime | None
    pupils: int
    active: int
    classes: tuple[ClassCoverage, ...]
    held: tuple[ClassHeld, ...]
    climate: tuple[GradeClimate, ...]
    missing: tuple[Condition, ...]
    # For roles that oversee cases.
    desk: Desk | None

    @property
    def themes(self) -> tuple[Theme, ...]:
        """Those of which some class has been given a lesson."""
        given = {theme for one in self.classes for theme in one.themes}
        return tuple(theme for theme in THEMES if theme in given)

    @property
    def without_lessons(self) -> int:
        return sum(not one.given for one in self.classes)


def school_page(viewer: Viewer, *, oversees: bool) -> SchoolPage:
    school_id = viewer.school_id
    assert school_id is not None  # roles with this permission work at a school
    year = school_year(clock.today())
    figures = db.session.get(SchoolFigures, school_id)
    classes = _classes(school_id, year)
    return SchoolPage(
        year=year,
        counted_at=figures.counted_at if figures else None,
        pupils=figures.pupils if figures else 0,
        active=figures.active if figures else 0,
        classes=classes,
        held=_held(school_id, year, classes),
        climate=climate_by_grade(school_id),
        missing=readiness.missing(school_id),
        desk=desk(viewer) if oversees else None,
    )


def _classes(school_id: int, year: int) -> tuple[ClassCoverage, ...]:
    pupils = (
        sa.select(Enrolment.class_id, sa.func.count().label("pupils"))
        .join(User, User.id == Enrolment.pupil_id)
        .where(Enrolment.ends_on.is_(None), User.is_active)
        .group_by(Enrolment.class_id)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(
            SchoolClass.id,
            SchoolClass.grade,
            SchoolClass.letter,
            sa.func.coalesce(pupils.c.pupils, 0).label("pupils"),
        )
        .outerjoin(pupils, pupils.c.class_id == SchoolClass.id)
        .where(SchoolClass.school_id == school_id, SchoolClass.closed_on.is_(None))
        .order_by(*class_order())
    ).all()
    done = _finished(row.id for row in rows)
    return tuple(
        _coverage(row.id, row.grade, row.letter, row.pupils, done.get(row.id, {})) for row in rows
    )


def _finished(class_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """By class, each lesson that it was given this year, and how many pupils have finished it."""
    since = begin_of_year(school_year(clock.today()))
    given = (
        sa.select(Assignment.class_id, Assignment.lesson_id)
        .where(
            Assignment.class_id.in_(list(class_ids)),
            Assignment.is_standing(),
            sa.or_(Assignment.assigned_at >= since, Assignment.opens_on >= since.date()),
        )
        .distinct()
        .subquery()
    )
    is_it = sa.and_(
        ClassLesson.class_id == given.c.class_id, ClassLesson.lesson_id == given.c.lesson_id
    )
    query = sa.select(given.c.class_id, given.c.lesson_id, ClassLesson.finished).outerjoin(
        ClassLesson, is_it
    )
    found: dict[int, dict[str, int]] = {}
    for class_id, lesson_id, finished in db.session.execute(query):
        found.setdefault(class_id, {})[lesson_id] = finished or 0
    return found


def _coverage(
    class_id: int, grade: int, letter: str, pupils: int, lessons: Mapping[str, int]
) -> ClassCoverage:
    known = library.get().lessons
    given, finished = Counter[Theme](), Counter[Theme]()
    for lesson_id, number in lessons.items():
        if lesson_id in known:
            given[known[lesson_id].theme] += 1
            finished[known[lesson_id].theme] += min(number, pupils)
    return ClassCoverage(
        class_id=class_id,
        grade=grade,
        letter=letter,
        pupils=pupils,
        given=given.total(),
        finished=finished.total(),
        themes={
            theme: finished[theme] / (number * pupils) for theme, number in given.items() if pupils
        },
    )


def _held(school_id: int, year: int, classes: Iterable[ClassCoverage]) -> tuple[ClassHeld, ...]:
    begin = begin_of_year(year).date()
    ids = sa.select(SchoolClass.id).where(SchoolClass.school_id == school_id)
    counts = delivery_counts(ids, since=begin, until=begin.replace(year=year + 1))
    none = DeliveryCount(0, 0, 0, 0, 0)
    return tuple(ClassHeld(one, counts.get(one.class_id, none)) for one in classes)
