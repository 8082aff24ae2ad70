"""Where a case goes on: another owner, another case of the child, a body outside the school.

Nothing here lets an excluded person read: exclusions go with the case wherever it goes.
"""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified

from app.casework import workflow
from app.casework.access import barred, case_for, readers_of
from app.casework.files import CaseFile
from app.casework.letters import ParentLetter
from app.casework.models import (
    Case,
    CaseExclusion,
    CaseReader,
    CaseReferral,
    CaseTask,
    ChronologyEntry,
)
from app.casework.services import bring_in, left_by, may_be_brought_in, move, set_review, write_line
from app.casework.workflow import MoveNotAllowed
from app.core.db import db, upsert
from app.notices.services import queue_notices
from app.people.viewer import Viewer


def assign(*, case: Case, by: Viewer, owner_id: int, backup_id: int | None) -> None:
    """Owner and backup, both of whom may know. Alone only where nobody else may."""
    others = [one for one in may_be_brought_in(case) if one != owner_id]
    workflow.require_backup(owner_id=owner_id, backup_id=backup_id, others=others)
    move(case, "assign", by)
    case.owner_id, case.backup_id = owner_id, backup_id
    new = [one for one in (owner_id, backup_id) if one is not None]
    for one in new:
        bring_in(case=case, by=by, user_id=one)
    told = [one for one in new if one != by.id]
    queue_notices(
        recipients=told, kind="case-assigned", subject_id=f"{case.id}-{case.version}-{owner_id}"
    )


def exclude(*, case: Case, by: Viewer, user_id: int, note: str) -> None:
    """Somebody is named in it, related to the child, or refused: from now on they see nothing."""
    if user_id == by.id:
        raise MoveNotAllowed("yourself")
    row = upsert(CaseExclusion, {"case_id": case.id, "user_id": user_id})
    if db.session.scalar(row.returning(CaseExclusion.user_id)) is None:
        return
    write_line(case, by, "excluded", note)
    db.session.flush()
    left_by(case, user_id)


def refer(*, case: Case, by: Viewer, to_whom: str, ground: str, sent: str) -> None:
    """To a body outside. The school goes on watching: the case stays open until it is closed."""
    move(case, "refer", by)
    db.session.add(
        CaseReferral(case_id=case.id, to_whom=to_whom, ground=ground, sent=sent, by_id=by.id)
    )
    set_review(case)


def receive(*, case: Case, by: Viewer, received_on: dt.date, note: str | None) -> None:
    """They have confirmed that they have it."""
    move(case, "receive", by, note)
    query = sa.select(CaseReferral).where(CaseReferral.case_id == case.id)
    referral = db.session.scalars(query.order_by(CaseReferral.id.desc()).limit(1)).one()
    referral.received_on = received_on
    set_review(case)


def may_join(viewer: Viewer, case: Case) -> list[Case]:
    """Other open cases of the same pupil that this person reads and whose readers all may know."""
    query = (
        sa.select(Case)
        .join(CaseReader, CaseReader.case_id == Case.id)
        .where(
            Case.pupil_id == case.pupil_id,
            Case.id != case.id,
            Case.state.in_(workflow.OPEN_STATES),
            CaseReader.user_id == viewer.id,
        )
        .order_by(Case.id)
    )
    cases = db.session.scalars(query).all()
    reading, excluded = readers_of([one.id for one in cases]), barred(case.id)
    return [
        one
        for one in cases
        if viewer.id in reading[one.id] and excluded.isdisjoint(reading[one.id])
    ]


def merge(*, case: Case, by: Viewer, into_id: int, note: str) -> None:
    """The other case goes on for both: what the child has said, steps, exclusions, the graver."""
    into = case_for(by, into_id)
    db.session.refresh(into, with_for_update=True)
    if into.id not in {one.id for one in may_join(by, case)}:
        raise MoveNotAllowed("merge")
    move(case, "merge", by, note)
    case.merged_into_id = into.id
    _hand_on(case, into, by)
    into.severity = max(into.severity, case.severity)
    into.due_at = min(into.due_at, case.due_at)
    into.home_is_safe = workflow.safer(into.home_is_safe, case.home_is_safe)
    flag_modified(into, "due_at")  # whoever has the older page open must look again


def _hand_on(case: Case, into: Case, by: Viewer) -> None:
    known = barred(into.id)
    for person_id in sorted(barred(case.id) - known):
        db.session.add(CaseExclusion(case_id=into.id, user_id=person_id))
    # What was merged into it before goes along: whoever looks for it finds it in one step.
    for model, column in (
        (Case, "merged_into_id"),
        (CaseTask, "case_id"),
        (CaseFile, "case_id"),
        (ParentLetter, "case_id"),
    ):
        was_here = getattr(model, column) == case.id
        db.session.execute(sa.update(model).where(was_here).values({column: into.id}))
    if into.severity < case.severity:
        write_line(into, by, f"severity-{case.severity}")
    write_line(into, by, "merged-here", str(case.id))
    for one in _lines_of_the_child(case.id):
        db.session.add(
            ChronologyEntry(
                case_id=into.id,
                at=one.at,
                actor_id=one.actor_id,
                kind="joined" if one.kind == "signal" else one.kind,
                request_id=one.request_id,
            )
        )


def _lines_of_the_child(case_id: int) -> list[ChronologyEntry]:
    """With the lines that say what was taken back: words that are closed stay closed."""
    query = sa.select(ChronologyEntry).where(
        ChronologyEntry.case_id == case_id, ChronologyEntry.request_id.is_not(None)
    )
    return list(db.session.scalars(query.order_by(ChronologyEntry.at, ChronologyEntry.id)))
