"""Erasing a person: what goes, what law makes us keep, and what stays of it only as a number."""

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa

from app.casework.models import Case, ChronologyEntry
from app.core import audit, clock
from app.core.db import db, upsert
from app.learning.models import LessonProgress
from app.people.access import person_for
from app.people.consenting import due_to_erase
from app.people.consents import PURPOSES
from app.people.models import User
from app.people.roles import Role
from app.people.viewer import Viewer
from app.privacy.models import ErasedCoverage, Erasure
from app.privacy.registry import BY_TABLE, HOLDINGS, Holding, Reason

NOBODY = "—"


class StillWorks(ValueError):
    """The account is open: it is closed first, and only then erased."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one table; of what is about safety nobody is told how many there are."""

    table: str
    rows: int | None
    kept: Reason | None


def preview(person_id: int) -> list[Part]:
    """Shown before anything is done."""
    return [
        Part(one.table, None if one.kept == "safety" else _count(one, person_id), one.kept)
        for one in HOLDINGS
        if one.owner
    ]


def _count(holding: Holding, person_id: int) -> int:
    table, mine = _mine(holding, person_id)
    return db.session.scalar(sa.select(sa.func.count()).select_from(table).where(mine)) or 0


def _mine(holding: Holding, person_id: int) -> tuple[sa.Table, sa.ColumnElement[bool]]:
    table = db.metadata.tables[holding.table]
    assert holding.owner is not None
    mine = table.c[holding.owner] == person_id
    if holding.table == "guardianships":
        mine = sa.or_(mine, table.c.guardian_id == person_id)
    return table, mine


def erase(*, person_id: int, reason: str, by: Viewer) -> None:
    """Names, secrets and everything that is not kept by law; an empty account stays behind it."""
    person = person_for(by, person_id)
    if person.is_active or person.id == by.id:
        raise StillWorks
    if person.erased_at is not None:
        return
    _name_in_cases(person)
    _keep_sums(person)
    erased = Counter[str]()
    for table in reversed(db.metadata.sorted_tables):
        holding = BY_TABLE.get(table.name)
        if holding is not None and holding.owner and holding.kept is None:
            erased[table.name] += erase_rows(holding, person.id)
    _empty(person)
    db.session.add(
        Erasure(
            person_id=person.id,
            by_id=by.id,
            reason=reason,
            rows={name: number for name, number in erased.items() if number},
        )
    )
    audit.record(
        actor_id=by.id, action=audit.Action.DATA_ERASED, subject_type="user", subject_id=person.id
    )
    db.session.flush()


def erase_rows(holding: Holding, person_id: int) -> int:
    table, mine = _mine(holding, person_id)
    _erase_hanging(table, mine)
    result = db.session.execute(sa.delete(table).where(mine))
    return int(result.rowcount)  # type: ignore[attr-defined]


def _erase_hanging(table: sa.Table, mine: sa.ColumnElement[bool]) -> None:
    """Rows that have no owner of their own but hang on one: answers on a sitting."""
    for other in db.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is table and other.name not in BY_TABLE:
                owned = sa.select(key.column).where(mine)
                db.session.execute(sa.delete(other).where(key.parent.in_(owned)))


def _name_in_cases(person: User) -> None:
    """A case has to say whose it is: only those who read it, read this line."""
    cases = db.session.scalars(sa.select(Case.id).where(Case.pupil_id == person.id)).all()
    db.session.add_all(
        ChronologyEntry(case_id=case_id, kind="account-erased", note=person.full_name)
        for case_id in cases
    )


def _keep_sums(person: User) -> None:
    """Lessons of the erased stay in the figures of the school, as numbers."""
    if person.role != Role.PUPIL or person.school_id is None:
        return
    rows = db.session.execute(
        sa.select(LessonProgress.lesson_id, LessonProgress.finished_at).where(
            LessonProgress.pupil_id == person.id
        )
    ).all()
    for row in rows:
        finished = int(row.finished_at is not None)
        values = {"started": 1, "finished": finished}
        key = {"school_id": person.school_id, "lesson_id": row.lesson_id}
        more = {
            "started": ErasedCoverage.started + 1,
            "finished": ErasedCoverage.finished + finished,
        }
        db.session.execute(upsert(ErasedCoverage, key | values, update=more))


def _empty(person: User) -> None:
    person.family_name, person.given_name, person.patronymic = NOBODY, NOBODY, None
    person.sort_key, person.search_key = "", ""
    person.username = person.password_hash = person.pin_hash = person.pictures_hash = None
    person.external_id = person.born_on = None
    person.is_active = False
    person.erased_at = clock.now()


def finish_withdrawals() -> int:
    """Nightly, safe to run twice: what was collected for a withdrawn purpose is erased in time."""
    done = 0
    for state in due_to_erase():
        for table in PURPOSES[state.purpose].erases:
            erase_rows(BY_TABLE[table], state.pupil_id)
        state.erase_on = None
        done += 1
    return done
