"""The class page, lessons to look at and to assign, and each pupil's learning page."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.content.schema.acts import AgeName
from app.content.schema.base import Band
from app.learning import allowances
from app.reports.choices import choices_page
from app.reports.classpage import ClassPage
from app.reports.guide import lesson_guide
from app.reports.lessons import lesson_preview, shelves
from app.reports.teacher import class_page, classes_of
from app.reports.teacher_pupil import pupil_page
from app.web.access import Permission, allow, viewer
from app.web.clips import clip_modules, clip_words
from app.web.law import law_texts
from app.web.liability import who_answers_page
from app.web.sheets import asked_file
from app.web.teacher import (
    assigning,
    bank,
    deliveries,
    entrance,
    figures,
    plan,
    pulse,
    quiz,
    school_quiz,
    screen,
    surveys,
)
from app.web.teacher.blueprint import bp
from app.web.teacher.figures import objectives_sheet
from app.web.teacher.quiz_forms import ExtraTimeForm

__all__ = [
    "assigning",
    "bank",
    "bp",
    "deliveries",
    "entrance",
    "figures",
    "plan",
    "pulse",
    "quiz",
    "school_quiz",
    "screen",
    "surveys",
]

# Adults read the law as the oldest pupils do.
WITH_ARTICLES: Band = "10-11"
USUAL_AGE: AgeName = "15"


@bp.get("/")
@allow(Permission.CLASSES_RUN)
def home() -> ResponseReturnValue:
    """The only class, or the first of several."""
    return _class_page(class_page(viewer()))


@bp.get("/<int:class_id>", endpoint="class_page")
@allow(Permission.CLASSES_RUN)
def one_class(class_id: int) -> ResponseReturnValue:
    return _class_page(class_page(viewer(), class_id))


def _class_page(page: ClassPage | None) -> ResponseReturnValue:
    """None: the teacher has no class yet."""
    if page is None:
        return render_template("teacher/class.html", page=None)
    objectives = objectives_sheet(page)
    return asked_file(objectives) or render_template(
        "teacher/class.html",
        page=page,
        objectives=objectives,
        address=url_for("teacher.class_page", class_id=page.chosen.id),
    )


@bp.get("/lessons")
@allow(Permission.CLASSES_RUN)
def lessons() -> ResponseReturnValue:
    classes = classes_of(viewer())
    found = shelves(one.grade for one in classes)
    return render_template("teacher/lessons.html", shelves=found, classes=classes)


@bp.get("/lessons/<lesson_id>")
@allow(Permission.CLASSES_RUN)
def lesson(lesson_id: str) -> ResponseReturnValue:
    """All steps with their keys and the teacher's notes, to read and to print."""
    page = lesson_preview(lesson_id)
    cited = law_texts(page.law, WITH_ARTICLES)
    return render_template(
        "teacher/lesson.html",
        page=page,
        law={one.id: one for one in cited},
        clip_words=clip_words() if page.scene else {},
        clip_modules=clip_modules(page.scene) if page.scene else [],
        classes=classes_of(viewer()),
    )


@bp.get("/lessons/<lesson_id>/guide")
@allow(Permission.CLASSES_RUN)
def guide(lesson_id: str) -> ResponseReturnValue:
    """For the lesson itself, on screen or on paper, also where pupils have no devices."""
    page = lesson_guide(lesson_id)
    duty = law_texts([page.disclosure.law], WITH_ARTICLES) if page.disclosure else []
    classes = classes_of(viewer())
    return render_template("teacher/guide.html", page=page, duty=duty, classes=classes)


@bp.get("/<int:class_id>/lessons/<lesson_id>/choices")
@allow(Permission.CLASSES_RUN)
def choices(class_id: int, lesson_id: str) -> ResponseReturnValue:
    """How the class chose in the lesson's story, to look at together."""
    page = choices_page(viewer(), class_id, lesson_id)
    return render_template("teacher/choices.html", page=page)


@bp.get("/law")
@allow(Permission.CLASSES_RUN)
def law() -> ResponseReturnValue:
    page = who_answers_page(WITH_ARTICLES, USUAL_AGE)
    return render_template("teacher/law.html", page=page)


@bp.get("/pupils/<int:pupil_id>")
@allow(Permission.CLASSES_RUN)
def pupil(pupil_id: int) -> ResponseReturnValue:
    page = pupil_page(viewer(), pupil_id)
    extra = allowances.word_of(allowances.of(page.id))
    return render_template("teacher/pupil.html", page=page, time_form=ExtraTimeForm(extra=extra))
