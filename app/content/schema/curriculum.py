"""What all lessons share: objectives, misconceptions, true norms, skill risks, themes."""

from typing import Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import (
    BANDS,
    Band,
    LocalizedText,
    MisconceptionId,
    NormId,
    ObjectiveId,
    SkillRiskId,
    Source,
    Strict,
    Theme,
)


class Objective(Strict):
    """`can` reads on after the pupil's name: "tells a joke from bullying"."""

    id: ObjectiveId
    theme: Theme
    kind: Literal["knowledge", "skill", "norm", "intention", "help-seeking"]
    sensitive: bool
    can: LocalizedText


class Misconception(Strict):
    """`thinks` is what a teacher reads under "Talk about this"; `ask` opens the talk."""

    id: MisconceptionId
    thinks: LocalizedText
    ask: LocalizedText


class Norm(Strict):
    """A true figure about peers; `of_ten` is shown beside the pupil's own guess."""

    id: NormId
    of_ten: int = Field(ge=0, le=10)
    says: LocalizedText
    caution: LocalizedText
    source: Source


class SkillRiskKind(Strict):
    """When to say "practise this together", to whom, and how to begin the talk."""

    id: SkillRiskId
    # T-SURE looks at the misconceptions, T-LOW at the objectives; see risk.rules, risk.trends.
    triggers: tuple[Literal["T-SURE", "T-LOW"], ...] = Field(min_length=1)
    objectives: tuple[ObjectiveId, ...] = Field(min_length=1)
    misconceptions: tuple[MisconceptionId, ...] = ()
    bands: tuple[Band, ...] = BANDS
    skill: LocalizedText
    parent_tip: LocalizedText
    teacher_tip: LocalizedText
    pupil_text: LocalizedText

    @model_validator(mode="after")
    def _has_what_its_triggers_need(self) -> Self:
        if "T-SURE" in self.triggers and not self.misconceptions:
            raise ValueError("the trigger T-SURE needs at least one misconception")
        return self


class ThemeText(Strict):
    id: Theme
    title: LocalizedText
    icon: str


class Curriculum(Strict):
    schema_version: Literal[1]
    themes: tuple[ThemeText, ...]
    objectives: tuple[Objective, ...]
    misconceptions: tuple[Misconception, ...]
    norms: tuple[Norm, ...]
    skill_risks: tuple[SkillRiskKind, ...]
