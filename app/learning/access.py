"""Which lessons are open to a pupil."""

import sqlalchemy as sa

from app.content import library
from app.content.schema.base import band_of_grade
from app.content.schema.lesson import Lesson
from app.core.db import db
from app.learning.models import Assignment
from app.people.access import NotFound, visible_classes
from app.people.models import SchoolClass
from app.people.roles import Role
from app.people.viewer import Viewer


class LessonNotOpen(NotFound):
    """Unknown, of another band, or sensitive and not given by the teacher."""


def lesson_for(pupil: Viewer, lesson_id: str) -> Lesson:
    """Lessons of the pupil's own band are open; a sensitive one only after it was assigned.

    An assignment opens a lesson of any band (a preview of the next band, for example).
    """
    try:
        lesson = library.get().lesson(lesson_id)
    except library.UnknownContent:
        raise LessonNotOpen from None
    if pupil.role is not Role.PUPIL or pupil.grade is None:
        raise LessonNotOpen
    in_band = lesson.band == band_of_grade(pupil.grade)
    if (in_band and not lesson.sensitive) or is_assigned(pupil.class_id, lesson_id):
        return lesson
    raise LessonNotOpen


def is_assigned(class_id: int | None, lesson_id: str) -> bool:
    query = sa.select(Assignment.id).where(
        Assignment.class_id == class_id,
        Assignment.lesson_id == lesson_id,
        Assignment.is_standing(),
    )
    return db.session.scalar(query) is not None


def assignment_for(
    viewer: Viewer, class_id: int, assignment_id: int, *, withdrawn_too: bool = False
) -> Assignment:
    """A standing assignment of a class that this person runs."""
    own = visible_classes(viewer).where(SchoolClass.id == class_id)
    assignment = db.session.scalar(
        sa.select(Assignment).where(
            Assignment.id == assignment_id,
            Assignment.class_id.in_(own.with_only_columns(SchoolClass.id).order_by(None)),
            sa.or_(sa.literal(withdrawn_too), Assignment.withdrawn_at.is_(None)),
        )
    )
    if assignment is None:
        raise NotFound
    return assignment
