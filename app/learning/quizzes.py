"""A lesson's quiz: drawn from its bank by blueprint, answered item by item, handed in once."""

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.content.library import ItemHome
from app.content.schema.lesson import Bank, Lesson
from app.core import clock
from app.core.db import db
from app.learning import rollups
from app.learning.models import Attempt, ItemProgress, QuizSitting
from app.people.access import NotFound
from app.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Answered:
    """An answered item of a sitting. An item that has left the bank since has no home."""

    item_id: str
    home: ItemHome | None
    response: dict[str, Any]
    certainty: str | None
    score: float | None

    @property
    def is_right(self) -> bool:
        return self.score == 1


def draw(bank: Bank, *, seed: int, avoid: frozenset[str] = frozenset()) -> list[str]:
    """Item ids by the blueprint: unseen ones first, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  (a draw, not a secret)
    drawn: list[str] = []
    for wish in bank.blueprint:
        pool = [
            item.id
            for item in bank.items
            if item.objective == wish.objective and "quiz" in item.uses
        ]
        chance.shuffle(pool)
        pool.sort(key=lambda item_id: item_id in avoid)  # stable: keeps the shuffle
        drawn += _without_twins(pool, bank, wish.count)
    return drawn


def _without_twins(pool: Sequence[str], bank: Bank, count: int) -> list[str]:
    """Parallel forms ask the same thing twice: take one of a pair if the pool allows."""
    twin_of = {item.id: item.twin for item in bank.items}
    chosen: list[str] = []
    for item_id in pool:
        if twin_of[item_id] not in chosen:
            chosen.append(item_id)
    rest = [item_id for item_id in pool if item_id not in chosen]
    return (chosen + rest)[:count]


def open_sitting(pupil_id: int, lesson_id: str) -> QuizSitting | None:
    return db.session.scalar(
        sa.select(QuizSitting).where(
            QuizSitting.pupil_id == pupil_id,
            QuizSitting.lesson_id == lesson_id,
            QuizSitting.handed_in_at.is_(None),
        )
    )


def start(*, pupil: Viewer, lesson: Lesson) -> QuizSitting:
    """The open sitting if there is one, on whatever device it began; else a fresh draw."""
    sitting = open_sitting(pupil.id, lesson.id)
    if sitting is not None:
        return sitting
    bank = library.get().banks[lesson.id]
    number = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(QuizSitting)
        .where(QuizSitting.pupil_id == pupil.id, QuizSitting.lesson_id == lesson.id)
    )
    seen = db.session.scalars(
        sa.select(ItemProgress.item_id).where(ItemProgress.pupil_id == pupil.id)
    )
    sitting = QuizSitting(
        pupil_id=pupil.id,
        lesson_id=lesson.id,
        item_ids=draw(bank, seed=pupil.id * 101 + (number or 0), avoid=frozenset(seen)),
        started_at=clock.now(),
    )
    return _add(sitting) or _opened_meanwhile(pupil.id, lesson.id)


def _add(sitting: QuizSitting) -> QuizSitting | None:
    """None if another device of this pupil was quicker."""
    try:
        with db.session.begin_nested():
            db.session.add(sitting)
    except sa.exc.IntegrityError:
        return None
    return sitting


def _opened_meanwhile(pupil_id: int, lesson_id: str) -> QuizSitting:
    sitting = open_sitting(pupil_id, lesson_id)
    assert sitting is not None
    return sitting


def sitting_for(pupil: Viewer, sitting_id: uuid.UUID) -> QuizSitting:
    sitting = db.session.get(QuizSitting, sitting_id)
    if sitting is None or sitting.pupil_id != pupil.id:
        raise NotFound
    return sitting


def answered(sitting: QuizSitting) -> list[Answered]:
    """In the order of the quiz; the first answer to an item is the answer."""
    rows = db.session.execute(
        sa.select(Attempt.item_id, Attempt.response, Attempt.certainty, Attempt.score)
        .where(Attempt.sitting_id == sitting.id)
        .order_by(Attempt.recorded_at.desc())
    )
    by_item = {row.item_id: row for row in rows}
    return [
        Answered(item_id, library.get().find(item_id), row.response, row.certainty, row.score)
        for item_id in sitting.item_ids
        if (row := by_item.get(item_id))
    ]


def next_item(sitting: QuizSitting, done: Sequence[Answered]) -> str | None:
    """The first item without an answer: an exact resume."""
    finished = {one.item_id for one in done}
    return next((item_id for item_id in sitting.item_ids if item_id not in finished), None)


def hand_in(*, pupil: Viewer, sitting: QuizSitting) -> None:
    """Closes the sitting and keeps the best result. A second hand-in changes nothing."""
    right = sum(one.is_right for one in answered(sitting))
    closed = db.session.scalar(
        sa.update(QuizSitting)
        .where(QuizSitting.id == sitting.id, QuizSitting.handed_in_at.is_(None))
        .values(handed_in_at=clock.now(), right_count=right)
        .returning(QuizSitting.id)
    )
    if closed is not None:
        rollups.keep_quiz_result(
            pupil.id, sitting.lesson_id, right=right, total=len(sitting.item_ids)
        )


def has_all_content(sitting: QuizSitting) -> bool:
    """False when an item of a long-open sitting has left the bank since."""
    return all(library.get().find(item_id) for item_id in sitting.item_ids)


def renew(*, sitting: QuizSitting) -> None:
    """Other items in place of those that have left the bank; answers to the rest still count."""
    kept = [item_id for item_id in sitting.item_ids if library.get().find(item_id)]
    bank = library.get().banks[sitting.lesson_id]
    drawn = draw(bank, seed=sitting.pupil_id, avoid=frozenset(kept))
    fresh = [item_id for item_id in drawn if item_id not in kept]
    sitting.item_ids = kept + fresh[: len(sitting.item_ids) - len(kept)]
