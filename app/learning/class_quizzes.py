"""The quiz that a class was given with a lesson: its questions, its rules, its release."""

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.content.library import ItemHome
from app.content.schema.lesson import Bank
from app.core import clock, events
from app.core.db import db
from app.learning import behaviours
from app.learning.drawing import draw
from app.learning.events import QuizReleased
from app.learning.models import Assignment, QuizSitting
from app.learning.quiz_models import ClassQuiz
from app.learning.quiz_rules import USUAL, QuizRules
from app.people.viewer import Viewer


class CannotSwap(ValueError):
    """Not a question of this quiz, or none that could stand in for it."""


@dataclass(frozen=True, slots=True)
class GivenQuiz:
    """The rules that a taking of a quiz follows. Without an assignment, those of own choice."""

    assignment_id: int | None = None
    due_on: dt.date | None = None
    is_withdrawn: bool = False
    item_ids: tuple[str, ...] = ()
    rules: QuizRules = USUAL
    released_at: dt.datetime | None = None
    released_by_id: int | None = None

    @property
    def is_told(self) -> bool:
        """May answers that were handed in be told now? A withdrawn task has nothing to guard."""
        if self.due_on is None or self.is_withdrawn:
            return True
        return behaviours.is_released(
            self.rules.release,
            today=clock.today(),
            due_on=self.due_on,
            released_at=self.released_at,
        )


UNASKED = GivenQuiz()


def given_to(pupil: Viewer, lesson_id: str) -> GivenQuiz:
    """The standing quiz of the pupil's class."""
    return _one(
        Assignment.class_id == pupil.class_id,
        Assignment.lesson_id == lesson_id,
        Assignment.is_standing(),
    )


def given_by(assignment_id: int | None) -> GivenQuiz:
    return UNASKED if assignment_id is None else _one(Assignment.id == assignment_id)


def _one(*where: sa.ColumnElement[bool]) -> GivenQuiz:
    query = sa.select(Assignment, ClassQuiz).outerjoin(
        ClassQuiz, ClassQuiz.assignment_id == Assignment.id
    )
    row = db.session.execute(query.where(*where)).first()
    return _given(*row) if row else UNASKED


def _given(assignment: Assignment, quiz: ClassQuiz | None) -> GivenQuiz:
    """A task given before quizzes had rules follows the usual ones."""
    known: dict[str, Any] = {}
    if quiz is not None:
        known = {
            "item_ids": tuple(quiz.item_ids),
            "rules": rules_of(quiz),
            "released_at": quiz.released_at,
            "released_by_id": quiz.released_by_id,
        }
    return GivenQuiz(
        assignment_id=assignment.id,
        due_on=assignment.due_on,
        is_withdrawn=assignment.withdrawn_at is not None,
        **known,
    )


def has_told(sitting: QuizSitting, given: GivenQuiz) -> bool:
    """What was told once stays told, also when the rule changes later."""
    return behaviours.TEST.tells(is_over=given.is_told or sitting.settled_at is not None)


def told_sittings(pupil_id: int) -> list[QuizSitting]:
    """Those of the pupil whose answers may be read, the latest first."""
    rows = db.session.execute(
        sa.select(QuizSitting, Assignment, ClassQuiz)
        .outerjoin(Assignment, Assignment.id == QuizSitting.assignment_id)
        .outerjoin(ClassQuiz, ClassQuiz.assignment_id == Assignment.id)
        .where(QuizSitting.pupil_id == pupil_id, QuizSitting.handed_in_at.is_not(None))
        .order_by(QuizSitting.handed_in_at.desc(), QuizSitting.id)
    )
    return [
        sitting
        for sitting, assignment, quiz in rows
        if has_told(sitting, _given(assignment, quiz) if assignment else UNASKED)
    ]


def rules_of(quiz: ClassQuiz) -> QuizRules:
    return QuizRules(
        order=quiz.item_order,  # type: ignore[arg-type]  # the database holds no other
        tries=quiz.tries,  # type: ignore[arg-type]
        release=quiz.release,  # type: ignore[arg-type]
        minutes=quiz.minutes,
        asks_certainty=quiz.asks_certainty,
    )


