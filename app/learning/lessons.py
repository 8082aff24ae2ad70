"""Where a pupil stands in a lesson: the exact step to go on with."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.content.schema.lesson import AnyStep, Lesson
from app.core.db import db
from app.learning.models import LessonProgress, StepDone


@dataclass(frozen=True, slots=True)
class Standing:
    lesson: Lesson
    is_started: bool
    done: frozenset[str]

    @property
    def current(self) -> AnyStep | None:
        """The first step that is not done; None at the end."""
        return next((step for step in self.lesson.steps if step.id not in self.done), None)

    @property
    def is_finished(self) -> bool:
        return self.is_started and self.current is None

    def is_open(self, step: AnyStep) -> bool:
        """Steps come one after the other; what is done may be looked at again."""
        return self.is_started and (step.id in self.done or step == self.current)

    @property
    def is_clip_open(self) -> bool:
        """The clip asks the question of the story before its own step is reached."""
        return any(step.kind == "scene" and self.is_open(step) for step in self.lesson.steps)

    def after(self, step: AnyStep) -> AnyStep | None:
        """The next step on the way, done or not."""
        following = self.lesson.steps[self.lesson.steps.index(step) + 1 :]
        return next(iter(following), None)


_DONE = sa.and_(
    StepDone.pupil_id == LessonProgress.pupil_id,
    StepDone.lesson_id == LessonProgress.lesson_id,
)
_STANDING = (
    sa.select(StepDone.step_id)
    .select_from(LessonProgress)
    .outerjoin(StepDone, _DONE)
    .where(
        LessonProgress.pupil_id == sa.bindparam("pupil_id"),
        LessonProgress.lesson_id == sa.bindparam("lesson_id"),
    )
)


def standing(pupil_id: int, lesson: Lesson) -> Standing:
    """In one statement: every answer in a lesson asks this first."""
    keys = {"pupil_id": pupil_id, "lesson_id": lesson.id}
    rows = db.session.scalars(_STANDING, keys).all()
    return Standing(lesson, bool(rows), frozenset(filter(None, rows)))
