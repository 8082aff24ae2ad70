"""The form "I noticed something": the classes and pupils whom an adult may name."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.core.db import db
from app.people.access import NotFound, nameable_classes
from app.people.models import Enrolment, SchoolClass
from app.people.queries import Person, class_roll, staff_of_school
from app.people.viewer import Viewer

# What comes in a query string may be any number; no row has a larger one.
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class ClassLink:
    id: int
    grade: int
    letter: str


@dataclass(frozen=True, slots=True)
class Named:
    """A pupil in the list: the name, nothing else."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ConcernPage:
    classes: tuple[ClassLink, ...]
    chosen: ClassLink | None
    pupils: tuple[Named, ...]
    # Who is chosen already, because the adult comes from that pupil's page.
    pupil_id: int | None
    staff: tuple[Person, ...]


def concern_page(viewer: Viewer, *, class_id: int | None, pupil_id: int | None) -> ConcernPage:
    rows = db.session.scalars(nameable_classes(viewer)).all()
    classes = tuple(ClassLink(row.id, row.grade, row.letter) for row in rows)
    if pupil_id is not None:
        class_id = _class_of(viewer, pupil_id)
    chosen = _chosen(classes, class_id)
    if chosen is None:
        return ConcernPage(classes, None, (), None, ())
    roll = class_roll(chosen.id)
    return ConcernPage(
        classes=classes,
        chosen=chosen,
        pupils=tuple(Named(one.id, one.full_name) for one in roll),
        pupil_id=pupil_id,
        staff=tuple(one for one in staff_of_school(viewer.school_id) if one.id != viewer.id),
    )


def _chosen(classes: tuple[ClassLink, ...], class_id: int | None) -> ClassLink | None:
    if class_id is None:
        return classes[0] if len(classes) == 1 else None
    found = next((one for one in classes if one.id == class_id), None)
    if found is None:
        raise NotFound
    return found


def _class_of(viewer: Viewer, pupil_id: int) -> int:
    """The class of a pupil who may be named by this adult."""
    if not 0 < pupil_id <= LARGEST_ID:
        raise NotFound
    mine = nameable_classes(viewer).order_by(None).with_only_columns(SchoolClass.id)
    query = sa.select(Enrolment.class_id).where(
        Enrolment.pupil_id == pupil_id, Enrolment.ends_on.is_(None), Enrolment.class_id.in_(mine)
    )
    class_id = db.session.scalar(query)
    if class_id is None:
        raise NotFound
    return class_id
