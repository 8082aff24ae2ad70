"""The school's administrator: who is here, and counts of what was done; never what a case says."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.i18n import collation_key
from app.people.access import class_for, pupils_of_class, visible_classes, visible_colleagues
from app.people.models import Enrolment, SchoolClass, User
from app.people.queries import school_name
from app.people.roles import Role
from app.people.viewer import Viewer

AUDIT_DAYS = 30


@dataclass(frozen=True, slots=True)
class ClassRow:
    id: int
    grade: int
    letter: str
    language: str
    code: str
    teacher: str | None
    pupils: int


@dataclass(frozen=True, slots=True)
class Colleague:
    id: int
    role: str
    name: str
    username: str | None


@dataclass(frozen=True, slots=True)
class SchoolPage:
    name: str
    classes: tuple[ClassRow, ...]
    colleagues: tuple[Colleague, ...]
    pupils: int
    parents: int
    # What staff, parents and pupils of this school did in the last days, by kind: counts only.
    audit: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RollEntry:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ClassRoll:
    id: int
    grade: int
    letter: str
    language: str
    code: str
    teacher_id: int | None
    pupils: tuple[RollEntry, ...]


def school_page(viewer: Viewer) -> SchoolPage:
    counts = _counts(viewer)
    return SchoolPage(
        name=school_name(viewer.school_id),
        classes=tuple(_classes(viewer)),
        colleagues=tuple(colleagues_of(viewer)),
        pupils=counts.get(Role.PUPIL, 0),
        parents=counts.get(Role.PARENT, 0),
        audit=tuple(_audit(viewer)),
    )


def _counts(viewer: Viewer) -> dict[str, int]:
    rows = db.session.execute(
        sa.select(User.role, sa.func.count().label("number"))
        .where(User.school_id == viewer.school_id, User.is_active)
        .group_by(User.role)
    )
    return {row.role: row.number for row in rows}


def _classes(viewer: Viewer) -> list[ClassRow]:
    pupils = (
        sa.select(sa.func.count())
        .where(Enrolment.class_id == SchoolClass.id, Enrolment.ends_on.is_(None))
        .scalar_subquery()
    )
    rows: Sequence[Any] = db.session.execute(
        visible_classes(viewer)
        .outerjoin(User, User.id == SchoolClass.teacher_id)
        .with_only_columns(
            SchoolClass.id,
            SchoolClass.grade,
            SchoolClass.letter,
            SchoolClass.language,
            SchoolClass.code,
            User.family_name,
            User.given_name,
            pupils.label("pupils"),
        )
    ).all()
    classes = [
        ClassRow(
            id=row.id,
            grade=row.grade,
            letter=row.letter,
            language=row.language,
            code=row.code,
            teacher=f"{row.family_name} {row.given_name}" if row.family_name else None,
            pupils=row.pupils,
        )
        for row in rows
    ]
    return sorted(classes, key=lambda one: (one.grade, collation_key(one.letter)))


def colleagues_of(viewer: Viewer, *roles: Role) -> list[Colleague]:
    """In the Kazakh order; of all roles, or of these."""
    query = visible_colleagues(viewer)
    if roles:
        query = query.where(User.role.in_(roles))
    rows = db.session.execute(
        query.order_by(User.sort_key, User.id).with_only_columns(
            User.id, User.role, User.family_name, User.given_name, User.username
        )
    )
    return [
        Colleague(row.id, row.role, f"{row.family_name} {row.given_name}", row.username)
        for row in rows
    ]


def _audit(viewer: Viewer) -> list[tuple[str, int]]:
    """By kind of act. The actor's school decides: the trail itself knows no schools."""
    here = sa.select(User.id).where(User.school_id == viewer.school_id)
    rows = db.session.execute(
        sa.select(AuditEntry.action, sa.func.count())
        .where(
            AuditEntry.actor_id.in_(here),
            AuditEntry.at >= clock.now() - dt.timedelta(days=AUDIT_DAYS),
        )
        .group_by(AuditEntry.action)
        .order_by(AuditEntry.action)
    )
    return [(action, number) for action, number in rows]


def class_roll(viewer: Viewer, class_id: int) -> ClassRoll:
    school_class = class_for(viewer, class_id)
    rows = db.session.execute(
        sa.select(User.id, User.family_name, User.given_name)
        .where(User.id.in_(pupils_of_class(class_id)), User.is_active)
        .order_by(User.sort_key)
    )
    return ClassRoll(
        id=school_class.id,
        grade=school_class.grade,
        letter=school_class.letter,
        language=school_class.language,
        code=school_class.code,
        teacher_id=school_class.teacher_id,
        pupils=tuple(RollEntry(row.id, f"{row.family_name} {row.given_name}") for row in rows),
    )
