"""The year plans of the weekly ten minutes: one for each grade, and the lessons that they name."""

from typing import Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import (
    Band,
    LessonId,
    LocalizedText,
    ObjectiveId,
    Slug,
    Strict,
    Theme,
)
from app.content.schema.item_base import duplicates

# New; seen before in this band (view again); return; keep; questionnaire; the school's own safety
# topic; catch-up.
Kind = Literal["N", "V", "R", "K", "Q", "S", "C"]
LESSON_KINDS = frozenset({"N", "V", "R", "K"})
# A missed lesson may take the place of one of these.
FREE_KINDS = frozenset({"S", "C"})

Grade = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]


class Topic(Strict):
    """What a week without a lesson is about."""

    id: Slug
    title: LocalizedText


class PlannedLesson(Strict):
    """A lesson of the blueprint: where it stands in content/lessons, that one is the truth."""

    id: LessonId
    theme: Theme
    band: Band
    sensitive: bool
    title: LocalizedText
    main_objectives: tuple[ObjectiveId, ...] = Field(min_length=1)
    repeated_objectives: tuple[ObjectiveId, ...] = ()

    @property
    def objectives(self) -> tuple[str, ...]:
        return self.main_objectives + self.repeated_objectives


class PlanWeek(Strict):
    """One slot of ten minutes. Boosters are the themes that two minutes of it bring back."""

    week: int = Field(ge=1, le=40)
    quarter: Literal[1, 2, 3, 4]
    kind: Kind
    theme: Theme | None = None
    lesson: LessonId | None = None
    topic: Slug | None = None
    boosters: tuple[Theme, ...] = Field(default=(), max_length=2)

    @model_validator(mode="after")
    def _holds_what_its_kind_needs(self) -> Self:
        if self.kind in LESSON_KINDS:
            if self.lesson is None or self.theme is None or self.topic is not None:
                raise ValueError(f"week {self.week}: {self.kind} needs a lesson and its theme")
        elif self.topic is None or self.lesson is not None or self.theme is not None:
            raise ValueError(f"week {self.week}: {self.kind} needs a topic and no lesson")
        return self


class GradePlan(Strict):
    grade: Grade
    weeks: tuple[PlanWeek, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _weeks_follow_each_other(self) -> Self:
        if [one.week for one in self.weeks] != list(range(1, len(self.weeks) + 1)):
            raise ValueError(f"grade {self.grade}: the weeks are not numbered 1, 2, 3 …")
        quarters = [one.quarter for one in self.weeks]
        if quarters != sorted(quarters):
            raise ValueError(f"grade {self.grade}: the quarters do not follow each other")
        return self


class YearPlans(Strict):
    schema_version: Literal[1]
    topics: tuple[Topic, ...]
    lessons: tuple[PlannedLesson, ...]
    grades: tuple[GradePlan, ...]

    @model_validator(mode="after")
    def _are_named_once(self) -> Self:
        for kind, ids in (
            ("topic", [one.id for one in self.topics]),
            ("lesson", [one.id for one in self.lessons]),
            ("grade", [str(one.grade) for one in self.grades]),
        ):
            if repeated := duplicates(ids):
                raise ValueError(f"the {kind} {repeated[0]} stands twice")
        return self

    def of_grade(self, grade: int) -> GradePlan | None:
        return next((one for one in self.grades if one.grade == grade), None)

    def topic(self, topic_id: str | None) -> Topic | None:
        return next((one for one in self.topics if one.id == topic_id), None)

    def lesson(self, lesson_id: str | None) -> PlannedLesson | None:
        return next((one for one in self.lessons if one.id == lesson_id), None)


NO_PLANS = YearPlans(schema_version=1, topics=(), lessons=(), grades=())
