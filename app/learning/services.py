"""Verbs of a pupil's learning. None commits; each is safe to be sent twice with one key."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.content.library import ItemHome
from app.content.schema.items import Item, NormGuessItem, OpinionItem, RecallItem
from app.content.schema.lesson import Lesson
from app.core import clock, events
from app.core.db import db
from app.core.ids import new_id
from app.learning import behaviours, marking, rollups
from app.learning.behaviours import Behaviour
from app.learning.events import AttemptRecorded
from app.learning.marking import Mark
from app.learning.models import Assignment, Attempt, ItemProgress, Plan
from app.people.viewer import Viewer

# Quicker answers say nothing about what a pupil believes.
TOO_QUICK_SECONDS = 2.0


class AlreadyAssigned(Exception):
    """This class has the lesson already; the standing assignment stays."""


class LessonIsStale(Exception):
    """A law record of the lesson is past its recheck date: not to be newly assigned."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One response of a pupil, read and checked at the edge."""

    response: dict[str, Any]
    certainty: str | None
    submission_key: uuid.UUID
    seconds: float | None = None

    @property
    def is_too_quick(self) -> bool:
        return self.seconds is not None and self.seconds < TOO_QUICK_SECONDS


def record_answer(
    *,
    pupil: Viewer,
    home: ItemHome,
    answer: Answer,
    behaviour: behaviours.Name,
    sitting_id: uuid.UUID | None = None,
) -> Mark | None:
    """Marks the answer and counts it. None if this submission key was recorded before."""
    used = behaviours.used(home.item, behaviour)
    if not rollups.claim_submission(answer.submission_key, pupil.id):
        return None
    item = home.item
    if isinstance(item, OpinionItem):
        return _record_opinion(pupil, item, answer)
    mark = marking.mark(item, answer.response)
    if isinstance(item, NormGuessItem):
        rollups.keep_guess(pupil.id, pupil.class_id, item.id, answer.response["guess"])
    try_number = rollups.count_try(pupil.id, item.id, score=mark.score, response=answer.response)
    attempt_id = _insert_attempt(
        pupil=pupil,
        home=home,
        answer=answer,
        mark=mark,
        behaviour=used,
        sitting_id=sitting_id,
        try_number=try_number,
    )
    if used.counts_try(try_number):
        _count(pupil, home, answer, mark, used)
    if item.is_scored and _says_something_new(answer, mark, used):
        events.record(db.session, AttemptRecorded(attempt_id, pupil.id))
    return mark


def _says_something_new(answer: Answer, mark: Mark, behaviour: Behaviour) -> bool:
    """A queue entry costs as much as the answer itself: only what can open or clear a card
    is told at once. The nightly sweep looks at everything.
    """
    return behaviour.is_recheck or (answer.certainty == "sure" and not mark.is_right)


def _record_opinion(pupil: Viewer, item: OpinionItem, answer: Answer) -> Mark:
    """No attempt and no name: the class's counts are all that is kept, from the first answer."""
    try_number = rollups.count_try(pupil.id, item.id, score=None, response={})
    if try_number == 1 and pupil.class_id is not None:
        rollups.count_opinions(pupil.class_id, item.id, item.counted(answer.response))
    return Mark(score=None)


def _insert_attempt(
    *,
    pupil: Viewer,
    home: ItemHome,
    answer: Answer,
    mark: Mark,
    behaviour: Behaviour,
    sitting_id: uuid.UUID | None,
    try_number: int,
) -> uuid.UUID:
    attempt_id = new_id()
    db.session.execute(
        sa.insert(Attempt).values(
            id=attempt_id,
            recorded_at=clock.now(),
            pupil_id=pupil.id,
            lesson_id=home.lesson.id,
            item_id=home.item.id,
            item_version=home.item.version,
            behaviour=behaviour.name,
            sitting_id=sitting_id,
            try_number=try_number,
            response=answer.response,
            score=mark.score,
            credit=_credit(mark, answer, behaviour),
            certainty=answer.certainty,
            misconceptions=list(mark.misconceptions),
            seconds=answer.seconds,
        )
    )
    return attempt_id


