"""The planner of a class: its year, taken in one action, and a week that moves."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.exc import IntegrityError

from app.core.db import transaction
from app.evidence import comparisons
from app.learning import year_plans
from app.learning.boosters import lesson_of_plan
from app.people.access import class_for
from app.reports.plan import move_page, plan_page
from app.web.access import Permission, allow, viewer
from app.web.checks import row_number
from app.web.display import localized
from app.web.teacher.blueprint import bp


@bp.get("/<int:class_id>/plan")
@allow(Permission.CLASSES_RUN)
def plan(class_id: int) -> ResponseReturnValue:
    return render_template("teacher/plan.html", page=plan_page(viewer(), class_id))


@bp.post("/<int:class_id>/plan/take")
@allow(Permission.CLASSES_RUN)
def take_plan(class_id: int) -> ResponseReturnValue:
    """All lessons still to come. Sent twice it gives nothing more."""
    school_class = class_for(viewer(), class_id)
    try:
        with transaction():
            given = year_plans.take(
                school_class=school_class,
                by_id=viewer().id,
                waits_with=comparisons.waits_with(class_id),
            )
    except IntegrityError:
        return _to_plan(class_id)  # the other half of a double click was faster
    _say(given)
    return _to_plan(class_id)


def _say(given: year_plans.Given) -> None:
    number = len(given.new)
    flash(
        ngettext(
            "%(num)s lesson is given; it opens in its week.",
            "%(num)s lessons are given; each opens in its week.",
            number,
        )
        if number
        else _("The class has every lesson that can be given now."),
        "ok",
    )
    if given.stale:
        flash(_("A law text is being checked, not given: %(titles)s", titles=_titles(given.stale)))
    if given.unwritten:
        flash(_("Not written yet: %(titles)s", titles=_titles(given.unwritten)))
    if given.waiting:
        titles = _titles(given.waiting)
        flash(
            _(
                "By lot this class waits until the second round of questions: %(titles)s",
                titles=titles,
            )
        )


def _titles(lesson_ids: tuple[str, ...]) -> str:
    lessons = (lesson_of_plan(one) for one in lesson_ids)
    return ", ".join(localized(one.title) for one in lessons if one)


@bp.post("/<int:class_id>/plan/leave")
@allow(Permission.CLASSES_RUN)
def leave_plan(class_id: int) -> ResponseReturnValue:
    school_class = class_for(viewer(), class_id)
    with transaction():
        year_plans.leave(school_class=school_class)
    flash(_("The class plans for itself again. What has opened stays."), "ok")
    return _to_plan(class_id)


@bp.route("/<int:class_id>/plan/<int:place>/move", methods=["GET", "POST"])
@allow(Permission.CLASSES_RUN)
def move_week(class_id: int, place: int) -> ResponseReturnValue:
    """Two weeks change places."""
    page = move_page(viewer(), class_id, place)
    if request.method == "POST":
        week, to = (row_number(request.form.get(name, "")) for name in ("week", "to"))
        if week is not None and to is not None and _move(page.class_id, place, week, to):
            return _to_plan(class_id)
        error = _("Choose a week from the list")
        answer = render_template("teacher/plan_move.html", page=page, error=error)
        return answer, HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template("teacher/plan_move.html", page=page, error="")


def _move(class_id: int, place: int, week: int, to: int) -> bool:
    school_class = class_for(viewer(), class_id)
    try:
        with transaction():
            year_plans.move(school_class=school_class, place=place, week=week, to=to)
    except year_plans.CannotMove:
        return False
    flash(_("The two weeks have changed places"), "ok")
    return True


def _to_plan(class_id: int) -> ResponseReturnValue:
    return redirect(url_for("teacher.plan", class_id=class_id), HTTPStatus.SEE_OTHER)
