"""Questions before the lessons, after them and later: one page a theme, nothing is marked."""

from http import HTTPStatus

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.db import transaction
from app.evidence import answers, surveys
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
        others = [one for one in surveys.waiting_for(pupil) if one.id != given.id]
        return render_template("pupil/survey_over.html", given=given, next=others[:1])
    return render_template("pupil/survey.html", given=given)


@bp.post(SURVEY)
@allow(Permission.LESSONS_TAKE)
def answer_survey(survey_id: int) -> ResponseReturnValue:
    """Counts what was answered, once. A second sending changes nothing and sees the same thanks."""
    pupil = viewer()
    with transaction():
        given = surveys.survey_of_pupil(pupil, survey_id, to_answer=True)
        try:
            answered = answers.read(given.instrument, given.grade, given.form, posted_fields())
        except answers.BadAnswer:
            raise NotFound from None
        if not given.is_closed:
            surveys.take_part(pupil=pupil, survey_id=given.id, answered=answered)
    return redirect(url_for("pupil.survey", survey_id=survey_id), HTTPStatus.SEE_OTHER)
