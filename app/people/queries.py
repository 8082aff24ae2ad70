"""What can be read about people. Lists of names come in the Kazakh alphabetical order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.core.db import db
from app.core.i18n import search_key
from app.people.access import pupils_of_class, visible_people
from app.people.models import Enrolment, Guardianship, School, SchoolClass, User
from app.people.roles import HELPERS, Role
from app.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Person:
    """An adult as shown to a child or a parent."""

    id: int
    role: str
    family_name: str
    given_name: str
    patronymic: str | None

    @property
    def name(self) -> str:
        """Given name and patronymic, as one is addressed at school."""
        return f"{self.given_name} {self.patronymic}" if self.patronymic else self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.family_name} {self.given_name}"


@dataclass(frozen=True, slots=True)
class Found:
    """A person in the answer to a search, with the present class of a pupil."""

    id: int
    role: str
    family_name: str
    given_name: str
    patronymic: str | None
    username: str | None
    is_active: bool
    grade: int | None
    letter: str | None

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.family_name, self.given_name, self.patronymic)))


_NAMES = sa.select(User.id, User.role, User.family_name, User.given_name, User.patronymic)
_PERSON = _NAMES.where(User.is_active)


def people(ids: Iterable[int]) -> dict[int, Person]:
    rows = db.session.execute(_PERSON.where(User.id.in_(set(ids))))
    return {row.id: Person(*row) for row in rows}


def school_name(school_id: int | None) -> str:
    return db.session.scalar(sa.select(School.name).where(School.id == school_id)) or ""


def staff(school_id: int | None, *roles: Role) -> list[Person]:
    """Active people of these roles, in the order of the roles, then by name."""
    rank = sa.case({role: index for index, role in enumerate(roles)}, value=User.role)
    query = _PERSON.where(User.school_id == school_id, User.role.in_(roles))
    return [Person(*row) for row in db.session.execute(query.order_by(rank, User.sort_key))]


def class_teacher_of(pupil_id: int) -> Person | None:
    query = (
        _PERSON.join(SchoolClass, SchoolClass.teacher_id == User.id)
        .join(Enrolment, Enrolment.class_id == SchoolClass.id)
        .where(Enrolment.pupil_id == pupil_id, Enrolment.ends_on.is_(None))
    )
    row = db.session.execute(query).first()
    return Person(*row) if row else None


def helpers_of(pupil: Viewer) -> list[Person]:
    """Adults to whom this pupil may address a request: own class teacher and the specialists."""
    own_teacher = sa.select(SchoolClass.teacher_id).where(SchoolClass.id == pupil.class_id)
    rank = sa.case({role: index for index, role in enumerate(HELPERS)}, value=User.role)
    query = _PERSON.where(
        User.school_id == pupil.school_id,
        User.role.in_(HELPERS),
        sa.or_(User.role != Role.TEACHER, User.id.in_(own_teacher)),
    )
    return [Person(*row) for row in db.session.execute(query.order_by(rank, User.sort_key))]


def staff_of_school(school_id: int | None, *, also_former: bool = False) -> list[Person]:
    """Everybody at school whom a child could name as "not this person"."""
    query = _NAMES if also_former else _PERSON
    query = query.where(User.school_id == school_id, User.role.notin_([Role.PUPIL, Role.PARENT]))
    return [Person(*row) for row in db.session.execute(query.order_by(User.sort_key))]


def class_roll(class_id: int) -> Sequence[User]:
    query = sa.select(User).where(User.id.in_(pupils_of_class(class_id)), User.is_active)
    return db.session.scalars(query.order_by(User.sort_key)).all()


def class_by_code(code: str) -> SchoolClass | None:
    digits = "".join(character for character in code if character.isdecimal())
    return db.session.scalar(sa.select(SchoolClass).where(SchoolClass.code == digits))


def guardians_of(pupil_id: int) -> list[int]:
    query = sa.select(Guardianship.guardian_id).where(Guardianship.pupil_id == pupil_id)
    return list(db.session.scalars(query))


def named(text: str, *, school_id: int | None = None) -> sa.ColumnElement[bool]:
    """Whose name has, for each word of the text, a word that begins so; in any keyboard and case.

    The inner query reads nothing but the index (school_id, search_key).
    """
    ids = sa.select(User.id)
    if school_id is not None:
        ids = ids.where(User.school_id == school_id)
    for word in search_key(text).split():
        ids = ids.where(User.search_key.contains(f" {word}", autoescape=True))
    return User.id.in_(ids)


def find_people(
    viewer: Viewer, text: str, *, roles: Iterable[Role] = (), first: int = 50, skip: int = 0
) -> list[Found]:
    """People whom this person may look up, in the Kazakh order. Ask for one more to see if more."""
    query = (
        visible_people(viewer)
        .where(named(text, school_id=viewer.school_id))
        .outerjoin(Enrolment, (Enrolment.pupil_id == User.id) & Enrolment.ends_on.is_(None))
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .with_only_columns(
            User.id,
            User.role,
            User.family_name,
            User.given_name,
            User.patronymic,
            User.username,
            User.is_active,
            SchoolClass.grade,
            SchoolClass.letter,
        )
    )
    if wanted := list(roles):
        query = query.where(User.role.in_(wanted))
    rows = db.session.execute(query.order_by(User.sort_key, User.id).limit(first).offset(skip))
    return [Found(*row) for row in rows]
