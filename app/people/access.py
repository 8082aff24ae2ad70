"""The one door to a child's data: which rows this person may touch.

The object check and the list filter stand together, so that they change together. What is
forbidden raises NotFound, as what does not exist does.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from app.core.db import db
from app.people.models import Enrolment, Guardianship, SchoolClass, User, class_order
from app.people.roles import CASE_WORKERS, Role
from app.people.viewer import Viewer


class NotFound(LookupError):
    """Not there, or not yours."""


# Who may look up any pupil of the own school, to find the child whom a case is about.
SCHOOL_WIDE = frozenset({Role.PSYCHOLOGIST, Role.LEAD, Role.SCHOOL_ADMIN})

# Parts of one statement in who_sees: databases limit them.
ASKED_AT_ONCE = 100


def visible_pupils(viewer: Viewer) -> sa.Select[User]:
    """Active pupils whose learning this person may see; extend the query as needed."""
    pupils = sa.select(User).where(User.role == Role.PUPIL, User.is_active)
    if viewer.role is Role.PUPIL:
        return pupils.where(User.id == viewer.id)
    if viewer.role is Role.PARENT:
        return pupils.where(User.id.in_(children_of(viewer.id)))
    if viewer.role is Role.TEACHER:
        return pupils.where(User.id.in_(pupils_taught_by(viewer.id)))
    if viewer.role in SCHOOL_WIDE:
        return pupils.where(User.school_id == viewer.school_id)
    return pupils.where(sa.false())


def pupil_for(viewer: Viewer, pupil_id: int) -> User:
    pupil = db.session.scalar(visible_pupils(viewer).where(User.id == pupil_id))
    if pupil is None:
        raise NotFound
    return pupil


def visible_classes(viewer: Viewer) -> sa.Select[SchoolClass]:
    """Classes at work; those of past years are history."""
    classes = sa.select(SchoolClass).where(SchoolClass.closed_on.is_(None)).order_by(*class_order())
    if viewer.role is Role.TEACHER:
        return classes.where(SchoolClass.teacher_id == viewer.id)
    if viewer.role in SCHOOL_WIDE:
        return classes.where(SchoolClass.school_id == viewer.school_id)
    return classes.where(sa.false())


def class_for(viewer: Viewer, class_id: int) -> SchoolClass:
    school_class = db.session.scalar(visible_classes(viewer).where(SchoolClass.id == class_id))
    if school_class is None:
        raise NotFound
    return school_class


def visible_people(viewer: Viewer) -> sa.Select[User]:
    """Everybody whom this person may look up: accounts of the own school, closed ones too."""
    if viewer.role is Role.SCHOOL_ADMIN:
        return sa.select(User).where(User.school_id == viewer.school_id)
    if viewer.role is Role.REGION_ADMIN:
        keepers = sa.or_(User.role == Role.SCHOOL_ADMIN, User.id == viewer.id)
        return sa.select(User).where(keepers)
    return sa.select(User).where(sa.false())


def person_for(viewer: Viewer, person_id: int) -> User:
    person = db.session.scalar(visible_people(viewer).where(User.id == person_id))
    if person is None:
        raise NotFound
    return person


def visible_colleagues(viewer: Viewer) -> sa.Select[User]:
    """Staff accounts that this person may keep."""
    staff = sa.select(User).where(User.role.notin_([Role.PUPIL, Role.PARENT]), User.is_active)
    if viewer.role is Role.SCHOOL_ADMIN:
        return staff.where(User.school_id == viewer.school_id)
    if viewer.role is Role.REGION_ADMIN:
        return staff.where(User.role == Role.SCHOOL_ADMIN)
    return staff.where(sa.false())


def colleague_for(viewer: Viewer, user_id: int) -> User:
    colleague = db.session.scalar(visible_colleagues(viewer).where(User.id == user_id))
    if colleague is None:
        raise NotFound
    return colleague


def children_of(guardian_id: int) -> sa.Select[int]:
    return sa.select(Guardianship.pupil_id).where(Guardianship.guardian_id == guardian_id)


def nameable_classes(viewer: Viewer) -> sa.Select[SchoolClass]:
    """Classes whose pupils this person may name in a concern; nothing of theirs is shown.

    Teachers name their own pupils, everybody who works with cases any pupil of the school.
    """
    if viewer.role is Role.TEACHER:
        return visible_classes(viewer)
    classes = sa.select(SchoolClass).where(SchoolClass.closed_on.is_(None)).order_by(*class_order())
    if viewer.role in CASE_WORKERS:
        return classes.where(SchoolClass.school_id == viewer.school_id)
    return classes.where(sa.false())


def pupils_taught_by(teacher_id: int) -> sa.Select[int]:
    return (
        sa.select(Enrolment.pupil_id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(SchoolClass.teacher_id == teacher_id, Enrolment.ends_on.is_(None))
    )


def pupils_of_class(class_id: int) -> sa.Select[int]:
    """Ids of the present pupils. Not a permission: call class_for first."""
    return sa.select(Enrolment.pupil_id).where(
        Enrolment.class_id == class_id, Enrolment.ends_on.is_(None)
    )


def class_size(class_id: int) -> int:
    """How many pupils are in the class. Not a permission: call class_for first."""
    pupils = pupils_of_class(class_id).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(pupils)) or 0


def who_sees(pupil_id: int, viewers: Sequence[Viewer]) -> list[Viewer]:
    """Those of these people whom the rule above lets see this pupil: asked of the rule itself."""
    found: set[int] = set()
    for start in range(0, len(viewers), ASKED_AT_ONCE):
        questions = [
            sa.select(sa.literal(one.id)).where(
                visible_pupils(one).where(User.id == pupil_id).exists()
            )
            for one in viewers[start : start + ASKED_AT_ONCE]
        ]
        found.update(db.session.scalars(sa.union_all(*questions)))
    return [one for one in viewers if one.id in found]
