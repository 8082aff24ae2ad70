"""A survey of the class: all of it on one page, nothing is marked, anything may be left out."""

from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.db import transaction
from app.learning import surveys
from app.learning.responses import BadResponse, Fields, read_response
from app.learning.surveys import Given
from app.people.access import NotFound
from app.web.access import Permission, allow, viewer
from app.web.pupil.answers import posted_fields
from app.web.pupil.blueprint import bp

SURVEY = "/surveys/<int:survey_id>"


@bp.get(SURVEY)
@allow(Permission.LESSONS_TAKE)
def survey(survey_id: int) -> ResponseReturnValue:
    """Once through, or closed, only the thanks are left: nobody can look at an answer again."""
    pupil = viewer()
    given = surveys.survey_of_pupil(pupil, survey_id)
    if given.is_closed or surveys.is_through(pupil, given.id):
        return render_template("pupil/survey_over.html", given=given)
    return render_template("pupil/survey.html", given=given, items=surveys.items_of(given.survey))


@bp.post(SURVEY)
@allow(Permission.LESSONS_TAKE)
def answer_survey(survey_id: int) -> ResponseReturnValue:
    """Counts what was answered, once. A second sending changes nothing and sees the same thanks."""
    pupil = viewer()
    given = surveys.survey_of_pupil(pupil, survey_id)
    responses = _responses(given, posted_fields())
    with transaction():
        if not surveys.survey_of_pupil(pupil, survey_id).is_closed:
            surveys.take_part(pupil=pupil, given=given, responses=responses)
    return redirect(url_for("pupil.survey", survey_id=survey_id), HTTPStatus.SEE_OTHER)


def _responses(given: Given, fields: Fields) -> dict[str, dict[str, Any]]:
    """An id that the survey does not have is no form of ours."""
    try:
        return {
            item.id: read_response(item, _own(fields, item.id))
            for item in surveys.items_of(given.survey)
        }
    except BadResponse:
        raise NotFound from None


def _own(fields: Fields, item_id: str) -> dict[str, Any]:
    start = f"{item_id}."
    return {
        name.removeprefix(start): values
        for name, values in fields.items()
        if name.startswith(start)
    }
