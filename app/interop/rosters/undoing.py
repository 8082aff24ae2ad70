"""Takes an import back exactly, and leaves standing what later work stands on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from app.core.db import db
from app.interop.rosters.writing import Changed, Moved, Undo, put_values
from app.people.models import Enrolment, SchoolClass, User

AT_ONCE = 1000
# What the import itself wrote about a pupil it added.
OWN_TABLES = frozenset({"enrolments"})


@dataclass(slots=True)
class Plan:
    """What undoing will do, and what it will not touch any more."""

    pupils: list[int] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    # Pupils who stay: they answered, were linked to a parent, moved on, were changed again …
    staying: list[int] = field(default_factory=list)
    classes_staying: list[int] = field(default_factory=list)


def plan(undo: Undo) -> Plan:
    made = Plan()
    busy = _pointed_at("users", undo.pupils, OWN_TABLES) | _with_other_enrolments(undo.pupils)
    here = _present(User, undo.pupils)
    made.pupils = [one for one in undo.pupils if one in here and one not in busy]
    made.staying = [one for one in undo.pupils if one in here and one in busy]
    _plan_moves(undo, made)
    _plan_changes(undo, made)
    _plan_classes(undo, made)
    return made


def carry_out(made: Plan) -> None:
    for some in _portions(made.pupils):
        db.session.execute(sa.delete(Enrolment).where(Enrolment.pupil_id.in_(some)))
        db.session.execute(sa.delete(User).where(User.id.in_(some)))
    for one in made.moved:
        db.session.execute(sa.delete(Enrolment).where(Enrolment.id == one.began))
        db.session.execute(
            sa.update(Enrolment).where(Enrolment.id == one.ended).values(ends_on=None)
        )
    for change in made.changed:
        put_values(change.pupil, change.before)
    for some in _portions(made.classes):
        db.session.execute(sa.delete(SchoolClass).where(SchoolClass.id.in_(some)))


def _plan_moves(undo: Undo, made: Plan) -> None:
    """Only a move that is the last one can be taken back."""
    present = _ids(
        sa.select(Enrolment.id).where(Enrolment.ends_on.is_(None)),
        Enrolment.id,
        [one.began for one in undo.moved],
    )
    for one in undo.moved:
        if one.began in present:
            made.moved.append(one)
        else:
            made.staying.append(one.pupil)


def _plan_changes(undo: Undo, made: Plan) -> None:
    for one in undo.changed:
        person = db.session.get(User, one.pupil)
        if person is None or person.erased_at is not None:
            continue
        if all(getattr(person, name) == value for name, value in one.after.by_name().items()):
            made.changed.append(one)
        else:
            made.staying.append(one.pupil)


def _plan_classes(undo: Undo, made: Plan) -> None:
    """A class goes when nobody was in it but those who go, and nothing else points at it."""
    here = _present(SchoolClass, undo.classes)
    busy = _pointed_at("school_classes", undo.classes, OWN_TABLES)
    going, ending = set(made.pupils), {one.began for one in made.moved}
    for some in _portions(undo.classes):
        rows = db.session.execute(
            sa.select(Enrolment.class_id, Enrolment.pupil_id, Enrolment.id).where(
                Enrolment.class_id.in_(some)
            )
        )
        busy |= {row.class_id for row in rows if not (row.pupil_id in going or row.id in ending)}
    made.classes = [one for one in undo.classes if one in here and one not in busy]
    made.classes_staying = [one for one in undo.classes if one in here and one in busy]


def _present(model: Any, ids: list[int]) -> set[int]:
    return _ids(sa.select(model.id), model.id, ids)


def _with_other_enrolments(pupils: list[int]) -> set[int]:
    several = sa.select(Enrolment.pupil_id).group_by(Enrolment.pupil_id)
    return _ids(several.having(sa.func.count() > 1), Enrolment.pupil_id, pupils)


def _pointed_at(table_name: str, ids: list[int], leave_out: frozenset[str]) -> set[int]:
    """Ids to which any table of the database points, whichever features come later."""
    found: set[int] = set()
    for table in db.metadata.sorted_tables:
        if table.name in leave_out:
            continue
        for column in table.columns:
            if any(key.column.table.name == table_name for key in column.foreign_keys):
                found |= _ids(sa.select(column).distinct(), column, ids)
    return found


def _ids(query: sa.Select[Any], column: Any, ids: list[int]) -> set[int]:
    return {
        one for some in _portions(ids) for one in db.session.scalars(query.where(column.in_(some)))
    }


def _portions(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
