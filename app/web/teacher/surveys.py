"""Surveys of a class: given before lessons and after, closed once, counts without names."""

from collections.abc import Iterable
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.core.db import transaction
from app.learning import surveys
from app.learning.surveys import AlreadyGiven, Given, Moment
from app.people.access import NotFound, class_for
from app.web.access import Permission, allow, viewer
from app.web.teacher.blueprint import bp

MOMENTS: tuple[Moment, ...] = ("before", "after")


@bp.get("/<int:class_id>/surveys", endpoint="surveys")
@allow(Permission.CLASSES_RUN)
def class_surveys(class_id: int) -> ResponseReturnValue:
    """Those given, and those that may still be."""
    school_class = class_for(viewer(), class_id)
    given = surveys.surveys_of_class(class_id)
    return render_template(
        "teacher/surveys.html",
        school_class=school_class,
        given=given,
        to_give=list(_to_give(school_class.grade, given)),
    )


def _to_give(grade: int, given: list[Given]) -> Iterable[tuple[object, Moment]]:
    known = {(one.survey.survey, one.moment) for one in given}
    for survey in surveys.surveys_for(grade):
        for moment in MOMENTS:
            if (survey.survey, moment) not in known:
                yield survey, moment


@bp.post("/<int:class_id>/surveys")
@allow(Permission.CLASSES_RUN)
def give_survey(class_id: int) -> ResponseReturnValue:
    person = viewer()
    school_class = class_for(person, class_id)
    grade = school_class.grade
    name, moment = request.form.get("survey"), request.form.get("moment")
    chosen = next((one for one in surveys.surveys_for(grade) if one.survey == name), None)
    when = next((one for one in MOMENTS if one == moment), None)
    if chosen is None or when is None:
        raise NotFound
    try:
        with transaction():
            surveys.give(class_id=class_id, survey=chosen, moment=when, by_id=person.id)
        flash(_("The class has the survey now."), "ok")
    except (AlreadyGiven, IntegrityError):
        flash(_("The class has this survey already."), "warning")
    return redirect(url_for("teacher.surveys", class_id=class_id), HTTPStatus.SEE_OTHER)


@bp.get("/surveys/<int:survey_id>")
@allow(Permission.CLASSES_RUN)
def survey(survey_id: int) -> ResponseReturnValue:
    return _page("teacher/survey.html", survey_id)


@bp.get("/surveys/<int:survey_id>/screen")
@allow(Permission.CLASSES_RUN)
def survey_screen(survey_id: int) -> ResponseReturnValue:
    """For a projector: the invitation, later the counts."""
    return _page("teacher/survey_screen.html", survey_id)


def _page(template: str, survey_id: int) -> ResponseReturnValue:
    person = viewer()
    given = surveys.survey_of_teacher(person, survey_id)
    return render_template(
        template,
        given=given,
        school_class=class_for(person, given.class_id),
        asked=surveys.results(given),
        earlier=surveys.results_before(given),
        shown_from=surveys.SHOWN_FROM,
    )


@bp.post("/surveys/<int:survey_id>/close")
@allow(Permission.CLASSES_RUN)
def close_survey(survey_id: int) -> ResponseReturnValue:
    person = viewer()
    with transaction():
        given = surveys.survey_of_teacher(person, survey_id)
        surveys.close(survey_id=given.id)
    return redirect(url_for("teacher.survey", survey_id=survey_id), HTTPStatus.SEE_OTHER)
