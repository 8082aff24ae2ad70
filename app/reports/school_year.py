"""What the pages of the year's end and of transfers show."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core.db import db
from app.people import years
from app.people.access import NotFound
from app.people.models import Enrolment, School, SchoolClass, User
from app.people.school_models import Transfer
from app.people.transfers import visible_transfers
from app.people.viewer import Viewer
from app.people.years import open_classes

SHOWN = 100


@dataclass(frozen=True, slots=True)
class LastYear:
    """The year that was closed last."""

    school_year: int
    done_at: dt.datetime
    classes: int
    left: int
    can_undo: bool


def last_year(school_id: int | None) -> LastYear | None:
    done = years.standing(school_id)
    if done is None:
        return None
    return LastYear(
        school_year=done.school_year,
        done_at=done.done_at,
        classes=len(done.made["classes"]),
        left=len(done.made["left"]),
        can_undo=years.can_undo(done),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    id: int
    grade: int
    letter: str


@dataclass(frozen=True, slots=True)
class Move:
    """A transfer as either school sees it."""

    id: uuid.UUID
    pupil_id: int
    pupil: str
    from_school: str
    to_school: str
    is_coming: bool
    released_at: dt.datetime
    accepted_at: dt.datetime | None
    cancelled_at: dt.datetime | None
    grade: int | None
    letter: str | None
    # Where the pupil can be put; only of the receiving school, while it waits.
    classes: tuple[Choice, ...] = ()

    @property
    def waits(self) -> bool:
        return self.accepted_at is None and self.cancelled_at is None


_From, _To = so.aliased(School), so.aliased(School)


def transfers_page(viewer: Viewer) -> list[Move]:
    query = _moves(viewer).order_by(Transfer.released_at.desc()).limit(SHOWN)
    return [_move(viewer, row) for row in db.session.execute(query)]


def transfer_page(viewer: Viewer, transfer_id: uuid.UUID) -> Move:
    row = db.session.execute(_moves(viewer).where(Transfer.id == transfer_id)).first()
    if row is None:
        raise NotFound
    return _move(viewer, row, with_classes=True)


def _moves(viewer: Viewer) -> Any:
    return (
        visible_transfers(viewer)
        .join(User, User.id == Transfer.pupil_id)
        .join(_From, _From.id == Transfer.from_school_id)
        .join(_To, _To.id == Transfer.to_school_id)
        .outerjoin(Enrolment, sa.and_(Enrolment.pupil_id == User.id, Enrolment.ends_on.is_(None)))
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .with_only_columns(
            Transfer,
            User.family_name,
            User.given_name,
            _From.name.label("from_name"),
            _To.name.label("to_name"),
            SchoolClass.grade,
            SchoolClass.letter,
        )
    )


def _move(viewer: Viewer, row: Any, *, with_classes: bool = False) -> Move:
    transfer, family_name, given_name, from_name, to_name, grade, letter = row
    is_coming = transfer.to_school_id == viewer.school_id
    waits = transfer.accepted_at is None and transfer.cancelled_at is None
    offered = open_classes(viewer.school_id) if with_classes and is_coming and waits else ()
    return Move(
        id=transfer.id,
        pupil_id=transfer.pupil_id,
        pupil=f"{family_name} {given_name}",
        from_school=from_name,
        to_school=to_name,
        is_coming=is_coming,
        released_at=transfer.released_at,
        accepted_at=transfer.accepted_at,
        cancelled_at=transfer.cancelled_at,
        grade=grade,
        letter=letter,
        classes=tuple(Choice(one.id, one.grade, one.letter) for one in offered),
    )
