"""The quiz of a class for its teacher: its questions, its rules, who has handed in."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.content import library
from app.content.library import ItemHome
from app.content.schema.lesson import Lesson
from app.core.db import db
from app.core.i18n import LocalizedText
from app.learning import class_quizzes
from app.learning.access import assignment_for
from app.learning.class_quizzes import GivenQuiz
from app.learning.models import QuizSitting
from app.people.access import NotFound
from app.people.queries import class_roll
from app.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Question:
    home: ItemHome
    can: LocalizedText
    # How many others of the bank may stand in for it.
    stand_ins: int


@dataclass(frozen=True, slots=True)
class ClassQuizPage:
    class_id: int
    assignment_id: int
    lesson: Lesson
    given: GivenQuiz
    questions: tuple[Question, ...]
    handed_in: tuple[str, ...]
    begun: tuple[str, ...]
    not_begun: tuple[str, ...]


def class_quiz_page(viewer: Viewer, class_id: int, assignment_id: int) -> ClassQuizPage:
    assignment = assignment_for(viewer, class_id, assignment_id)
    lesson = library.get().lesson(assignment.lesson_id)
    given = class_quizzes.given_by(assignment.id)
    names = {one.id: one.full_name for one in class_roll(class_id)}
    handed_in, begun = _standing(assignment.id)
    return ClassQuizPage(
        class_id=class_id,
        assignment_id=assignment.id,
        lesson=lesson,
        given=given,
        questions=tuple(questions(lesson.id, given.item_ids)),
        handed_in=tuple(name for one, name in names.items() if one in handed_in),
        begun=tuple(name for one, name in names.items() if one in begun - handed_in),
        not_begun=tuple(name for one, name in names.items() if one not in begun),
    )


def questions(lesson_id: str, item_ids: Sequence[str]) -> list[Question]:
    """Those that are still in the catalogue, in the order in which they are asked."""
    catalogue = library.get()
    return [
        Question(
            home=home,
            can=catalogue.objectives[home.item.objective].can,
            stand_ins=len(class_quizzes.stand_ins(lesson_id, tuple(item_ids), item_id)),
        )
        for item_id in item_ids
        if (home := catalogue.find(item_id))
    ]


def _standing(assignment_id: int) -> tuple[set[int], set[int]]:
    """Who has handed in at least once, and who has begun."""
    rows = db.session.execute(
        sa.select(QuizSitting.pupil_id, QuizSitting.handed_in_at).where(
            QuizSitting.assignment_id == assignment_id
        )
    ).all()
    return {row.pupil_id for row in rows if row.handed_in_at}, {row.pupil_id for row in rows}


@dataclass(frozen=True, slots=True)
class SwapPage:
    class_id: int
    assignment_id: int
    lesson: Lesson
    asked: ItemHome
    stand_ins: tuple[ItemHome, ...]
    begun: int


def swap_page(viewer: Viewer, class_id: int, assignment_id: int, item_id: str) -> SwapPage:
    assignment = assignment_for(viewer, class_id, assignment_id)
    given = class_quizzes.given_by(assignment.id)
    home = library.get().find(item_id)
    if home is None or item_id not in given.item_ids:
        raise NotFound
    return SwapPage(
        class_id=class_id,
        assignment_id=assignment.id,
        lesson=library.get().lesson(assignment.lesson_id),
        asked=home,
        stand_ins=tuple(class_quizzes.stand_ins(assignment.lesson_id, given.item_ids, item_id)),
        begun=len(_standing(assignment.id)[1]),
    )
