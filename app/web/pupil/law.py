"""Who answers for an act, and at which age."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.content.schema.base import band_of_grade
from app.web.access import Permission, allow, viewer
from app.web.liability import age_of_grade, who_answers_page
from app.web.pupil.blueprint import bp

# A pupil without a class yet reads as the youngest do.
YOUNGEST = 1


@bp.get("/law")
@allow(Permission.LESSONS_TAKE)
def who_answers() -> ResponseReturnValue:
    grade = viewer().grade or YOUNGEST
    page = who_answers_page(band_of_grade(grade), age_of_grade(grade))
    return render_template("pupil/law.html", page=page)
