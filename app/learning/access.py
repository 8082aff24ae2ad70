"""Which lessons are open to a pupil."""

import sqlalchemy as sa

from app.content import library
from app.content.schema.base import band_of_grade
from app.content.schema.lesson import Lesson
from app.core.db import db
from app.learning.models import Assignment
from app.people.access import NotFound
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
        Assignment.withdrawn_at.is_(None),
    )
    return db.session.scalar(query) is not None
