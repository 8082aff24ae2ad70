"""The two-minute review: brings missed objectives back, a few at a time."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.content import library
from app.content.library import ItemHome
from app.core import clock
from app.core.db import db
from app.learning.models import ItemProgress, ReviewDue

ITEMS_IN_A_REVIEW = 4


@dataclass(frozen=True, slots=True)
class DueItem:
    """An objective that is due, and the item that brings it back."""

    objective: str
    misconception: str | None
    home: ItemHome


def due_count(pupil_id: int) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(ReviewDue)
        .where(ReviewDue.pupil_id == pupil_id, ReviewDue.due_on <= clock.today())
    )
    return min(ITEMS_IN_A_REVIEW, db.session.scalar(query) or 0)


def due_items(pupil_id: int) -> list[DueItem]:
    """At most four, the longest waiting first; for each the item met least often so far."""
    due = db.session.execute(
        sa.select(ReviewDue.objective, ReviewDue.misconception)
        .where(ReviewDue.pupil_id == pupil_id, ReviewDue.due_on <= clock.today())
        .order_by(ReviewDue.due_on, ReviewDue.objective)
        .limit(ITEMS_IN_A_REVIEW)
    ).all()
    tries = _tries(pupil_id) if due else {}
    return [
        DueItem(row.objective, row.misconception, home)
        for row in due
        if (home := _least_met(row.objective, row.misconception, tries))
    ]


def _tries(pupil_id: int) -> dict[str, int]:
    rows = db.session.execute(
        sa.select(ItemProgress.item_id, ItemProgress.tries).where(ItemProgress.pupil_id == pupil_id)
    )
    return {row.item_id: row.tries for row in rows}


def _least_met(objective: str, misconception: str | None, tries: dict[str, int]) -> ItemHome | None:
    """Items that carry the shown misconception come first, then those met least often."""

    def rank(home: ItemHome) -> tuple[bool, int]:
        carries = misconception is None or misconception in home.item.misconceptions
        return (not carries, tries.get(home.item.id, 0))

    homes = library.get().review_items(objective, misconception)
    return min(homes, key=rank, default=None)
