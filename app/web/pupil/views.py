"""Home, the road, tasks and progress. The rooms beside it add their pages to the blueprint."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core import audit, clock
from app.people import families, switches
from app.reports import own_work
from app.reports import pupil as pages
from app.web.access import Permission, allow, viewer
from app.web.pupil import (
    about_you,
    agreement,
    cards,
    certificates,
    clips,
    conversation,
    law,
    lesson,
    plans,
    quiz,
    quiz_results,
    review,
    school_quiz,
    survey,
    week,
)
from app.web.pupil import help as help_pages
from app.web.pupil.blueprint import bp
from app.wellbeing import checkins

__all__ = [
    "about_you",
    "agreement",
    "bp",
    "cards",
    "certificates",
    "clips",
    "conversation",
    "help_pages",
    "law",
    "lesson",
    "plans",
    "quiz",
    "quiz_results",
    "review",
    "school_quiz",
    "survey",
    "week",
]

JUNIOR_GRADES = range(1, 5)


@bp.context_processor
def look() -> dict[str, str]:
    """Grades 1 to 4 get larger type and fewer words."""
    grade = getattr(current_user, "grade", None)
    return {"mode": "mode-junior" if grade in JUNIOR_GRADES else "mode-pupil"}


@bp.get("/")
@allow(Permission.LESSONS_TAKE)
def home() -> ResponseReturnValue:
    pupil = viewer()
    return render_template(
        "pupil/home.html",
        pupil=pupil,
        today=clock.today(),
        page=pages.home_page(pupil),
        more=pages.class_tasks(pupil),
    )


@bp.get("/path")
@allow(Permission.LESSONS_TAKE)
def path() -> ResponseReturnValue:
    return render_template("pupil/path.html", themes=pages.path_page(viewer()))


@bp.get("/tasks")
@allow(Permission.LESSONS_TAKE)
def tasks() -> ResponseReturnValue:
    pupil = viewer()
    return render_template(
        "pupil/tasks.html", tasks=pages.tasks_page(pupil), more=pages.class_tasks(pupil)
    )


@bp.get("/answers")
@allow(Permission.LESSONS_TAKE)
def own_answers() -> ResponseReturnValue:
    return render_template("pupil/own_answers.html", page=own_work.answers_page(viewer()))


@bp.get("/progress")
@allow(Permission.LESSONS_TAKE)
def progress() -> ResponseReturnValue:
    pupil = viewer()
    return render_template(
        "pupil/progress.html",
        page=pages.progress_page(pupil),
        guardians=families.guardians(pupil.id),
        resets=audit.entries_about("user", pupil.id, audit.Action.SECRET_RESET),
    )


@bp.get("/what-adults-see")
@allow(Permission.LESSONS_TAKE)
def what_adults_see() -> ResponseReturnValue:
    """Every role, and what is on at this school: a sentence about what is off would be untrue."""
    pupil = viewer()
    return render_template(
        "pupil/what_adults_see.html",
        pupil=pupil,
        has_check_ins=checkins.are_open_to(pupil),
        words_are_watched=switches.state(pupil.school_id, "words") == "on",
    )
