"""A lesson: one folder, ten minutes, one grade band, a list of steps."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import (
    Band,
    LawId,
    LessonId,
    LocalizedText,
    MisconceptionId,
    NormId,
    ObjectiveId,
    Review,
    Slug,
    Source,
    Strict,
    Theme,
)
from app.content.schema.items import AnyItem, duplicates


class Step(Strict):
    id: Slug
    title: LocalizedText


class SceneStep(Step):
    """`scene.yaml` in the same folder; panels now, the animated player on top of them."""

    kind: Literal["scene"]


class CardStep(Step):
    """Markdown to read, with the law records that it rests on shown as cards."""

    kind: Literal["card"]
    body: LocalizedText
    law: tuple[LawId, ...] = ()


class TaskStep(Step):
    kind: Literal["task"]
    item: AnyItem


class DilemmaStep(Step):
    """`dilemma.yaml` in the same folder."""

    kind: Literal["dilemma"]


class PlanStep(Step):
    """An if-then promise, seen by the pupil only. Own words may replace the `then` part."""

    kind: Literal["plan"]
    if_part: LocalizedText
    then_part: LocalizedText


class TalkStep(Step):
    """Two minutes of class talk; the note is for the teacher only."""

    kind: Literal["talk"]
    question: LocalizedText
    teacher_note: LocalizedText


AnyStep = Annotated[
    SceneStep | CardStep | TaskStep | DilemmaStep | PlanStep | TalkStep,
    Field(discriminator="kind"),
]


class Lesson(Strict):
    id: LessonId
    schema_version: Literal[1]
    version: int = Field(ge=1)
    slug: Slug
    theme: Theme
    band: Band
    minutes: int = Field(ge=3, le=20)
    sensitive: bool
    title: LocalizedText
    logline: LocalizedText
    learn: tuple[LocalizedText, ...] = Field(min_length=2, max_length=5)
    main_objectives: tuple[ObjectiveId, ...] = Field(min_length=1)
    repeated_objectives: tuple[ObjectiveId, ...] = ()
    misconceptions: tuple[MisconceptionId, ...] = ()
    law: tuple[LawId, ...] = ()
    norms: tuple[NormId, ...] = ()
    disclosure: Literal["D1", "D2", "D3", "D4", "D5", "D6", "D7"] | None = None
    steps: tuple[AnyStep, ...] = Field(min_length=3)
    dinner: tuple[LocalizedText, ...] = Field(min_length=3, max_length=3)
    dont: LocalizedText
    sources: tuple[Source, ...] = Field(min_length=1)
    review: Review | None = None

    @model_validator(mode="after")
    def _has_distinct_steps(self) -> Self:
        repeated = duplicates(step.id for step in self.steps)
        if repeated:
            raise ValueError(f"duplicate step id {repeated[0]!r}")
        return self

    @property
    def objectives(self) -> tuple[str, ...]:
        return self.main_objectives + self.repeated_objectives

    def step(self, step_id: str) -> AnyStep | None:
        return next((step for step in self.steps if step.id == step_id), None)

    def items(self) -> list[AnyItem]:
        return [step.item for step in self.steps if isinstance(step, TaskStep)]


class Draw(Strict):
    """How many items of one objective a quiz takes."""

    objective: ObjectiveId
    count: int = Field(ge=1, le=10)


class Bank(Strict):
    """The items of one lesson beyond its practice tasks; quizzes and reviews draw from it."""

    bank: Slug
    schema_version: Literal[1]
    version: int = Field(ge=1)
    lesson: LessonId
    blueprint: tuple[Draw, ...] = Field(min_length=1)
    items: tuple[AnyItem, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _blueprint_can_be_drawn(self) -> Self:
        for draw in self.blueprint:
            have = sum(
                item.objective == draw.objective and "quiz" in item.uses for item in self.items
            )
            if have < draw.count:
                raise ValueError(
                    f"the blueprint wants {draw.count} of {draw.objective}, the bank has {have}"
                )
        return self

    @model_validator(mode="after")
    def _can_be_used(self) -> Self:
        for item in self.items:
            if item.is_scored:
                continue
            if item.interaction != "recall":
                raise ValueError(f"{item.id}: a bank holds only items that a quiz or review asks")
            if "quiz" in item.uses:
                raise ValueError(f"{item.id}: recall has no mark; write uses: [review]")
        return self
