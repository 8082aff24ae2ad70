"""What a quiz says after the hand-in: that it waits, or the answers with their reasons."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.content import library
from app.content.schema.curriculum import Objective
from app.learning import class_quizzes, queries, quizzes, reviews
from app.learning.class_quizzes import GivenQuiz
from app.learning.models import QuizSitting
from app.learning.quizzes import Answered
from app.people.access import NotFound
from app.people.queries import people
from app.web.access import Permission, allow, viewer
from app.web.display import localized
from app.web.law import law_texts
from app.web.pupil.blueprint import bp
from app.web.pupil.feedback import Feedback, feedback
from app.web.pupil.quiz import SITTING, back_to, results_of


@dataclass(frozen=True, slots=True)
class Result:
    """A question on the results page; without feedback it has left the bank or was not answered."""

    prompt: str
    is_right: bool
    feedback: Feedback | None


@bp.get(SITTING + "/results", endpoint="quiz_results")
@allow(Permission.LESSONS_TAKE)
def results(sitting_id: uuid.UUID) -> ResponseReturnValue:
    sitting = quizzes.sitting_for(viewer(), sitting_id)
    if sitting.handed_in_at is None:
        return back_to(sitting.lesson_id)
    given = class_quizzes.given_by(sitting.assignment_id)
    if class_quizzes.has_told(sitting, given):
        return _told(sitting, given)
    return render_template(
        "pupil/quiz_waiting.html",
        lesson=library.get().lesson(sitting.lesson_id),
        sitting=sitting,
        given=given,
    )


def _told(sitting: QuizSitting, given: GivenQuiz) -> ResponseReturnValue:
    pupil = viewer()
    done = quizzes.answered(sitting)
    lesson = library.get().lesson(sitting.lesson_id)
    return render_template(
        "pupil/quiz_results.html",
        lesson=lesson,
        sitting=sitting,
        given=given,
        shown_by=_name_of(given.released_by_id),
        results=[_result(one) for one in done],
        unanswered=len(sitting.item_ids) - len(done),
        law=law_texts(_law_of(done), lesson.band),
        to_repeat=_to_repeat(sitting, done),
        review_due=len(reviews.left_today(pupil)),
    )


def _name_of(person_id: int | None) -> str:
    found = people([person_id]).get(person_id) if person_id else None
    return found.name if found else ""


def _result(one: Answered) -> Result:
    if one.home is None:
        return Result(_("This question is no longer in use."), one.is_right, None)
    told = feedback(one.home, one.response, one.score, one.certainty)
    return Result(localized(one.home.item.prompt), one.is_right, told)


def _law_of(done: Sequence[Answered]) -> list[str]:
    return [law_id for one in done if one.home for law_id in one.home.item.law]


def _to_repeat(sitting: QuizSitting, done: Sequence[Answered]) -> list[Objective]:
    """What the questions that were not right were about, each once."""
    right = {one.item_id for one in done if one.is_right}
    homes = (library.get().find(one) for one in sitting.item_ids if one not in right)
    missed = dict.fromkeys(home.item.objective for home in homes if home)
    return [library.get().objectives[objective] for objective in missed]


@bp.get("/quizzes/told/<int:assignment_id>", endpoint="quiz_told")
@allow(Permission.LESSONS_TAKE)
def told(assignment_id: int) -> ResponseReturnValue:
    """From a notice to the own results."""
    sitting_id = queries.sitting_of_task(viewer().id, assignment_id)
    if sitting_id is None:
        raise NotFound
    return results_of(sitting_id)
