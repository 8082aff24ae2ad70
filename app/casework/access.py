"""Who may open a case: readers of it who are not excluded. Everybody else meets "not found"."""

import datetime as dt

import sqlalchemy as sa

from app.casework.models import Case, CaseExclusion, CaseReader
from app.core import audit
from app.core.db import db
from app.people.access import NotFound
from app.people.viewer import Viewer


def visible_cases(viewer: Viewer) -> sa.Select[Case]:
    read = sa.select(CaseReader.case_id).where(CaseReader.user_id == viewer.id)
    barred = sa.select(CaseExclusion.case_id).where(CaseExclusion.user_id == viewer.id)
    return sa.select(Case).where(Case.id.in_(read), Case.id.notin_(barred))


def case_for(viewer: Viewer, case_id: int, *, to_look: bool = False) -> Case:
    """To look at it holds it: meanwhile no child takes words back and is told they are unread."""
    query = visible_cases(viewer).where(Case.id == case_id)
    if to_look:
        query = query.with_for_update(key_share=True, of=Case)
    case = db.session.scalar(query)
    if case is None:
        raise NotFound
    return case


def is_of_others(viewer: Viewer, case_id: int) -> bool:
    """There is such a case, and this person is not one of its readers."""
    is_mine = sa.exists(visible_cases(viewer).where(Case.id == case_id))
    return bool(db.session.scalar(sa.select(sa.exists().where(Case.id == case_id) & ~is_mine)))


def readers(case_id: int) -> list[int]:
    """Ids of all who may open the case."""
    barred = sa.select(CaseExclusion.user_id).where(CaseExclusion.case_id == case_id)
    query = sa.select(CaseReader.user_id).where(
        CaseReader.case_id == case_id, CaseReader.user_id.notin_(barred)
    )
    return list(db.session.scalars(query.order_by(CaseReader.since, CaseReader.user_id)))


def has_left(viewer: Viewer, case_id: int) -> bool:
    """Whether this reader has stepped aside."""
    query = (
        sa.select(CaseReader.case_id)
        .join(
            CaseExclusion,
            sa.and_(
                CaseExclusion.case_id == CaseReader.case_id,
                CaseExclusion.user_id == CaseReader.user_id,
            ),
        )
        .where(CaseReader.case_id == case_id, CaseReader.user_id == viewer.id)
    )
    return db.session.scalar(query) is not None


def record_reading(viewer: Viewer, case: Case) -> None:
    """Every look at a case leaves a trace, in the transaction that shows it."""
    audit.record(
        actor_id=viewer.id,
        action=audit.Action.CASE_READ,
        subject_type="case",
        subject_id=case.id,
    )


def was_opened(case_id: int, since: dt.datetime) -> bool:
    """Whether anybody has looked at the case since then, or at one that was merged into it."""
    merged = sa.select(Case.id).where(Case.merged_into_id == case_id)
    return any(
        audit.happened_since(
            since, action=audit.Action.CASE_READ, subject_type="case", subject_id=one
        )
        for one in (case_id, *db.session.scalars(merged))
    )