def _credit(mark: Mark, answer: Answer, behaviour: Behaviour) -> float | None:
    return marking.credit(mark.score, answer.certainty, honest_share=behaviour.honest_credit)


def _count(pupil: Viewer, home: ItemHome, answer: Answer, mark: Mark, behaviour: Behaviour) -> None:
    """Roll-ups take first answers, and every answer of a review: that is what reviews are for."""
    item = home.item
    if isinstance(item, RecallItem):
        _reschedule(pupil, item, mark, went_well=answer.response["recalled"] == "yes")
    if not item.is_scored:
        return
    rollups.count_objective(
        pupil.id,
        item.objective,
        credit=_credit(mark, answer, behaviour) or 0.0,
        is_right=mark.is_right,
    )
    if not home.is_sensitive:
        _count_beliefs(pupil, item, answer, mark)
    if behaviour.is_recheck or not mark.is_right:
        _reschedule(pupil, item, mark, went_well=mark.is_right)


def _count_beliefs(pupil: Viewer, item: Item, answer: Answer, mark: Mark) -> None:
    """What teachers may talk about: sure errors that were meant, and their corrections."""
    if mark.is_right and item.misconceptions:
        rollups.count_correction(pupil.id, item.misconceptions)
    elif answer.certainty == "sure" and not mark.is_right and not answer.is_too_quick:
        rollups.count_sure_error(pupil.id, mark.misconceptions)


def _reschedule(pupil: Viewer, item: Item, mark: Mark, *, went_well: bool) -> None:
    """A miss brings the objective back, a right answer takes it one step towards rest."""
    if went_well:
        rollups.review_went_well(pupil.id, item.objective)
    elif library.get().review_items(item.objective):
        shown = mark.misconceptions[0] if mark.misconceptions else None
        rollups.bring_back(pupil.id, item.objective, shown)


def open_lesson(*, pupil: Viewer, lesson: Lesson) -> None:
    """The pupil is in the lesson; opening it again changes only the time."""
    rollups.touch_lesson(
        pupil.id, lesson.id, lesson.version, new_steps=0, total_steps=len(lesson.steps)
    )


def finish_step(*, pupil: Viewer, lesson: Lesson, step_id: str) -> None:
    is_new = rollups.finish_step(pupil.id, lesson.id, step_id)
    rollups.touch_lesson(
        pupil.id,
        lesson.id,
        lesson.version,
        new_steps=int(is_new),
        total_steps=len(lesson.steps),
    )


def make_plan(*, pupil: Viewer, lesson: Lesson, then_part: str | None) -> None:
    """Keeps the pupil's own words, or None for the words of the lesson."""
    plan = db.session.get(Plan, (pupil.id, lesson.id))
    if plan is None:
        plan = Plan(pupil_id=pupil.id, lesson_id=lesson.id)
        db.session.add(plan)
    plan.then_part = then_part
    plan.made_at = clock.now()


def assign_lesson(*, class_id: int, lesson: Lesson, due_on: dt.date, by_id: int) -> Assignment:
    records = library.get().law_records(lesson.law)
    if any(record.is_stale(clock.today()) for record in records):
        raise LessonIsStale(lesson.id)
    standing = sa.select(Assignment.id).where(
        Assignment.class_id == class_id,
        Assignment.lesson_id == lesson.id,
        Assignment.withdrawn_at.is_(None),
    )
    if db.session.scalar(standing) is not None:
        raise AlreadyAssigned(lesson.id)
    assignment = Assignment(
        class_id=class_id, lesson_id=lesson.id, due_on=due_on, assigned_by_id=by_id
    )
    db.session.add(assignment)
    db.session.flush()
    return assignment


def withdraw_assignment(*, assignment: Assignment) -> None:
    """What pupils have done stays; the lesson is no longer due."""
    assignment.withdrawn_at = clock.now()


def responses_of(pupil_id: int, item_ids: list[str]) -> Mapping[str, Any]:
    """Last responses by item id, for feedback after a reload."""
    rows = db.session.execute(
        sa.select(
            ItemProgress.item_id, ItemProgress.response, ItemProgress.score, ItemProgress.tries
        ).where(ItemProgress.pupil_id == pupil_id, ItemProgress.item_id.in_(item_ids))
    )
    return {row.item_id: row for row in rows}
