"""Who may open a case: readers of it who are not excluded. Everybody else meets "not found"."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping

import sqlalchemy as sa

from app.casework.models import Case, CaseExclusion, CaseReader
from app.core import audit
from app.core.db import db
from app.people.access import NotFound
from app.people.viewer import Viewer


def barred_from(viewer: Viewer) -> sa.Select[int]:
    """Ids of the cases that this person must not even be counted."""
    return sa.select(CaseExclusion.case_id).where(CaseExclusion.user_id == viewer.id)


def visible_cases(viewer: Viewer) -> sa.Select[Case]:
    read = sa.select(CaseReader.case_id).where(CaseReader.user_id == viewer.id)
    return sa.select(Case).where(Case.id.in_(read), Case.id.notin_(barred_from(viewer)))


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


def barred(case_id: int) -> set[int]:
    """Ids of those who must not know of the case."""
    query = sa.select(CaseExclusion.user_id).where(CaseExclusion.case_id == case_id)
    return set(db.session.scalars(query))


def readers(case_id: int) -> list[int]:
    """Ids of all who may open the case."""
    return readers_of([case_id])[case_id]


def readers_of(case_ids: Collection[int]) -> Mapping[int, list[int]]:
    """By case, who may open it, in the order in which they were brought in."""
    is_barred = sa.exists().where(
        CaseExclusion.case_id == CaseReader.case_id, CaseExclusion.user_id == CaseReader.user_id
    )
    query = sa.select(CaseReader.case_id, CaseReader.user_id).where(
        CaseReader.case_id.in_(case_ids), ~is_barred
    )
    found: dict[int, list[int]] = defaultdict(list)
    for case_id, user_id in db.session.execute(
        query.order_by(CaseReader.since, CaseReader.user_id)
    ):
        found[case_id].append(user_id)
    return found


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
