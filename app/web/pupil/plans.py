"""If-then plans: the words of one as the lesson and the list take them, and the list itself."""

import uuid
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.content.schema.lesson import Lesson, PlanStep
from app.core.db import transaction
from app.learning import services
from app.people import switches
from app.people.viewer import Viewer
from app.reports import own_work
from app.reports.own_work import OwnPlan
from app.risk import lesson_words
from app.web import kept
from app.web.access import Permission, allow, viewer
from app.web.display import localized
from app.web.pupil.blueprint import bp

LONGEST_PLAN = 200


def posted_words() -> str:
    return " ".join(request.form.get("then_part", "").split())


def fault_of(words: str) -> str:
    """Empty words are no fault: then those of the lesson stand."""
    if len(words) <= LONGEST_PLAN:
        return ""
    return _("Too long: %(n)s of %(max)s characters", n=len(words), max=LONGEST_PLAN)


def keep(pupil: Viewer, lesson: Lesson, step: PlanStep, words: str) -> bool:
    """Whether the child is to be asked at once how they are. Call inside a transaction."""
    own = words if words not in ("", localized(step.then_part)) else None
    services.make_plan(pupil=pupil, lesson=lesson, then_part=own)
    given = f"{localized(step.if_part)} {localized(step.then_part)}"
    return lesson_words.look_at(pupil=pupil, lesson_id=lesson.id, text=own, given=given)


def form_of(pupil: Viewer, then_part: str, error: str = "") -> dict[str, Any]:
    """What the fields of a plan need."""
    return {
        "then_part": then_part,
        "longest": LONGEST_PLAN,
        "words_are_watched": words_are_watched(pupil),
        "key": uuid.uuid4(),
        "shown": kept.shown_token(pupil.id),
        "error": error,
    }


def words_are_watched(pupil: Viewer) -> bool:
    """Said before the child writes."""
    return switches.state(pupil.school_id, "words") == "on"


@bp.get("/plans", endpoint="plans")
@allow(Permission.LESSONS_TAKE)
def all_plans() -> ResponseReturnValue:
    pupil = viewer()
    return render_template(
        "pupil/plans.html",
        plans=own_work.plans_page(pupil),
        words_are_watched=words_are_watched(pupil),
    )


@bp.get("/plans/<lesson_id>")
@allow(Permission.LESSONS_TAKE)
def plan(lesson_id: str) -> ResponseReturnValue:
    own = own_work.own_plan(viewer(), lesson_id)
    return _page(own, own.own_words or localized(own.step.then_part))


@bp.post("/plans/<lesson_id>")
@allow(Permission.LESSONS_TAKE)
def change_plan(lesson_id: str) -> ResponseReturnValue:
    """Only a plan that was made; the lesson itself need not be open any more."""
    pupil, words = viewer(), posted_words()
    own = own_work.own_plan(pupil, lesson_id)
    if error := fault_of(words):
        return _page(own, words, error), HTTPStatus.UNPROCESSABLE_ENTITY
    with transaction():
        asks = keep(pupil, own.lesson, own.step, words)
    kept.forget()
    if asks:
        return _see_other(url_for("pupil.about_you", lesson_id=lesson_id))
    flash(_("Your plan is changed."), "ok")
    return _see_other(url_for("pupil.plans"))


def _page(own: OwnPlan, words: str, error: str = "") -> str:
    form = form_of(viewer(), words, error)
    return render_template("pupil/plan.html", lesson=own.lesson, step=own.step, **form)


def _see_other(url: str) -> ResponseReturnValue:
    return redirect(url, HTTPStatus.SEE_OTHER)
