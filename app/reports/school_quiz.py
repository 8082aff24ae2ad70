"""How a class does in a quiz of the school's own questions."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from app.bank import queries
from app.bank.queries import Question
from app.core.db import db
from app.learning import school_quizzes
from app.people.access import pupils_of_class
from app.people.models import SchoolClass, User
from app.people.viewer import Viewer

# Fewer would show who answered how.
SHOWN_FROM = 10


@dataclass(frozen=True, slots=True)
class PupilRow:
    name: str
    done: int
    right: int


@dataclass(frozen=True, slots=True)
class QuestionRow:
    question: Question
    answers: int
    # Of first answers; None where fewer than ten have answered.
    right_share: float | None


@dataclass(frozen=True, slots=True)
class SchoolQuizPage:
    id: int
    title: str
    due_on: dt.date
    class_id: int
    grade: int
    letter: str
    pupils: tuple[PupilRow, ...]
    questions: tuple[QuestionRow, ...]

    @property
    def finished(self) -> int:
        return sum(one.done == len(self.questions) for one in self.pupils)


def school_quiz_page(viewer: Viewer, quiz_id: int) -> SchoolQuizPage:
    quiz = school_quizzes.quiz_of_teacher(viewer, quiz_id)
    school_class = db.session.get_one(SchoolClass, quiz.class_id)
    roll = db.session.execute(
        sa.select(User.id, User.family_name, User.given_name)
        .where(User.id.in_(pupils_of_class(quiz.class_id)), User.is_active)
        .order_by(User.sort_key)
    ).all()
    scores = school_quizzes.first_scores(quiz, [row.id for row in roll])
    found = queries.by_item_id(quiz.item_ids)
    return SchoolQuizPage(
        id=quiz.id,
        title=quiz.title,
        due_on=quiz.due_on,
        class_id=quiz.class_id,
        grade=school_class.grade,
        letter=school_class.letter,
        pupils=tuple(
            _pupil(f"{row.family_name} {row.given_name}", scores.get(row.id, {})) for row in roll
        ),
        questions=tuple(
            _question(found[one], [mine[one] for mine in scores.values() if one in mine])
            for one in quiz.item_ids
            if one in found
        ),
    )


def _pupil(name: str, mine: dict[str, float]) -> PupilRow:
    return PupilRow(name, len(mine), sum(score == 1 for score in mine.values()))


def _question(question: Question, scores: list[float]) -> QuestionRow:
    enough = len(scores) >= SHOWN_FROM
    right = sum(score == 1 for score in scores)
    return QuestionRow(question, len(scores), right / len(scores) if enough else None)
