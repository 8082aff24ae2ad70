"""Verbs that write people. They never commit: the caller's transaction does."""

from dataclasses import asdict, dataclass

import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db
from app.core.ids import new_class_code, new_code
from app.people import terms
from app.people.models import (
    Enrolment,
    Guardianship,
    School,
    SchoolClass,
    SetupCode,
    User,
    name_key,
)
from app.people.roles import Role
from app.people.secrets import digest, hash_secret


class CodeNotValid(Exception):
    """The pairing or set-up code is unknown, used or too old; the three look alike."""


class UsernameTaken(Exception):
    pass


@dataclass(frozen=True, slots=True)
class NewAdult:
    """Somebody who makes the own account, as the form gives it."""

    family_name: str
    given_name: str
    patronymic: str | None
    username: str
    password: str
    locale: str


def create_school(*, name: str) -> School:
    school = School(name=name)
    db.session.add(school)
    db.session.flush()
    return school


def add_person(
    *,
    role: Role,
    school_id: int | None,
    family_name: str,
    given_name: str,
    locale: str,
    patronymic: str | None = None,
    username: str | None = None,
    password: str | None = None,
    pin: str | None = None,
) -> User:
    if username is not None and _is_taken(username):
        raise UsernameTaken(username)
    user = User(
        role=role,
        school_id=school_id,
        family_name=family_name,
        given_name=given_name,
        patronymic=patronymic,
        sort_key=name_key(family_name, given_name, patronymic),
        locale=locale,
        username=username and username.casefold(),
        password_hash=password and hash_secret(password),
        pin_hash=pin and hash_secret(pin),
    )
    db.session.add(user)
    db.session.flush()
    if role not in (Role.PUPIL, Role.PARENT):
        terms.begin_first(user)
    return user


def _is_taken(username: str) -> bool:
    query = sa.select(User.id).where(User.username == username.casefold())
    return db.session.scalar(query) is not None


def open_class(
    *,
    school_id: int,
    school_year: int,
    grade: int,
    letter: str,
    language: str,
    teacher_id: int | None,
    code: str | None = None,
) -> SchoolClass:
    school_class = SchoolClass(
        school_id=school_id,
        school_year=school_year,
        grade=grade,
        letter=letter,
        language=language,
        teacher_id=teacher_id,
        code=code or new_class_code(),
    )
    db.session.add(school_class)
    db.session.flush()
    return school_class


def enrol(*, pupil_id: int, class_id: int) -> None:
    """Puts the pupil into the class from today; an earlier enrolment ends, its history stays."""
    today = clock.today()
    db.session.execute(
        sa.update(Enrolment)
        .where(Enrolment.pupil_id == pupil_id, Enrolment.ends_on.is_(None))
        .values(ends_on=today)
    )
    db.session.add(Enrolment(pupil_id=pupil_id, class_id=class_id, starts_on=today))
    db.session.flush()


def set_locale(*, user_id: int, locale: str) -> None:
    db.session.execute(sa.update(User).where(User.id == user_id).values(locale=locale))


def link_guardian(*, guardian_id: int, pupil_id: int) -> None:
    db.session.add(Guardianship(guardian_id=guardian_id, pupil_id=pupil_id))
    db.session.flush()


def issue_setup_code() -> str | None:
    """The code for the first administrator of an empty database; None when a school exists."""
    if db.session.scalar(sa.select(School.id).limit(1)) is not None:
        return None
    db.session.execute(sa.delete(SetupCode))
    code = new_code(12)
    db.session.add(SetupCode(digest=digest(code)))
    return code


def set_up_school(*, code: str, school_name: str, person: NewAdult) -> User:
    """The school and its administrator. The code is spent in the same transaction."""
    spent = db.session.scalar(
        sa.delete(SetupCode).where(SetupCode.digest == digest(code)).returning(SetupCode.digest)
    )
    if spent is None:
        raise CodeNotValid
    school = create_school(name=school_name)
    admin = add_person(role=Role.SCHOOL_ADMIN, school_id=school.id, **asdict(person))
    audit.record(
        actor_id=admin.id,
        action=audit.Action.SCHOOL_CREATED,
        subject_type="school",
        subject_id=school.id,
    )
    return admin
