"""A child with an open case moves to another school. People hand the case over, not the machine.

At that moment the old school's readers lose it. One person there, the safeguarding lead if
possible, keeps it until a lead of the new school has it. All leads of the old school get the
same notice, whether there is anything to hand over or not: it says nothing.
"""

import sqlalchemy as sa

from app.casework.access import barred, readers
from app.casework.models import Case, CaseHandover, CaseReader, ChronologyEntry
from app.casework.services import write_line
from app.casework.workflow import MoveNotAllowed
from app.core import clock
from app.core.db import db
from app.notices.services import queue_notices
from app.people import transfers
from app.people.models import User
from app.people.queries import Person, staff
from app.people.roles import Role
from app.people.school_models import Transfer
from app.people.viewer import Viewer
from app.risk import signals

# Who keeps a case for the way, in this order.
HOLDERS = (Role.LEAD, Role.PSYCHOLOGIST, Role.DEPUTY, Role.HEAD, Role.SOCIAL_PEDAGOGUE)


def accept_transfer(*, transfer: Transfer, class_id: int, by: Viewer) -> None:
    """The pupil is of the new school now; what was open at the old one waits for its people."""
    pupil_id, old_school, new_school = (
        transfer.pupil_id,
        transfer.from_school_id,
        transfer.to_school_id,
    )
    if not transfers.accept(transfer=transfer, class_id=class_id, by=by):
        return
    workers = signals.workers(old_school)
    query = sa.select(Case).where(Case.pupil_id == pupil_id).order_by(Case.id)
    told = [one for one, role in workers.items() if role == Role.LEAD]
    there = signals.workers(new_school)
    for case in db.session.scalars(query).all():
        known = _on_the_way(case.id)
        holder = known.holder_id if known else _holder(case.id, workers)
        _leave_to_one(case, holder)
        if known is None and holder is not None:
            db.session.add(CaseHandover(case_id=case.id, holder_id=holder))
        elif known and holder in there:
            # The child is back before anything was handed over.
            known.handed_at, known.handed_to_id = clock.now(), holder
        told += [holder] if holder else []
    db.session.flush()
    queue_notices(recipients=told, kind="pupil-moved", subject_id=transfer.id)


def _leave_to_one(case: Case, holder: int | None) -> None:
    """Without a holder the next missed deadline brings in the new school's ladder."""
    db.session.execute(sa.delete(CaseReader).where(CaseReader.case_id == case.id))
    db.session.add(ChronologyEntry(case_id=case.id, kind="moved-away"))
    if holder is not None:
        db.session.add(CaseReader(case_id=case.id, user_id=holder))
        if case.owner_id is not None:
            case.owner_id = holder
    case.backup_id = None  # of the old school


def _on_the_way(case_id: int) -> CaseHandover | None:
    """Of a child who moves on before the first school has handed the case over: it stays there."""
    query = sa.select(CaseHandover).where(
        CaseHandover.case_id == case_id, CaseHandover.handed_at.is_(None)
    )
    return db.session.scalar(query)


def _holder(case_id: int, workers: dict[int, str]) -> int | None:
    """A reader of the case before others, then by role; nobody who is excluded."""
    excluded = barred(case_id)
    reading = [one for one in readers(case_id) if one in workers]
    others = [one for one, role in workers.items() if role in HOLDERS and one not in excluded]

    def rank(person_id: int) -> tuple[int, int]:
        role = Role(workers[person_id])
        return (HOLDERS.index(role) if role in HOLDERS else len(HOLDERS), person_id)

    return min(reading or others, key=rank, default=None)


def waiting_for(viewer: Viewer) -> list[Case]:
    """What this person still has to hand over."""
    query = (
        sa.select(Case)
        .join(CaseHandover, CaseHandover.case_id == Case.id)
        .where(CaseHandover.holder_id == viewer.id, CaseHandover.handed_at.is_(None))
    )
    return list(db.session.scalars(query.order_by(Case.id)))


def waiting(viewer: Viewer, case_id: int) -> CaseHandover | None:
    query = sa.select(CaseHandover).where(
        CaseHandover.case_id == case_id,
        CaseHandover.holder_id == viewer.id,
        CaseHandover.handed_at.is_(None),
    )
    return db.session.scalar(query)


def receivers(case: Case) -> list[Person]:
    """Safeguarding leads of the child's school, or who stands in for them there."""
    school_id = db.session.scalar(sa.select(User.school_id).where(User.id == case.pupil_id))
    excluded = barred(case.id)
    found = [one for one in staff(school_id, *HOLDERS) if one.id not in excluded]
    leads = [one for one in found if one.role == Role.LEAD]
    return leads or found


def hand_over(*, case: Case, to_id: int, by: Viewer) -> None:
    """The new reader gets a notice; the old school's person sees the case no more."""
    handover = waiting(by, case.id)
    if handover is None or to_id not in {one.id for one in receivers(case)}:
        raise MoveNotAllowed("handover")
    handover.handed_at, handover.handed_to_id = clock.now(), to_id
    if db.session.get(CaseReader, (case.id, to_id)) is None:
        db.session.add(CaseReader(case_id=case.id, user_id=to_id))
    db.session.execute(
        sa.delete(CaseReader).where(CaseReader.case_id == case.id, CaseReader.user_id == by.id)
    )
    if case.owner_id is not None:
        case.owner_id = to_id
    write_line(case, by, "handed-over")
    db.session.flush()
    queue_notices(recipients=[to_id], kind="case-opened", subject_id=case.id)
