"""How far classes and schools have come, lesson by lesson: counted each night, read by dashboards.

Cost for a reader grows with classes and lessons, never with pupils or attempts. A class is its
present pupils; a school's are those whose school it is now, whatever class they are in.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model, db
from app.core.schoolcalendar import JULY, school_year
from app.learning.models import LessonProgress
from app.people.models import Enrolment, School, SchoolClass, User


class ClassLesson(Model):
    """Of the present pupils of a class, this school year."""

    __tablename__ = "class_lesson_figures"

    class_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("school_classes.id"), primary_key=True
    )
    lesson_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    finished: so.Mapped[int]


class SchoolLesson(Model):
    """`year` is the one in which the school year began; earlier years stay as they ended."""

    __tablename__ = "school_lesson_figures"
    __table_args__ = (sa.Index(None, "year", "lesson_id"),)

    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"), primary_key=True)
    year: so.Mapped[int] = so.mapped_column(primary_key=True)
    lesson_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    finished: so.Mapped[int]


def begin_of_year(year: int) -> dt.datetime:
    """The summer before belongs to it: what is tried out then is of the new year."""
    return clock.at(dt.date(year, JULY, 1), 0)


def schools() -> list[int]:
    return list(db.session.scalars(sa.select(School.id).order_by(School.id)))


@dataclass(frozen=True, slots=True)
class Counted:
    """Of one school, this school year."""

    school_id: int
    year: int
    classes: list[dict[str, Any]]
    lessons: list[dict[str, Any]]


def count(school_id: int) -> Counted:
    """Reads only: nobody's answer waits for the counting."""
    year = school_year(clock.today())
    return Counted(school_id, year, _class_rows(school_id, year), _school_rows(school_id, year))


def keep(counted: Counted) -> None:
    """In place of what stood; safe to run twice."""
    classes = sa.select(SchoolClass.id).where(SchoolClass.school_id == counted.school_id)
    _replace(ClassLesson, ClassLesson.class_id.in_(classes), counted.classes)
    is_this_year = sa.and_(
        SchoolLesson.school_id == counted.school_id, SchoolLesson.year == counted.year
    )
    _replace(SchoolLesson, is_this_year, counted.lessons)


def _class_rows(school_id: int, year: int) -> list[dict[str, Any]]:
    query = (
        sa.select(Enrolment.class_id, LessonProgress.lesson_id, sa.func.count().label("finished"))
        .join(Enrolment, Enrolment.pupil_id == LessonProgress.pupil_id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(
            SchoolClass.school_id == school_id,
            SchoolClass.closed_on.is_(None),
            Enrolment.ends_on.is_(None),
            LessonProgress.finished_at >= begin_of_year(year),
        )
        .group_by(Enrolment.class_id, LessonProgress.lesson_id)
    )
    return [dict(row._mapping) for row in db.session.execute(query)]


def _school_rows(school_id: int, year: int) -> list[dict[str, Any]]:
    query = (
        sa.select(LessonProgress.lesson_id, sa.func.count().label("finished"))
        .join(User, User.id == LessonProgress.pupil_id)
        .where(User.school_id == school_id, LessonProgress.finished_at >= begin_of_year(year))
        .group_by(LessonProgress.lesson_id)
    )
    key = {"school_id": school_id, "year": year}
    return [key | dict(row._mapping) for row in db.session.execute(query)]


def _replace(model: type[Model], where: sa.ColumnElement[bool], rows: list[dict[str, Any]]) -> None:
    db.session.execute(sa.delete(model).where(where))
    if rows:
        db.session.execute(sa.insert(model), rows)


class SchoolWeek(Model):
    """Lessons that pupils of a school finished in the week from this Monday on."""

    __tablename__ = "school_week_figures"

    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"), primary_key=True)
    monday: so.Mapped[dt.date] = so.mapped_column(primary_key=True)
    finished: so.Mapped[int]


def weeks_to_count() -> list[dt.date]:
    """Mondays from the week before the last counted one on, so that a lost night loses nothing."""
    today = clock.today()
    begin = _monday(begin_of_year(school_year(today)).date())
    counted = sa.select(sa.func.max(SchoolWeek.monday)).where(SchoolWeek.monday >= begin)
    last = db.session.scalar(counted)
    first = max(begin, last - dt.timedelta(weeks=1)) if last else begin
    number = (_monday(today) - first).days // 7
    return [first + dt.timedelta(weeks=week) for week in range(number + 1)]


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def count_week(monday: dt.date) -> list[dict[str, Any]]:
    """Of all schools. Reads only."""
    begin, end = clock.at(monday, 0), clock.at(monday + dt.timedelta(weeks=1), 0)
    query = (
        sa.select(User.school_id, sa.func.count().label("finished"))
        .join(LessonProgress, LessonProgress.pupil_id == User.id)
        .where(
            LessonProgress.finished_at >= begin,
            LessonProgress.finished_at < end,
            User.school_id.is_not(None),
        )
        .group_by(User.school_id)
    )
    return [{"monday": monday, **row._mapping} for row in db.session.execute(query)]


def keep_week(monday: dt.date, rows: list[dict[str, Any]]) -> None:
    """In place of what stood; safe to run twice."""
    _replace(SchoolWeek, SchoolWeek.monday == monday, rows)
