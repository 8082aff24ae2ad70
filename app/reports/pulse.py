"""Whether something has moved in a class since a page was made: one light statement."""

import hashlib
from typing import Any

import sqlalchemy as sa

from app.core.db import db
from app.learning.models import LessonProgress
from app.people.access import NotFound, visible_classes
from app.people.models import Enrolment, SchoolClass
from app.people.viewer import Viewer


def of_class(class_id: int) -> str:
    """The state of the class's work as a short word; another state has another word."""
    return _word(db.session.execute(_figures(sa.select(SchoolClass), class_id)).first())


def of_visible_class(viewer: Viewer, class_id: int) -> str:
    """The same, and in the same statement whether this person may ask for it."""
    row = db.session.execute(_figures(visible_classes(viewer), class_id)).first()
    if row is None:
        raise NotFound
    return _word(row)


def _figures(classes: sa.Select[SchoolClass], class_id: int) -> Any:
    """A step, a hand-in or an answer moves at least one of them."""
    at_work = sa.and_(Enrolment.class_id == SchoolClass.id, Enrolment.ends_on.is_(None))
    return (
        classes.where(SchoolClass.id == class_id)
        .outerjoin(Enrolment, at_work)
        .outerjoin(LessonProgress, LessonProgress.pupil_id == Enrolment.pupil_id)
        .with_only_columns(
            sa.func.count(LessonProgress.pupil_id),
            sa.func.max(LessonProgress.last_at),
            sa.func.sum(LessonProgress.steps_done),
            sa.func.sum(LessonProgress.quiz_right),
        )
        .group_by(SchoolClass.id)
        .order_by(None)
    )


def _word(figures: Any) -> str:
    text = " ".join(str(one) for one in figures or ())
    return hashlib.sha256(text.encode()).hexdigest()[:16]
