"""The lesson player: intro, steps with exact resume, the end. Every step is a plain page."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.content import library
from app.content.schema.lesson import AnyStep, Lesson, PlanStep, TaskStep
from app.core.db import transaction
from app.learning import dilemmas, queries, services
from app.learning.access import lesson_for
from app.learning.behaviours import PRACTICE
from app.learning.lessons import Standing, standing
from app.learning.responses import BadResponse
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.web import kept
from app.web.access import Permission, allow, viewer
from app.web.pupil import plans
from app.web.pupil.answers import fresh_exercise, posted_exercise, posted_key, read_answer, refusal
from app.web.pupil.blueprint import bp
from app.web.pupil.steps import may_skip, show_step

LESSON = "/lessons/<lesson_id>"
STEP = LESSON + "/steps/<step_id>"


@bp.get(LESSON, endpoint="lesson")
@allow(Permission.LESSONS_TAKE)
def intro(lesson_id: str) -> ResponseReturnValue:
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    where = standing(pupil.id, lesson)
    scene = library.get().scenes.get(lesson.id)
    return render_template(
        "pupil/lesson.html",
        lesson=lesson,
        theme=library.get().themes[lesson.theme],
        where=where,
        content_note=scene.content_note if scene else None,
        resume=resume_of(where) if where.is_started else "",
    )


@bp.post(LESSON + "/start", endpoint="start_lesson")
@allow(Permission.LESSONS_TAKE)
def start(lesson_id: str) -> ResponseReturnValue:
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    with transaction():
        services.open_lesson(pupil=pupil, lesson=lesson)
    return _see_other(resume_of(standing(pupil.id, lesson)))


@bp.get(STEP, endpoint="step")
@allow(Permission.LESSONS_TAKE)
def step_page(lesson_id: str, step_id: str) -> ResponseReturnValue:
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    step = _step_of(lesson, step_id)
    where = standing(pupil.id, lesson)
    if not where.is_open(step):
        return _see_other(resume_of(where))
    return show_step(pupil, where, step)


@bp.get(STEP + "/<any(answer, begin, choose, done, plan):_action>", endpoint="back_to_step")
@allow(Permission.LESSONS_TAKE)
def back_to_step(lesson_id: str, step_id: str, _action: str) -> ResponseReturnValue:
    """A refused form opened by its address: after a change of language, or from the history."""
    return _see_other(url_for("pupil.step", lesson_id=lesson_id, step_id=step_id))


@bp.post(STEP + "/answer")
@allow(Permission.LESSONS_TAKE)
def answer_task(lesson_id: str, step_id: str) -> ResponseReturnValue:
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    step = _step_of(lesson, step_id)
    if not isinstance(step, TaskStep):
        raise NotFound
    where = standing(pupil.id, lesson)
    if not where.is_open(step):
        return _see_other(resume_of(where))
    try:
        answer = read_answer(step.item)
    except BadResponse as error:
        exercise = posted_exercise(step.item, error)
        return _refused(pupil, lesson, step, exercise=exercise)
    home = library.get().item(step.item.id)
    with transaction():
        services.record_answer(pupil=pupil, home=home, answer=answer, behaviour=PRACTICE.name)
    kept.forget()
    return _see_other(_step_url(lesson, step))


@bp.post(STEP + "/choose")
@allow(Permission.LESSONS_TAKE)
def choose(lesson_id: str, step_id: str) -> ResponseReturnValue:
    """One choice in the story."""
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    step = _step_of(lesson, step_id, kind="dilemma")
    where = standing(pupil.id, lesson)
    if not (where.is_open(step) or where.is_clip_open):
        return _see_other(resume_of(where))
    form = request.form
    try:
        if not form.get("choice"):
            raise BadResponse("missing")
        with transaction():
            dilemmas.choose(
                pupil=pupil,
                dilemma=library.get().dilemmas[lesson.id],
                node_id=form.get("node", ""),
                choice_id=form["choice"],
                key=posted_key(),
            )
    except BadResponse as error:
        return _refused(pupil, lesson, step, error=refusal(error))
    kept.forget()
    return _see_other(_step_url(lesson, step))


@bp.post(STEP + "/begin")
@allow(Permission.LESSONS_TAKE)
def begin_walk(lesson_id: str, step_id: str) -> ResponseReturnValue:
    """The story once more: from another role, or for the branch not taken."""
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    step = _step_of(lesson, step_id, kind="dilemma")
    where = standing(pupil.id, lesson)
    if not where.is_open(step):
        return _see_other(resume_of(where))
    try:
        with transaction():
            dilemmas.begin(
                pupil=pupil,
                dilemma=library.get().dilemmas[lesson.id],
                start=request.form.get("start", ""),
                key=posted_key(),
            )
    except BadResponse as error:
        return _refused(pupil, lesson, step, error=refusal(error))
    return _see_other(_step_url(lesson, step))


@bp.post(STEP + "/done", endpoint="step_done")
@allow(Permission.LESSONS_TAKE)
def done(lesson_id: str, step_id: str) -> ResponseReturnValue:
    """On to the next step. A step that is done stays done: sending it twice changes nothing."""
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    step = _step_of(lesson, step_id)
    where = standing(pupil.id, lesson)
    if not where.is_open(step):
        return _see_other(resume_of(where))
    if not (may_skip(lesson, step) or _has_been_worked(pupil, lesson, step)):
        return _not_worked(pupil, lesson, step)
    with transaction():
        services.finish_step(pupil=pupil, lesson=lesson, step_id=step.id)
    return _see_other(_after(standing(pupil.id, lesson), step))


@bp.post(STEP + "/plan")
@allow(Permission.LESSONS_TAKE)
def make_plan(lesson_id: str, step_id: str) -> ResponseReturnValue:
    """The promise in own words, or in those of the lesson if the pupil left them."""
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    step = _step_of(lesson, step_id)
    if not isinstance(step, PlanStep):
        raise NotFound
    where = standing(pupil.id, lesson)
    if not where.is_open(step):
        return _see_other(resume_of(where))
    words = plans.posted_words()
    if error := plans.fault_of(words):
        return _refused(pupil, lesson, step, then_part=words, error=error)
    with transaction():
        asks = plans.keep(pupil, lesson, step, words)
        services.finish_step(pupil=pupil, lesson=lesson, step_id=step.id)
    kept.forget()
    if asks:
        return _see_other(url_for("pupil.about_you", lesson_id=lesson.id))
    return _see_other(_after(standing(pupil.id, lesson), step))


@bp.get(LESSON + "/end", endpoint="lesson_end")
@allow(Permission.LESSONS_TAKE)
def end(lesson_id: str) -> ResponseReturnValue:
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    where = standing(pupil.id, lesson)
    if not where.is_finished:
        return _see_other(resume_of(where))
    return render_template(
        "pupil/lesson_end.html",
        lesson=lesson,
        # Not the same question for the whole class.
        dinner=lesson.dinner[pupil.id % len(lesson.dinner)],
        quiz=queries.last_sitting(pupil.id, lesson.id),
        plan_step=next((one for one in lesson.steps if isinstance(one, PlanStep)), None),
        plan=queries.plan_of(pupil.id, lesson.id),
    )


def _step_of(lesson: Lesson, step_id: str, kind: str = "") -> AnyStep:
    step = lesson.step(step_id)
    if step is None or (kind and step.kind != kind):
        raise NotFound
    return step


def _has_been_worked(pupil: Viewer, lesson: Lesson, step: AnyStep) -> bool:
    """A task is answered, a story has an end, before the next step."""
    if isinstance(step, TaskStep):
        return queries.last_answer(pupil.id, step.item.id) is not None
    if step.kind == "dilemma":
        return dilemmas.has_ended(pupil.id, library.get().dilemmas[lesson.id])
    return True


def _not_worked(pupil: Viewer, lesson: Lesson, step: AnyStep) -> ResponseReturnValue:
    error = _("Choose an answer first")
    if isinstance(step, TaskStep):
        exercise = fresh_exercise(step.item, pupil.id, error)
        return _refused(pupil, lesson, step, exercise=exercise)
    return _refused(pupil, lesson, step, error=error)


def _refused(pupil: Viewer, lesson: Lesson, step: AnyStep, **shown: object) -> ResponseReturnValue:
    where = standing(pupil.id, lesson)
    return show_step(pupil, where, step, status=HTTPStatus.UNPROCESSABLE_ENTITY, **shown)


def resume_of(where: Standing) -> str:
    """The page to go on with: the intro, the first step not done, or the end."""
    if not where.is_started:
        return url_for("pupil.lesson", lesson_id=where.lesson.id)
    return _step_url(where.lesson, where.current)


def _after(where: Standing, step: AnyStep) -> str:
    """Looking back goes on to the neighbour, working goes on to the first step not done."""
    following = where.after(step)
    is_next = following is not None and where.is_open(following)
    return _step_url(where.lesson, following if is_next else where.current)


def _step_url(lesson: Lesson, step: AnyStep | None) -> str:
    if step is None:
        return url_for("pupil.lesson_end", lesson_id=lesson.id)
    return url_for("pupil.step", lesson_id=lesson.id, step_id=step.id)


def _see_other(url: str) -> ResponseReturnValue:
    return redirect(url, HTTPStatus.SEE_OTHER)
