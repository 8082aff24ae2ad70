"""A new school's first lists: colleagues, and a class pasted as one name a line.

A colleague's password is made here, hashed at once, and shown once by the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.core import audit
from app.core.db import db
from app.people import services
from app.people.access import pupils_of_class
from app.people.models import SchoolClass, User, name_key
from app.people.roles import Role
from app.people.secrets import new_password

LINES_AT_ONCE = 60
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Name:
    """Family name, given name, and everything after them as the patronymic."""

    family_name: str
    given_name: str
    patronymic: str | None = None

    @property
    def full(self) -> str:
        return " ".join(filter(None, (self.family_name, self.given_name, self.patronymic)))

    @property
    def key(self) -> str:
        return name_key(self.family_name, self.given_name, self.patronymic)


class UnreadableLines(ValueError):
    """Numbers of the lines that are no name, counted from one."""

    def __init__(self, lines: Sequence[int]) -> None:
        super().__init__(f"lines {lines}")
        self.lines = tuple(lines)


class AlreadyInClass(ValueError):
    """These names are there already, or twice in the list: a form sent twice adds nobody twice."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"{len(names)} names")
        self.names = tuple(names)


def read_names(text: str) -> list[Name]:
    """One pupil a line; empty lines are left out. Pure."""
    names, unreadable = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.replace(",", " ").replace("\t", " ").split()
        if not words:
            continue
        if len(words) < 2 or len(line) > LONGEST_NAME or not all(map(_is_word, words)):
            unreadable.append(number)
            continue
        names.append(Name(words[0], words[1], " ".join(words[2:]) or None))
    if unreadable:
        raise UnreadableLines(unreadable)
    return names


def _is_word(word: str) -> bool:
    return all(letter.isalpha() or letter in "-'’." for letter in word) and word[0].isalpha()


def add_pupils(*, school_class: SchoolClass, names: Sequence[Name]) -> list[int]:
    """Puts new pupils into the class. Their secrets are made when their cards are printed."""
    _refuse_repeated(school_class.id, names)
    return [_add_pupil(school_class, name) for name in names]


def _add_pupil(school_class: SchoolClass, name: Name) -> int:
    pupil = services.add_person(
        role=Role.PUPIL,
        school_id=school_class.school_id,
        family_name=name.family_name,
        given_name=name.given_name,
        patronymic=name.patronymic,
        locale=school_class.language,
    )
    services.enrol(pupil_id=pupil.id, class_id=school_class.id)
    return pupil.id


def _refuse_repeated(class_id: int, names: Sequence[Name]) -> None:
    seen = set(
        db.session.scalars(sa.select(User.sort_key).where(User.id.in_(pupils_of_class(class_id))))
    )
    repeated = []
    for name in names:
        if name.key in seen:
            repeated.append(name.full)
        seen.add(name.key)
    if repeated:
        raise AlreadyInClass(repeated)


def add_colleague(
    *, role: Role, school_id: int | None, name: Name, username: str, locale: str, by_id: int | None
) -> str:
    """A colleague's account; returns the password that is shown once."""
    password = new_password()
    person = services.add_person(
        role=role,
        school_id=school_id,
        family_name=name.family_name,
        given_name=name.given_name,
        patronymic=name.patronymic,
        locale=locale,
        username=username,
        password=password,
    )
    _trace(by_id, audit.Action.PERSON_ADDED, person.id)
    return password


def set_class_teacher(*, class_id: int, teacher_id: int | None) -> None:
    db.session.execute(
        sa.update(SchoolClass).where(SchoolClass.id == class_id).values(teacher_id=teacher_id)
    )


def _trace(by_id: int | None, action: audit.Action, user_id: int) -> None:
    audit.record(actor_id=by_id, action=action, subject_type="user", subject_id=user_id)
