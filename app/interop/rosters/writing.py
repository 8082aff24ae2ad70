"""Writes a difference in bulk, and keeps what is needed to take it back exactly.

No secrets are made here: PINs and cards come when cards are printed.
"""

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import BaseModel

from app.core import clock
from app.core.db import db
from app.core.schoolcalendar import school_year
from app.interop.rosters import school as schools
from app.interop.rosters.difference import Change, ClassName, Difference, Move
from app.interop.rosters.rows import Row
from app.people.models import Enrolment, SchoolClass, User, name_key, words_key
from app.people.roles import Role

AT_ONCE = 1000
Thing = TypeVar("Thing")


class Moved(BaseModel):
    pupil: int
    ended: int | None
    began: int


class Values(BaseModel):
    """Only those that are set were changed."""

    family_name: str | None = None
    given_name: str | None = None
    patronymic: str | None = None
    born_on: dt.date | None = None
    external_id: str | None = None

    def by_name(self) -> dict[str, Any]:
        return self.model_dump(exclude_unset=True)


class Changed(BaseModel):
    pupil: int
    before: Values
    after: Values


class Undo(BaseModel):
    """What was written, by ids, and values as they were."""

    pupils: list[int] = []
    classes: list[int] = []
    moved: list[Moved] = []
    changed: list[Changed] = []


def write(
    *,
    school_id: int,
    difference: Difference,
    moves: Sequence[Move],
    changes: Sequence[Change],
) -> Undo:
    """New pupils and classes, and of moves and changes those that were chosen."""
    undo = Undo()
    going = [*difference.new, *(one.row for one in moves)]
    classes = _open_classes(school_id, difference, going, undo)
    undo.pupils = _add_pupils(school_id, difference.new, classes)
    undo.moved = _move(moves, {name: one for name, (one, _language) in classes.items()})
    undo.changed = [_change(one) for one in changes]
    return undo


Classes = dict[ClassName, tuple[int, str]]


def _open_classes(
    school_id: int, difference: Difference, going: Iterable[Row], undo: Undo
) -> Classes:
    """Class name → id and language, with the new ones opened."""
    needed = sorted({row.class_name for row in going} & difference.new_classes.keys())
    codes = _fresh_codes(len(needed))
    rows = [
        {
            "school_id": school_id,
            "school_year": school_year(clock.today()),
            "grade": grade,
            "letter": letter,
            "language": difference.new_classes[grade, letter],
            "code": code,
        }
        for (grade, letter), code in zip(needed, codes, strict=True)
    ]
    undo.classes = _insert(SchoolClass, rows)
    return {
        (one.grade, schools.same_letter(one.letter)): (one.id, one.language)
        for one in schools.classes(school_id)
    }


def _fresh_codes(count: int) -> list[str]:
    """Six digits that no other class has."""
    fresh: set[str] = set()
    while len(fresh) < count:
        tried = {f"{secrets.randbelow(900_000) + 100_000}" for _ in range(count - len(fresh))}
        taken = db.session.scalars(sa.select(SchoolClass.code).where(SchoolClass.code.in_(tried)))
        fresh |= tried - set(taken)
    return list(fresh)


def _add_pupils(school_id: int, rows: Sequence[Row], classes: Classes) -> list[int]:
    now, today = clock.now(), clock.today()
    people = [_person(row, school_id, classes[row.class_name][1], now) for row in rows]
    ids = _insert(User, people)
    enrolments = (
        {"pupil_id": pupil, "class_id": classes[row.class_name][0], "starts_on": today}
        for pupil, row in zip(ids, rows, strict=True)
    )
    for some in _portions(enrolments):
        db.session.execute(sa.insert(Enrolment), some)
    return ids


def _person(row: Row, school_id: int, language: str, now: dt.datetime) -> dict[str, Any]:
    name = (row.family_name, row.given_name, row.patronymic)
    return {
        "school_id": school_id,
        "role": Role.PUPIL,
        "family_name": row.family_name,
        "given_name": row.given_name,
        "patronymic": row.patronymic,
        "sort_key": name_key(*name),
        "search_key": words_key(*name),
        "born_on": row.born_on,
        "external_id": row.external_id,
        "locale": row.language or language,
        "created_at": now,
    }


def _insert(model: Any, rows: Iterable[dict[str, Any]]) -> list[int]:
    """Ids in the order of the rows."""
    statement = sa.insert(model).returning(model.id, sort_by_parameter_order=True)
    return [one for some in _portions(rows) for one in db.session.scalars(statement, some).all()]


def _portions(things: Iterable[Thing]) -> Iterable[list[Thing]]:
    iterator = iter(things)
    while some := list(islice(iterator, AT_ONCE)):
        yield some


def _move(moves: Sequence[Move], classes: dict[ClassName, int]) -> list[Moved]:
    today = clock.today()
    pupils = [one.pupil.id for one in moves]
    ended: dict[int, int] = {}
    for some in _portions(pupils):
        left = sa.update(Enrolment).where(Enrolment.pupil_id.in_(some), Enrolment.ends_on.is_(None))
        ids = left.values(ends_on=today).returning(Enrolment.pupil_id, Enrolment.id)
        ended |= {row.pupil_id: row.id for row in db.session.execute(ids)}
    rows = [
        {"pupil_id": one.pupil.id, "class_id": classes[one.row.class_name], "starts_on": today}
        for one in moves
    ]
    return [
        Moved(pupil=pupil, ended=ended.get(pupil), began=began)
        for pupil, began in zip(pupils, _insert(Enrolment, rows), strict=True)
    ]


def _change(change: Change) -> Changed:
    before = Values(**{name: was for name, (was, _said) in change.values.items()})
    after = Values(**{name: said for name, (_was, said) in change.values.items()})
    put_values(change.pupil.id, after)
    return Changed(pupil=change.pupil.id, before=before, after=after)


def put_values(pupil_id: int, values: Values) -> None:
    """Keys follow the name."""
    person = db.session.get_one(User, pupil_id)
    for field, value in values.by_name().items():
        setattr(person, field, value)
    name = (person.family_name, person.given_name, person.patronymic)
    person.sort_key, person.search_key = name_key(*name), words_key(*name)
    db.session.flush()
