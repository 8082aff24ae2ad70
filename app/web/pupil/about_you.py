"""T1s: "Is this about you?", asked at once where a promise holds words about wanting to die.

Whoever was asked may answer, also when the lesson is not open any more: the plan was changed later.
"""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.casework import intake
from app.content import library
from app.content.schema.lesson import Lesson
from app.core.db import transaction
from app.learning.access import LessonNotOpen, lesson_for
from app.learning.lessons import standing
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.reports import help as pages
from app.risk.lesson_words import REPLIES
from app.web.access import Permission, allow, viewer
from app.web.pupil.blueprint import bp
from app.web.pupil.help import see_other
from app.web.pupil.lesson import resume_of

ADDRESS = "/lessons/<lesson_id>/about-you"


@bp.get(ADDRESS)
@allow(Permission.HELP_ASK)
def about_you(lesson_id: str) -> ResponseReturnValue:
    pupil = viewer()
    lesson = library.get().lesson(lesson_id)
    page = pages.about_you_page(pupil, lesson.id)
    onward = _onward(pupil, lesson)
    return render_template("pupil/about_you.html", lesson=lesson, page=page, onward=onward)


@bp.post(ADDRESS)
@allow(Permission.HELP_ASK)
def answer_about_you(lesson_id: str) -> ResponseReturnValue:
    pupil = viewer()
    lesson = library.get().lesson(lesson_id)
    reply = next((one for one in REPLIES if one == request.form.get("reply")), None)
    if reply is None:
        raise NotFound
    with transaction():
        intake.answer_lesson_words(pupil=pupil, lesson_id=lesson.id, reply=reply)
    return see_other(url_for("pupil.about_you", lesson_id=lesson.id))


def _onward(pupil: Viewer, lesson: Lesson) -> str:
    """Back into the lesson; to the plans where it is not open any more."""
    try:
        return resume_of(standing(pupil.id, lesson_for(pupil, lesson.id)))
    except LessonNotOpen:
        return url_for("pupil.plans")
