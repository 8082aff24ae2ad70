"""Messages to parents: as the staff of a case prepare them, and as a parent reads them."""

import datetime as dt
import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from app.casework import letters
from app.casework.letters import Obstacle, ParentLetter
from app.casework.models import Case
from app.core.db import db
from app.people.models import User
from app.people.queries import Person, guardians_of, people
from app.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Guardian:
    id: int
    name: str
    # The language in which the message is to be written.
    locale: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A message of the case, with who wrote and who released it."""

    id: uuid.UUID
    guardian: str
    words: str
    child_was_told: bool
    why_not: str | None
    writer: Person | None
    written_at: dt.datetime
    approver: Person | None
    released_at: dt.datetime | None
    is_withdrawn: bool
    may_approve: bool


@dataclass(frozen=True, slots=True)
class LettersPage:
    case_id: int
    pupil: str
    obstacles: tuple[Obstacle, ...]
    guardians: tuple[Guardian, ...]
    drafts: tuple[Draft, ...]


def letters_page(viewer: Viewer, case: Case) -> LettersPage:
    rows = letters.letters_of(case.id)
    staff = people(one for row in rows for one in (row.written_by_id, row.approved_by_id) if one)
    guardians = _guardians(guardians_of(case.pupil_id))
    names = _names([case.pupil_id, *(row.guardian_id for row in rows)])
    return LettersPage(
        case_id=case.id,
        pupil=names[case.pupil_id],
        obstacles=letters.obstacles(case),
        guardians=guardians,
        drafts=tuple(_draft(viewer, row, staff, names) for row in rows),
    )


def _draft(
    viewer: Viewer, row: ParentLetter, staff: dict[int, Person], names: dict[int, str]
) -> Draft:
    waits = row.released_at is None and row.withdrawn_at is None
    return Draft(
        id=row.id,
        guardian=names[row.guardian_id],
        words=row.words,
        child_was_told=row.child_was_told,
        why_not=row.why_not,
        writer=staff.get(row.written_by_id),
        written_at=row.written_at,
        approver=staff.get(row.approved_by_id or 0),
        released_at=row.released_at,
        is_withdrawn=row.withdrawn_at is not None,
        may_approve=waits and viewer.role in letters.APPROVERS and viewer.id != row.written_by_id,
    )


def _guardians(ids: list[int]) -> tuple[Guardian, ...]:
    query = sa.select(User.id, User.family_name, User.given_name, User.locale).where(
        User.id.in_(ids), User.is_active
    )
    return tuple(
        Guardian(row.id, f"{row.family_name} {row.given_name}", row.locale)
        for row in db.session.execute(query.order_by(User.sort_key))
    )


def _names(ids: list[int]) -> dict[int, str]:
    query = sa.select(User.id, User.family_name, User.given_name).where(User.id.in_(ids))
    rows = db.session.execute(query)
    return {row.id: f"{row.family_name} {row.given_name}" for row in rows}


@dataclass(frozen=True, slots=True)
class Letter:
    """A released message as its parent reads it. Nothing in it tells of a case."""

    child: str
    words: str
    at: dt.datetime
    # Who wrote it, and can be asked.
    contact: Person | None


def letters_for(guardian: Viewer) -> list[Letter]:
    rows = letters.released_to(guardian.id)
    writers = people(row.written_by_id for row in rows)
    names = _names([row.pupil_id for row in rows])
    return [
        Letter(names[row.pupil_id], row.words, row.released_at, writers.get(row.written_by_id))
        for row in rows
        if row.released_at
    ]
