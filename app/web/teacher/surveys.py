"""Questions without names in a class: what is open, what to read aloud, counts when it is over."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.evidence import comparisons, surveys
from app.people.access import class_for
from app.web.access import Permission, allow, viewer
from app.web.teacher.blueprint import bp


@bp.get("/<int:class_id>/surveys", endpoint="surveys")
@allow(Permission.CLASSES_RUN)
def class_surveys(class_id: int) -> ResponseReturnValue:
    school_class = class_for(viewer(), class_id)
    return render_template(
        "teacher/surveys.html",
        school_class=school_class,
        given=surveys.surveys_of_class(class_id),
        waits_with=sorted(comparisons.waits_with(class_id)),
    )


@bp.get("/surveys/<int:survey_id>")
@allow(Permission.CLASSES_RUN)
def survey(survey_id: int) -> ResponseReturnValue:
    person = viewer()
    given = surveys.survey_of_teacher(person, survey_id)
    return render_template(
        "teacher/survey.html",
        given=given,
        school_class=surveys.class_of(person, given),
        form=surveys.form_of_class(given) if given.points == 3 else None,
        counts=surveys.counts(given),
        earlier=surveys.counts_before(given),
        shown_from=surveys.SHOWN_FROM,
    )
