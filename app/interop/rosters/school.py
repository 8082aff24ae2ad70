"""A school's pupils and classes as a list is compared with them, and as they are exported."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.i18n import collation_key
from app.core.schoolcalendar import school_year
from app.interop.rosters import values
from app.interop.rosters.difference import ClassName, Known, School
from app.interop.rosters.rows import Unreadable
from app.people.models import Enrolment, SchoolClass, User
from app.people.models import School as Schools
from app.people.roles import Role


def lock(school_id: int) -> None:
    """Two lists of one school are compared and written one after the other; others go on."""
    query = sa.select(Schools.id).where(Schools.id == school_id)
    db.session.execute(query.with_for_update(key_share=True))


def load(school_id: int) -> School:
    return School(pupils=tuple(_pupils(school_id)), classes=_classes(school_id))


def _pupils(school_id: int) -> list[Known]:
    rows = db.session.execute(
        sa.select(
            User.id,
            User.family_name,
            User.given_name,
            User.patronymic,
            User.born_on,
            User.external_id,
            User.is_active,
            SchoolClass.grade,
            SchoolClass.letter,
        )
        .outerjoin(Enrolment, (Enrolment.pupil_id == User.id) & Enrolment.ends_on.is_(None))
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(User.school_id == school_id, User.role == Role.PUPIL, User.erased_at.is_(None))
        .order_by(User.sort_key, User.id)
    )
    return [
        Known(
            id=row.id,
            family_name=row.family_name,
            given_name=row.given_name,
            patronymic=row.patronymic,
            born_on=row.born_on,
            external_id=row.external_id,
            class_name=None if row.grade is None else (row.grade, same_letter(row.letter)),
            is_active=row.is_active,
        )
        for row in rows
    ]


def _classes(school_id: int) -> dict[ClassName, str]:
    return {(one.grade, same_letter(one.letter)): one.language for one in classes(school_id)}


def classes(school_id: int) -> Sequence[SchoolClass]:
    """The classes of this school year."""
    return db.session.scalars(
        sa.select(SchoolClass).where(
            SchoolClass.school_id == school_id,
            SchoolClass.school_year == school_year(clock.today()),
            SchoolClass.closed_on.is_(None),
        )
    ).all()


def same_letter(letter: str) -> str:
    """As a list would say it: an older class may carry a Latin A."""
    try:
        return values.letter(letter)
    except Unreadable:
        return letter


def present(school_id: int) -> list[tuple[Known, str | None]]:
    """Present pupils with their language of teaching, by class and in the Kazakh order."""
    school = load(school_id)
    here = [one for one in school.pupils if one.is_active and one.class_name]
    here.sort(key=lambda one: (one.class_name[0], collation_key(one.class_name[1])))  # type: ignore[index]
    return [(one, school.classes.get(one.class_name)) for one in here]  # type: ignore[arg-type]
