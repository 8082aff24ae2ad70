"""The quiz after a lesson: one question a page, each answer saved at once, reasons at the end.

Until the answers may be told no page says what is right.
"""

import uuid
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.content import library
from app.content.library import ItemHome
from app.content.schema.lesson import Lesson
from app.core.db import transaction
from app.learning import allowances, class_quizzes, queries, quizzes, services
from app.learning.access import lesson_for
from app.learning.models import QuizSitting
from app.learning.quizzes import Saved
from app.learning.responses import BadResponse, own_fields, read_certainty, read_response
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.web import kept
from app.web.access import Permission, allow, viewer
from app.web.errors import error_page
from app.web.exercises import Exercise
from app.web.pupil.answers import posted_exercise, posted_fields, read_answer
from app.web.pupil.blueprint import bp
from app.web.pupil.quiz_clock import clock_of

QUIZ = "/lessons/<lesson_id>/quiz"
SITTING = "/quizzes/<uuid:sitting_id>"
ITEM = SITTING + "/items/<item_id>"


@bp.get(QUIZ, endpoint="quiz")
@allow(Permission.LESSONS_TAKE)
def quiz_page(lesson_id: str) -> ResponseReturnValue:
    """The start, the question where the pupil stopped on whatever device, or the hand-in."""
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    sitting = quizzes.open_sitting(pupil.id, lesson.id)
    if sitting is None:
        return _start_page(pupil, lesson)
    if not quizzes.has_all_content(sitting):
        return render_template("pupil/quiz_changed.html", lesson=lesson, sitting=sitting)
    rows = quizzes.answers_of(sitting)
    item_id = quizzes.next_item(sitting, rows)
    if item_id is None or quizzes.is_time_up(sitting):
        return _hand_in_page(lesson, sitting)
    home = library.get().item(item_id)
    return _question(lesson, sitting, _exercise(home, sitting, quizzes.saved(rows.get(item_id))))


def _start_page(pupil: Viewer, lesson: Lesson) -> ResponseReturnValue:
    given = class_quizzes.given_to(pupil, lesson.id)
    last = queries.last_sitting(pupil.id, lesson.id)
    is_taken = last is not None and last.assignment_id == given.assignment_id is not None
    return render_template(
        "pupil/quiz_start.html",
        lesson=lesson,
        rules=given.rules,
        given=given,
        questions=len(given.item_ids) or _in_blueprint(lesson),
        minutes=allowances.minutes_of(pupil.id, given.rules.minutes),
        last=last,
        may_start=not (is_taken and given.rules.tries == "one"),
    )


def _in_blueprint(lesson: Lesson) -> int:
    return sum(draw.count for draw in library.get().banks[lesson.id].blueprint)


def _hand_in_page(lesson: Lesson, sitting: QuizSitting) -> ResponseReturnValue:
    """What is answered, each question with the way back to it while there is time."""
    return render_template(
        "pupil/quiz_hand_in.html",
        lesson=lesson,
        sitting=sitting,
        given=class_quizzes.given_by(sitting.assignment_id),
        is_time_up=quizzes.is_time_up(sitting),
        clock=clock_of(sitting),
        questions=[library.get().item(item_id).item for item_id in sitting.item_ids],
        done={one.item_id for one in quizzes.answered(sitting)},
    )


def _exercise(home: ItemHome, sitting: QuizSitting, saved: Saved) -> Exercise:
    return Exercise(
        item=home.item,
        shown=kept.shown_token(sitting.pupil_id),
        fields=saved.fields,
        behaviour=quizzes.behaviour_of(sitting),
        seen=saved.revision,
    )


