"""A lesson as its teacher holds it: the clock, the class without devices, what to expect."""

from collections import Counter
from dataclasses import dataclass

from app.content import library
from app.content.schema.curriculum import Misconception, Objective
from app.content.schema.guide import Disclosure
from app.content.schema.lesson import AnyStep, Lesson
from app.reports.lessons import LessonPreview, lesson_preview

# The lesson clock: minutes of ten for each kind of work. A part that a lesson lacks gives its
# minutes to the others in proportion.
PART_OF = {
    "scene": "story",
    "dilemma": "story",
    "card": "tasks",
    "task": "tasks",
    "talk": "talk",
    "plan": "plan",
}
MINUTES = {"story": 3, "tasks": 4, "talk": 2, "plan": 1}
# Nobody follows a clock by the second.
STEP_OF_CLOCK = 15


@dataclass(frozen=True, slots=True)
class Slot:
    """When a step begins and ends, in seconds."""

    step: AnyStep
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class LessonGuide:
    preview: LessonPreview
    objectives: tuple[Objective, ...]
    slots: tuple[Slot, ...]
    beliefs: tuple[Misconception, ...]
    disclosure: Disclosure | None

    @property
    def lesson(self) -> Lesson:
        return self.preview.entry.lesson

    @property
    def is_read_aloud(self) -> bool:
        """Grades 1 to 4 do not depend on silent reading: the script comes first."""
        return self.lesson.band == "1-4"


def lesson_guide(lesson_id: str) -> LessonGuide:
    catalogue = library.get()
    preview = lesson_preview(lesson_id)
    lesson = preview.entry.lesson
    return LessonGuide(
        preview=preview,
        objectives=tuple(catalogue.objectives[one] for one in lesson.main_objectives),
        slots=tuple(lesson_clock(lesson)),
        beliefs=tuple(catalogue.misconceptions[one] for one in lesson.misconceptions),
        disclosure=catalogue.disclosure,
    )


def lesson_clock(lesson: Lesson) -> list[Slot]:
    """Steps of one part share its time evenly; all together fill the lesson."""
    steps_of = Counter(PART_OF[step.kind] for step in lesson.steps)
    whole = sum(MINUTES[part] for part in steps_of)
    shares = [_share(step, steps_of) * lesson.minutes * 60 / whole for step in lesson.steps]
    marks = [_rounded(sum(shares[:count])) for count in range(len(shares) + 1)]
    return [
        Slot(step, begins, ends)
        for step, begins, ends in zip(lesson.steps, marks, marks[1:], strict=False)
    ]


def _share(step: AnyStep, steps_of: Counter[str]) -> float:
    part = PART_OF[step.kind]
    return MINUTES[part] / steps_of[part]


def _rounded(seconds: float) -> int:
    return STEP_OF_CLOCK * round(seconds / STEP_OF_CLOCK)
