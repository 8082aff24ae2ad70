"""One pupil's learning for the class teacher: no single answers, nothing of how the child fares."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from app.content import library
from app.content.library import Library
from app.core import clock
from app.core.db import db
from app.core.i18n import LocalizedText
from app.learning.models import Assignment, LessonProgress, ObjectiveProgress
from app.people.access import pupil_for, visible_classes
from app.people.models import Enrolment, SchoolClass
from app.people.queries import guardians_of
from app.people.viewer import Viewer
from app.reports.cards import Card, visible_cards
from app.reports.classpage import Level
from app.reports.teacher import level_of, result_level

WorkState = Literal["not_started", "started", "done", "late"]


@dataclass(frozen=True, slots=True)
class LessonState:
    title: LocalizedText
    is_sensitive: bool
    # None for a lesson that the pupil took unasked.
    due_on: dt.date | None
    state: WorkState
    # Never of a sensitive lesson.
    result: Level | None


@dataclass(frozen=True, slots=True)
class PupilPage:
    id: int
    name: str
    class_id: int
    grade: int
    letter: str
    # The pupil's own class code, for a new sign-in card.
    code: str
    parents: int
    lessons: tuple[LessonState, ...]
    low: tuple[LocalizedText, ...]
    mid: tuple[LocalizedText, ...]
    high: tuple[LocalizedText, ...]
    firm: tuple[LocalizedText, ...]
    cards: tuple[Card, ...]


def pupil_page(viewer: Viewer, pupil_id: int) -> PupilPage:
    pupil = pupil_for(viewer, pupil_id)
    school_class = _class_of(viewer, pupil_id)
    catalogue = library.get()
    levels = _levels(catalogue, pupil_id)
    return PupilPage(
        id=pupil.id,
        name=pupil.full_name,
        class_id=school_class.id,
        grade=school_class.grade,
        letter=school_class.letter,
        code=school_class.code,
        parents=len(guardians_of(pupil_id)),
        lessons=tuple(_lessons(catalogue, pupil_id, school_class.id)),
        low=levels["low"],
        mid=levels["mid"],
        high=levels["high"],
        firm=levels["firm"],
        cards=tuple(visible_cards(sa.select(sa.literal(pupil_id)), "teacher")),
    )


def _class_of(viewer: Viewer, pupil_id: int) -> SchoolClass:
    present = sa.select(Enrolment.class_id).where(
        Enrolment.pupil_id == pupil_id, Enrolment.ends_on.is_(None)
    )
    return db.session.scalars(visible_classes(viewer).where(SchoolClass.id.in_(present))).one()


def _lessons(catalogue: Library, pupil_id: int, class_id: int) -> list[LessonState]:
    """What was assigned, the latest due day first; then what was taken unasked."""
    due = db.session.execute(
        sa.select(Assignment.lesson_id, Assignment.due_on)
        .where(Assignment.class_id == class_id, Assignment.is_standing())
        .order_by(Assignment.due_on.desc(), Assignment.id.desc())
    )
    progress = {
        row.lesson_id: row
        for row in db.session.execute(
            sa.select(
                LessonProgress.lesson_id,
                LessonProgress.finished_at,
                LessonProgress.quiz_right,
                LessonProgress.quiz_total,
            )
            .where(LessonProgress.pupil_id == pupil_id)
            .order_by(LessonProgress.lesson_id)
        )
    }
    wanted: dict[str, dt.date | None] = {row.lesson_id: row.due_on for row in due}
    for lesson_id in progress:
        if lesson_id in catalogue.lessons and not catalogue.lessons[lesson_id].sensitive:
            wanted.setdefault(lesson_id, None)
    return [
        _lesson_state(catalogue, lesson_id, due_on, progress.get(lesson_id))
        for lesson_id, due_on in wanted.items()
        if lesson_id in catalogue.lessons
    ]


def _lesson_state(
    catalogue: Library, lesson_id: str, due_on: dt.date | None, row: Any
) -> LessonState:
    lesson = catalogue.lessons[lesson_id]
    shown = row is not None and row.quiz_total and not lesson.sensitive
    return LessonState(
        title=lesson.title,
        is_sensitive=lesson.sensitive,
        due_on=due_on,
        state=_state(due_on, row),
        result=result_level(row.quiz_right, row.quiz_total) if shown else None,
    )


def _state(due_on: dt.date | None, row: Any) -> WorkState:
    if row is not None and row.finished_at:
        return "done"
    if due_on is not None and due_on < clock.today():
        return "late"
    return "not_started" if row is None else "started"


def _levels(catalogue: Library, pupil_id: int) -> dict[Level, tuple[LocalizedText, ...]]:
    rows: Sequence[Any] = db.session.execute(
        sa.select(
            ObjectiveProgress.objective,
            ObjectiveProgress.answered,
            ObjectiveProgress.credit,
            ObjectiveProgress.streak,
            ObjectiveProgress.right_days,
        )
        .where(ObjectiveProgress.pupil_id == pupil_id)
        .order_by(ObjectiveProgress.objective)
    ).all()
    found: dict[Level, list[LocalizedText]] = {"low": [], "mid": [], "high": [], "firm": []}
    for row in rows:
        objective = catalogue.objectives.get(row.objective)
        level = level_of(row)
        if level and objective and not objective.sensitive:
            found[level].append(objective.can)
    return {level: tuple(texts) for level, texts in found.items()}
