"""Quizzes of a school's own questions: given to a class, practised with a reason after each answer.

They stand apart from the lessons' quizzes: nothing of them counts for an objective.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.bank import queries
from app.bank.models import SchoolQuiz
from app.bank.queries import Question
from app.content.schema.base import Band, band_of_grade
from app.content.schema.items import AnyItem
from app.core import clock
from app.core.db import db
from app.learning.models import Attempt
from app.people.access import NotFound, visible_classes
from app.people.models import SchoolClass
from app.people.viewer import Viewer

MOST_QUESTIONS = 30


class NotInUse(ValueError):
    """No question, too many, or one that is not in use at this school."""


@dataclass(frozen=True, slots=True)
class SchoolHome:
    """A question of the school in one of its quizzes; fits learning.attempts.Home."""

    question: Question
    quiz_id: int
    band: Band
    is_sensitive: bool = False
    is_of_school: bool = True

    @property
    def item(self) -> AnyItem:
        return self.question.item

    @property
    def place(self) -> str:
        return place_of(self.quiz_id)


@dataclass(frozen=True, slots=True)
class Answered:
    """A pupil's answers to one question of a quiz: how the first went, and the last itself."""

    first_score: float
    response: dict[str, Any]
    score: float
    certainty: str | None


@dataclass(frozen=True, slots=True)
class OwnQuiz:
    """A quiz before one of its pupils."""

    id: int
    title: str
    due_on: dt.date
    homes: Mapping[str, SchoolHome]
    answered: Mapping[str, Answered]

    @property
    def next(self) -> str | None:
        """The first question without an answer: an exact resume."""
        return next((one for one in self.homes if one not in self.answered), None)

    @property
    def done(self) -> int:
        return len(self.answered)

    @property
    def right(self) -> int:
        return sum(one.first_score == 1 for one in self.answered.values())

    def number(self, item_id: str) -> int:
        return list(self.homes).index(item_id) + 1


def place_of(quiz_id: int) -> str:
    return f"school-quiz-{quiz_id}"


def give(
    *, school_class: SchoolClass, title: str, ids: Sequence[int], due_on: dt.date, by_id: int
) -> int:
    """In the order of the bank."""
    chosen = [
        one.item.id
        for one in queries.bank(school_class.school_id)
        if one.id in ids and one.status == "on"
    ]
    if not 0 < len(chosen) <= MOST_QUESTIONS or len(chosen) != len(set(ids)):
        raise NotInUse
    quiz = SchoolQuiz(
        class_id=school_class.id, title=title, item_ids=chosen, due_on=due_on, given_by_id=by_id
    )
    db.session.add(quiz)
    db.session.flush()
    return quiz.id


def withdraw(*, quiz: SchoolQuiz) -> None:
    """What pupils have answered stays."""
    quiz.withdrawn_at = clock.now()


def standing(class_ids: Iterable[int | None]) -> Sequence[SchoolQuiz]:
    """The nearest due date first."""
    query = sa.select(SchoolQuiz).where(
        SchoolQuiz.class_id.in_(list(class_ids)), SchoolQuiz.withdrawn_at.is_(None)
    )
    return db.session.scalars(query.order_by(SchoolQuiz.due_on, SchoolQuiz.id)).all()


def own(pupil: Viewer) -> list[OwnQuiz]:
    """The quizzes of the pupil's class."""
    return _own(pupil, standing([pupil.class_id]))


def own_quiz(pupil: Viewer, quiz_id: int) -> OwnQuiz:
    query = sa.select(SchoolQuiz).where(
        SchoolQuiz.id == quiz_id,
        SchoolQuiz.class_id == pupil.class_id,
        SchoolQuiz.withdrawn_at.is_(None),
    )
    found = _own(pupil, db.session.scalars(query).all())
    if not found:
        raise NotFound
    return found[0]


def _own(pupil: Viewer, quizzes: Sequence[SchoolQuiz]) -> list[OwnQuiz]:
    """Three statements, however many quizzes."""
    if not quizzes:
        return []
    questions = queries.by_item_id(one for quiz in quizzes for one in quiz.item_ids)
    answers = _answers([quiz.id for quiz in quizzes], [pupil.id])
    band = band_of_grade(pupil.grade or 1)
    return [
        OwnQuiz(
            id=quiz.id,
            title=quiz.title,
            due_on=quiz.due_on,
            homes={
                one: SchoolHome(questions[one], quiz.id, band)
                for one in quiz.item_ids
                if one in questions
            },
            answered=answers[quiz.id, pupil.id],
        )
        for quiz in quizzes
    ]


def _answers(
    quiz_ids: Sequence[int], pupils: Sequence[int]
) -> dict[tuple[int, int], dict[str, Answered]]:
    """By quiz and pupil, then by question."""
    ids = {place_of(one): one for one in quiz_ids}
    rows = db.session.execute(
        sa.select(
            Attempt.lesson_id,
            Attempt.pupil_id,
            Attempt.item_id,
            Attempt.response,
            Attempt.score,
            Attempt.certainty,
        )
        .where(Attempt.pupil_id.in_(pupils), Attempt.lesson_id.in_(list(ids)))
        .order_by(Attempt.recorded_at)
    )
    found: dict[tuple[int, int], dict[str, Answered]] = defaultdict(dict)
    for row in rows:
        mine = found[ids[row.lesson_id], row.pupil_id]
        first = mine[row.item_id].first_score if row.item_id in mine else row.score
        mine[row.item_id] = Answered(first, row.response, row.score, row.certainty)
    return found


def quiz_of_teacher(viewer: Viewer, quiz_id: int) -> SchoolQuiz:
    classes = visible_classes(viewer).with_only_columns(SchoolClass.id).order_by(None)
    quiz = db.session.scalar(
        sa.select(SchoolQuiz).where(
            SchoolQuiz.id == quiz_id,
            SchoolQuiz.class_id.in_(classes),
            SchoolQuiz.withdrawn_at.is_(None),
        )
    )
    if quiz is None:
        raise NotFound
    return quiz


def first_scores(quiz: SchoolQuiz, pupils: Sequence[int]) -> dict[int, dict[str, float]]:
    """By pupil: how the first answer to each question went."""
    return {
        pupil: {item_id: one.first_score for item_id, one in answered.items()}
        for (_quiz, pupil), answered in _answers([quiz.id], pupils).items()
    }
