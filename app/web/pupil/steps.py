"""One step of a lesson as a page, by its kind."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.content import library
from app.content.schema.items import NormGuessItem
from app.content.schema.lesson import AnyStep, Lesson, TaskStep
from app.content.schema.scene import Panel
from app.core.i18n import LocalizedText
from app.learning import dilemmas, queries
from app.learning.behaviours import PRACTICE
from app.learning.lessons import Standing
from app.people.viewer import Viewer
from app.web import kept
from app.web.clips import clip_modules, clip_words
from app.web.display import localized
from app.web.law import law_texts
from app.web.pupil import plans
from app.web.pupil.answers import fresh_exercise
from app.web.pupil.feedback import feedback, norm_picture


@dataclass(frozen=True, slots=True)
class StepPage:
    """What every step page shows, whatever its kind."""

    lesson: Lesson
    step: AnyStep
    number: int
    may_skip: bool
    # The pupil looks back at a step that is done.
    is_done: bool

    @property
    def total(self) -> int:
        return len(self.lesson.steps)


def step_page(standing: Standing, step: AnyStep) -> StepPage:
    return StepPage(
        lesson=standing.lesson,
        step=step,
        number=standing.lesson.steps.index(step) + 1,
        may_skip=may_skip(standing.lesson, step),
        is_done=step.id in standing.done,
    )


def may_skip(lesson: Lesson, step: AnyStep) -> bool:
    """Scenes and opinions always; in a sensitive lesson the story to decide in, too."""
    if isinstance(step, TaskStep):
        return not step.item.is_scored
    return step.kind == "scene" or (step.kind == "dilemma" and lesson.sensitive)


def frame(lesson: Lesson, current: int) -> dict[str, Any]:
    """The head of a lesson's pages."""
    return {
        "id": lesson.id,
        "title": localized(lesson.title),
        "over": localized(library.get().themes[lesson.theme].title),
        "back_href": url_for("pupil.lesson", lesson_id=lesson.id),
        "steps": [localized(step.title) for step in lesson.steps],
        "current": current,
    }


def show_step(
    pupil: Viewer, standing: Standing, step: AnyStep, *, status: int = 200, **shown: Any
) -> ResponseReturnValue:
    """`shown` holds what a refused form brings back."""
    page = step_page(standing, step)
    context = {**_CONTEXTS[step.kind](pupil, standing.lesson, step), **shown}
    template = context.pop("template", f"pupil/step_{step.kind}.html")
    lesson = frame(standing.lesson, page.number - 1)
    return render_template(template, page=page, step=step, lesson=lesson, **context), status


def _scene(_pupil: Viewer, lesson: Lesson, _step: AnyStep) -> dict[str, Any]:
    scene = library.get().scenes[lesson.id]
    return {
        "scene": scene,
        "frames": list(_frames(scene.panels())),
        "clip_words": clip_words(),
        "clip_modules": clip_modules(scene),
        "choose_href": _choose_href(lesson),
    }


def _choose_href(lesson: Lesson) -> str:
    """Where the question of the clip is answered: it is one of the story that follows."""
    has_story = lesson.id in library.get().dilemmas
    return url_for("pupil.clip_choose", lesson_id=lesson.id) if has_story else ""


def _frames(panels: list[Panel]) -> Iterator[tuple[LocalizedText | None, Panel]]:
    """As in a comic, the narrator's line stands above the speech that follows it."""
    told: Panel | None = None
    for panel in panels:
        if told and panel.kind != "speech":
            yield None, told
            told = None
        if panel.kind == "narration":
            told = panel
        else:
            yield told.text if told else None, panel
            told = None
    if told:
        yield None, told


def _card(_pupil: Viewer, lesson: Lesson, step: Any) -> dict[str, Any]:
    return {"law": law_texts(step.law, lesson.band)}


def _task(pupil: Viewer, _lesson: Lesson, step: TaskStep) -> dict[str, Any]:
    last = None if "again" in request.args else queries.last_answer(pupil.id, step.item.id)
    if last is None or request.method == "POST":
        return {"exercise": fresh_exercise(step.item, pupil.id)}
    return _answered(pupil, step, last)


def _answered(pupil: Viewer, step: TaskStep, last: queries.LastAnswer) -> dict[str, Any]:
    """The feedback from the database: the same after a reload and on another device."""
    item = step.item
    if item.is_anonymous:
        return {"template": "pupil/step_task_thanks.html"}
    if isinstance(item, NormGuessItem):
        picture = norm_picture(pupil, item, last.response)
        return {"template": "pupil/step_task_norm.html", "picture": picture}
    home = library.get().item(item.id)
    certainty = queries.last_certainty(pupil.id, item.id) if PRACTICE.asks_how_sure(item) else None
    told = feedback(home, last.response, last.score, certainty)
    may_retry = PRACTICE.may_retry and told.kind != "good"
    template = "pupil/step_task_feedback.html"
    return {"template": template, "feedback": told, "may_retry": may_retry}


def _dilemma(pupil: Viewer, lesson: Lesson, _step: AnyStep) -> dict[str, Any]:
    dilemma = library.get().dilemmas[lesson.id]
    walk = dilemmas.current_walk(pupil.id, dilemma)
    return {
        "dilemma": dilemma,
        "place": dilemmas.place(dilemma, walk),
        "key": uuid.uuid4(),
        # Each way to begin anew is a form of its own.
        "keys": {start: uuid.uuid4() for start in dilemma.starts},
        "shown": kept.shown_token(pupil.id),
        "error": "",
    }


def _plan(pupil: Viewer, lesson: Lesson, step: Any) -> dict[str, Any]:
    plan = queries.plan_of(pupil.id, lesson.id)
    own = plan.then_part if plan else None
    return plans.form_of(pupil, own or localized(step.then_part))


def _talk(_pupil: Viewer, _lesson: Lesson, _step: AnyStep) -> dict[str, Any]:
    return {}


_CONTEXTS: dict[str, Callable[[Viewer, Lesson, Any], dict[str, Any]]] = {
    "scene": _scene,
    "card": _card,
    "task": _task,
    "dilemma": _dilemma,
    "plan": _plan,
    "talk": _talk,
}
