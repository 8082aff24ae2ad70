"""A lesson's quiz: drawn from its bank, saved answer by answer, handed in once.

What the pupil has chosen is kept in the sitting and may change until the hand-in, on whatever
device. Only learning.settling makes attempts of it, when the answers may be told.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.content.library import ItemHome
from app.content.schema.lesson import Lesson
from app.core import clock
from app.core.db import db, upsert
from app.learning import allowances, class_quizzes, marking, rollups, settling
from app.learning.attempts import Answer
from app.learning.behaviours import PLAIN_TEST, TEST, Behaviour
from app.learning.class_quizzes import GivenQuiz
from app.learning.drawing import draw
from app.learning.models import ItemProgress, QuizSitting
from app.learning.quiz_models import QuizAnswer
from app.learning.quiz_rules import (
    GRACE,
    end_of,
    is_time_over,
    is_too_late,
)
from app.learning.responses import to_fields
from app.people.access import NotFound
from app.people.viewer import Viewer

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of a sitting that was answered. One that has left the bank has no home."""

    item_id: str
    home: ItemHome | None
    response: dict[str, Any]
    certainty: str | None
    score: float | None

    @property
    def is_right(self) -> bool:
        return self.score == 1


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands for a question so far."""

    fields: Fields
    is_whole: bool
    revision: int


NOTHING_SAVED = Saved({}, is_whole=False, revision=0)


def behaviour_of(sitting: QuizSitting) -> Behaviour:
    return TEST if sitting.asks_certainty else PLAIN_TEST


def open_sitting(pupil_id: int, lesson_id: str) -> QuizSitting | None:
    return db.session.scalar(
        sa.select(QuizSitting).where(
            QuizSitting.pupil_id == pupil_id,
            QuizSitting.lesson_id == lesson_id,
            QuizSitting.handed_in_at.is_(None),
        )
    )


def sitting_for(pupil: Viewer, sitting_id: uuid.UUID, *, to_write: bool = False) -> QuizSitting:
    """`to_write` waits for whoever writes to this sitting at the moment, on another device."""
    sitting = db.session.get(QuizSitting, sitting_id, with_for_update=to_write or None)
    if sitting is None or sitting.pupil_id != pupil.id:
        raise NotFound
    return sitting


def start(*, pupil: Viewer, lesson: Lesson) -> QuizSitting:
    """The open sitting if there is one, on whatever device it began; else a new one. Where the
    quiz may be taken once, the one that is over.
    """
    sitting = open_sitting(pupil.id, lesson.id)
    if sitting is not None:
        return sitting
    given = class_quizzes.given_to(pupil, lesson.id)
    earlier = _earlier(pupil.id, lesson.id)
    of_class = [one for one in earlier if one.assignment_id == given.assignment_id]
    if given.rules.tries == "one" and given.assignment_id and of_class:
        return of_class[0]
    now = clock.now()
    sitting = QuizSitting(
        pupil_id=pupil.id,
        lesson_id=lesson.id,
        assignment_id=given.assignment_id,
        item_ids=class_quizzes.items_for(
            given,
            library.get().banks[lesson.id],
            seed=pupil.id * 101 + len(earlier),
            avoid=_seen(pupil.id, earlier),
            is_first=not of_class,
        ),
        asks_certainty=given.rules.asks_certainty,
        started_at=now,
        ends_at=end_of(now, allowances.minutes_of(pupil.id, given.rules.minutes)),
    )
    return _add(sitting) or _opened_meanwhile(pupil.id, lesson.id)


def _earlier(pupil_id: int, lesson_id: str) -> Sequence[QuizSitting]:
    """The latest first."""
    query = sa.select(QuizSitting).where(
        QuizSitting.pupil_id == pupil_id, QuizSitting.lesson_id == lesson_id
    )
    return db.session.scalars(query.order_by(QuizSitting.started_at.desc())).all()


def _seen(pupil_id: int, earlier: Sequence[QuizSitting]) -> frozenset[str]:
    answered = db.session.scalars(
        sa.select(ItemProgress.item_id).where(ItemProgress.pupil_id == pupil_id)
    )
    return frozenset(answered).union(*(one.item_ids for one in earlier))


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


def save(*, pupil: Viewer, sitting: QuizSitting, item_id: str, answer: Answer, seen: int) -> bool:
    """Keeps an answer that was sent. `seen` is the revision that the page had shown: False, and
    nothing changed, when another device has sent an answer since.
    """
    if not rollups.claim_submission(answer.submission_key, pupil.id):
        return True
    return _upsert(
        sitting,
        item_id,
        seen,
        revision=QuizAnswer.revision + 1,
        fields={},
        response=answer.response,
        certainty=answer.certainty,
        seconds=answer.seconds,
    )


def save_draft(
    *,
    sitting: QuizSitting,
    item_id: str,
    seen: int,
    fields: Fields,
    response: dict[str, Any] | None,
    certainty: str | None,
) -> None:
    """Keeps what is chosen on the way. It never takes the place of a newer answer, nor a half
    of an answer the place of a whole one.
    """
    if response is None and seen:
        return
    kept = dict(fields) if response is None else {}
    _upsert(
        sitting,
        item_id,
        seen,
        revision=QuizAnswer.revision,
        fields=kept,
        response=response,
        certainty=certainty,
    )


def _upsert(sitting: QuizSitting, item_id: str, seen: int, *, revision: Any, **values: Any) -> bool:
    """One row of a question, whichever device comes first; counted in SQL."""
    is_sent = revision is not QuizAnswer.revision
    row = {"sitting_id": sitting.id, "item_id": item_id, "revision": int(is_sent)}
    now = {"saved_at": clock.now(), **values}
    statement = upsert(
        QuizAnswer,
        {**row, **now},
        update={**now, "revision": revision},
        where=QuizAnswer.revision == seen,
    )
    kept = db.session.execute(statement.returning(QuizAnswer.item_id)).first()
    return kept is not None


def answers_of(sitting: QuizSitting) -> dict[str, QuizAnswer]:
    """By item, in the order of the quiz."""
    rows = {
        row.item_id: row
        for row in db.session.scalars(
            sa.select(QuizAnswer).where(QuizAnswer.sitting_id == sitting.id)
        )
    }
    return {item_id: rows[item_id] for item_id in sitting.item_ids if item_id in rows}


def saved(row: QuizAnswer | None) -> Saved:
    """What the page of a question shows as chosen."""
    if row is None:
        return NOTHING_SAVED
    if row.response is None:
        return Saved(row.fields, is_whole=False, revision=row.revision)
    sure = [row.certainty] if row.certainty else []
    return Saved({**to_fields(row.response), "certainty": sure}, True, row.revision)


def answered(sitting: QuizSitting) -> list[Answered]:
    """In the order of the quiz, whole answers only."""
    return [
        Answered(item_id, library.get().find(item_id), row.response, row.certainty, row.score)
        for item_id, row in answers_of(sitting).items()
        if row.response is not None
    ]


def next_item(sitting: QuizSitting, rows: Mapping[str, QuizAnswer]) -> str | None:
    """The first question that was not sent: an exact resume."""
    return next(
        (one for one in sitting.item_ids if one not in rows or not _is_sent(rows[one])), None
    )


def _is_sent(row: QuizAnswer) -> bool:
    return row.revision > 0 and row.response is not None


def is_time_up(sitting: QuizSitting) -> bool:
    return is_time_over(sitting.ends_at, clock.now())


def takes_answers(sitting: QuizSitting) -> bool:
    return sitting.handed_in_at is None and not is_too_late(sitting.ends_at, clock.now())


def hand_in(*, sitting: QuizSitting, given: GivenQuiz) -> None:
    """Closes the sitting with what is saved and keeps the result as the teacher wants it. A
    second hand-in changes nothing. Where answers may be told, they are told now.
    """
    scores = {
        row.item_id: marking.mark(home.item, row.response).score
        for row in answers_of(sitting).values()
        if row.response is not None and (home := library.get().find(row.item_id))
    }
    right = sum(score == 1 for score in scores.values())
    closed = db.session.scalar(
        sa.update(QuizSitting)
        .where(QuizSitting.id == sitting.id, QuizSitting.handed_in_at.is_(None))
        .values(handed_in_at=clock.now(), right_count=right)
        .returning(QuizSitting.id)
    )
    if closed is None:
        return
    _keep_scores(sitting.id, scores)
    rollups.keep_quiz_result(
        sitting.pupil_id,
        sitting.lesson_id,
        right=right,
        total=len(sitting.item_ids),
        keeps_last=given.rules.tries == "last",
    )
    if given.is_told:
        settling.settle(sitting.id)


def _keep_scores(sitting_id: uuid.UUID, scores: Mapping[str, float | None]) -> None:
    rows = [
        {"sitting_id": sitting_id, "item_id": item_id, "score": score}
        for item_id, score in scores.items()
    ]
    if rows:
        db.session.execute(sa.update(QuizAnswer), rows)


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


def out_of_time() -> list[uuid.UUID]:
    """Open sittings whose time is over and whose pupils have not come back to hand them in."""
    query = sa.select(QuizSitting.id).where(
        QuizSitting.handed_in_at.is_(None), QuizSitting.ends_at < clock.now() - GRACE
    )
    return list(db.session.scalars(query))


def close(sitting_id: uuid.UUID) -> None:
    """Hands in for a pupil whose time is over: what was saved counts."""
    sitting = db.session.get(QuizSitting, sitting_id, with_for_update=True)
    if sitting is not None and not takes_answers(sitting):
        hand_in(sitting=sitting, given=class_quizzes.given_by(sitting.assignment_id))


def held_items(pupil_id: int) -> frozenset[str]:
    """Questions of quizzes whose answers are not told yet: no review may tell them earlier."""
    lists = db.session.scalars(
        sa.select(QuizSitting.item_ids).where(
            QuizSitting.pupil_id == pupil_id, QuizSitting.settled_at.is_(None)
        )
    )
    return frozenset().union(*lists)