def questions_for(class_id: int, lesson_id: str) -> list[str]:
    """The questions that a class is given: the same as in the preview, another class has others."""
    bank = library.get().banks.get(lesson_id)
    return draw(bank, seed=class_id * 101) if bank else []


def add(*, assignment: Assignment, rules: QuizRules) -> None:
    db.session.add(
        ClassQuiz(
            assignment_id=assignment.id,
            item_ids=questions_for(assignment.class_id, assignment.lesson_id),
            **_columns(rules),
        )
    )
    db.session.flush()


def change(*, assignment: Assignment, rules: QuizRules, due_on: dt.date) -> None:
    """Order, time and certainty hold for takings that begin later; release and tries at once."""
    assignment.due_on = due_on
    quiz = db.session.get(ClassQuiz, assignment.id)
    if quiz is None:
        add(assignment=assignment, rules=rules)
    else:
        for name, value in _columns(rules).items():
            setattr(quiz, name, value)
        db.session.flush()
    events.record(db.session, QuizReleased(assignment.id))


def _columns(rules: QuizRules) -> dict[str, Any]:
    return {
        "item_order": rules.order,
        "tries": rules.tries,
        "release": rules.release,
        "minutes": rules.minutes,
        "asks_certainty": rules.asks_certainty,
    }


def release(*, assignment: Assignment, by_id: int) -> bool:
    """Shows the answers to everybody who has handed in. False if that was done before."""
    quiz = db.session.get(ClassQuiz, assignment.id)
    if quiz is None:
        return False
    done = db.session.scalar(
        sa.update(ClassQuiz)
        .where(ClassQuiz.assignment_id == assignment.id, ClassQuiz.released_at.is_(None))
        .values(released_at=clock.now(), released_by_id=by_id)
        .returning(ClassQuiz.assignment_id)
    )
    if done is not None:
        events.record(db.session, QuizReleased(assignment.id))
    return done is not None


def stand_ins(lesson_id: str, item_ids: tuple[str, ...], item_id: str) -> list[ItemHome]:
    """What may replace this question: its parallel form first, then others of its objective."""
    bank = library.get().banks.get(lesson_id)
    asked = next((one for one in bank.items if one.id == item_id), None) if bank else None
    if bank is None or asked is None or item_id not in item_ids:
        return []
    fitting = [
        one
        for one in bank.items
        if one.objective == asked.objective and "quiz" in one.uses and one.id not in item_ids
    ]
    fitting.sort(key=lambda one: not _are_twins(asked, one))
    return [library.get().item(one.id) for one in fitting]


def _are_twins(one: Any, other: Any) -> bool:
    return one.twin == other.id or other.twin == one.id


def swap(*, assignment: Assignment, item_id: str, other_id: str) -> None:
    """For those who have not begun; who has begun keeps the questions. Twice changes nothing."""
    quiz = db.session.get(ClassQuiz, assignment.id, with_for_update=True)
    if quiz is None:
        raise CannotSwap(item_id)
    if other_id in quiz.item_ids and item_id not in quiz.item_ids:
        return
    fitting = stand_ins(assignment.lesson_id, tuple(quiz.item_ids), item_id)
    if other_id not in {home.item.id for home in fitting}:
        raise CannotSwap(other_id)
    quiz.item_ids = [other_id if one == item_id else one for one in quiz.item_ids]
    db.session.flush()


def items_for(
    given: GivenQuiz, bank: Bank, *, seed: int, avoid: frozenset[str], is_first: bool
) -> list[str]:
    """The questions of one taking: those of the class the first time, then fresh ones."""
    known = [one for one in given.item_ids if library.get().find(one)] if is_first else []
    items = known or draw(bank, seed=seed, avoid=avoid)
    if given.rules.order == "random":
        random.Random(seed).shuffle(items)  # noqa: S311  (an order, not a secret)
    return items


def handed_in(assignment_id: int) -> sa.Select[int]:
    """Pupils who have."""
    query = sa.select(QuizSitting.pupil_id).where(
        QuizSitting.assignment_id == assignment_id, QuizSitting.handed_in_at.is_not(None)
    )
    return query.distinct()