def _question(lesson: Lesson, sitting: QuizSitting, exercise: Exercise) -> ResponseReturnValue:
    page = render_template(
        "pupil/quiz_question.html",
        lesson=lesson,
        sitting=sitting,
        exercise=exercise,
        clock=clock_of(sitting),
        number=sitting.item_ids.index(exercise.item.id) + 1,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if exercise.error else HTTPStatus.OK


@bp.post(QUIZ, endpoint="start_quiz")
@allow(Permission.LESSONS_TAKE)
def start(lesson_id: str) -> ResponseReturnValue:
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    with transaction():
        services.open_lesson(pupil=pupil, lesson=lesson)
        sitting = quizzes.start(pupil=pupil, lesson=lesson)
        is_over, sitting_id = sitting.handed_in_at is not None, sitting.id
    return results_of(sitting_id) if is_over else back_to(lesson.id)


@bp.get(ITEM, endpoint="quiz_item")
@allow(Permission.LESSONS_TAKE)
def one_question(sitting_id: uuid.UUID, item_id: str) -> ResponseReturnValue:
    """An answered question once more, to change it; any other leads to where the pupil is."""
    sitting = _own_item(viewer(), sitting_id, item_id)
    home = library.get().find(item_id)
    row = quizzes.answers_of(sitting).get(item_id)
    is_closed = sitting.handed_in_at is not None or quizzes.is_time_up(sitting)
    if is_closed or home is None or row is None or not row.revision:
        return back_to(sitting.lesson_id)
    lesson = library.get().lesson(sitting.lesson_id)
    return _question(lesson, sitting, _exercise(home, sitting, quizzes.saved(row)))


@bp.post(ITEM)
@allow(Permission.LESSONS_TAKE)
def answer_question(sitting_id: uuid.UUID, item_id: str) -> ResponseReturnValue:
    pupil = viewer()
    home = library.get().find(item_id)
    if home is None:
        return _item_is_gone(quizzes.sitting_for(pupil, sitting_id))
    behaviour = quizzes.behaviour_of(_own_item(pupil, sitting_id, item_id))
    seen = _seen()
    try:
        answer = read_answer(home.item, behaviour)
    except BadResponse as error:
        sitting = _own_item(pupil, sitting_id, item_id)
        lesson = library.get().lesson(sitting.lesson_id)
        return _question(lesson, sitting, posted_exercise(home.item, error, behaviour, seen))
    is_kept = True
    with transaction():
        sitting = _own_item(pupil, sitting_id, item_id, to_write=True)
        lesson_id, is_open = sitting.lesson_id, quizzes.takes_answers(sitting)
        if is_open:
            is_kept = quizzes.save(
                pupil=pupil, sitting=sitting, item_id=item_id, answer=answer, seen=seen
            )
    kept.forget()
    if not is_open:
        return _too_late(pupil, sitting_id)
    if not is_kept:
        flash(_("This question was answered on another device. That answer stands."), "info")
    return back_to(lesson_id)


def _seen() -> int:
    """Which revision of the answer the page had shown."""
    number = request.form.get("seen", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0


def _too_late(pupil: Viewer, sitting_id: uuid.UUID) -> ResponseReturnValue:
    """The quiz is closed: handed in before, or now, because its time is over."""
    with transaction():
        was_open = quizzes.sitting_for(pupil, sitting_id, to_write=True).handed_in_at is None
        quizzes.close(sitting_id)
    if was_open:
        flash(_("The time was over. What was saved before counts."), "info")
    return results_of(sitting_id)


@bp.post(ITEM + "/draft")
@allow(Permission.LESSONS_TAKE)
def save_draft(sitting_id: uuid.UUID, item_id: str) -> ResponseReturnValue:
    """What is chosen so far, sent by a script while the pupil chooses."""
    pupil = viewer()
    home = library.get().find(item_id)
    if home is None:
        raise NotFound
    fields = own_fields(home.item, posted_fields())
    with transaction():
        sitting = _own_item(pupil, sitting_id, item_id, to_write=True)
        if not quizzes.takes_answers(sitting):
            return "", HTTPStatus.CONFLICT
        response, certainty = _so_far(home, sitting, fields)
        quizzes.save_draft(
            sitting=sitting,
            item_id=item_id,
            seen=_seen(),
            fields=fields,
            response=response,
            certainty=certainty,
        )
    return "", HTTPStatus.NO_CONTENT


def _so_far(
    home: ItemHome, sitting: QuizSitting, fields: quizzes.Fields
) -> tuple[dict[str, object] | None, str | None]:
    """An answer if the fields make one already."""
    try:
        is_asked = quizzes.behaviour_of(sitting).asks_certainty
        certainty = read_certainty(home.item, fields, is_asked=is_asked)
        return read_response(home.item, fields, certainty), certainty
    except BadResponse:
        return None, None


def _own_item(
    pupil: Viewer, sitting_id: uuid.UUID, item_id: str, *, to_write: bool = False
) -> QuizSitting:
    sitting = quizzes.sitting_for(pupil, sitting_id, to_write=to_write)
    if item_id not in sitting.item_ids:
        raise NotFound
    return sitting


def _item_is_gone(sitting: QuizSitting) -> ResponseReturnValue:
    return error_page(
        HTTPStatus.GONE,
        HTTPStatus.GONE,
        title=_("This question has been replaced"),
        text=_("Your other answers are saved. Go on with the quiz."),
        home_href=url_for("pupil.quiz", lesson_id=sitting.lesson_id),
    )


@bp.post(SITTING + "/renew", endpoint="renew_quiz")
@allow(Permission.LESSONS_TAKE)
def renew(sitting_id: uuid.UUID) -> ResponseReturnValue:
    """Goes on with other questions where some have left the bank."""
    pupil = viewer()
    with transaction():
        sitting = quizzes.sitting_for(pupil, sitting_id, to_write=True)
        lesson_id = sitting.lesson_id
        if sitting.handed_in_at is None:
            quizzes.renew(sitting=sitting)
    return back_to(lesson_id)


@bp.post(SITTING + "/hand-in", endpoint="hand_in")
@allow(Permission.LESSONS_TAKE)
def hand_in(sitting_id: uuid.UUID) -> ResponseReturnValue:
    """Once: a second hand-in changes nothing. Unanswered questions come first, while there is
    time.
    """
    pupil = viewer()
    with transaction():
        sitting = quizzes.sitting_for(pupil, sitting_id, to_write=True)
        lesson_id = sitting.lesson_id
        is_whole = len(quizzes.answered(sitting)) == len(sitting.item_ids)
        may_close = is_whole or quizzes.is_time_up(sitting) or sitting.handed_in_at is not None
        if may_close:
            given = class_quizzes.given_by(sitting.assignment_id)
            quizzes.hand_in(sitting=sitting, given=given)
    return results_of(sitting_id) if may_close else back_to(lesson_id)


def back_to(lesson_id: str) -> ResponseReturnValue:
    return redirect(url_for("pupil.quiz", lesson_id=lesson_id), HTTPStatus.SEE_OTHER)


def results_of(sitting_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("pupil.quiz_results", sitting_id=sitting_id), HTTPStatus.SEE_OTHER)
