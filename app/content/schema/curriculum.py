"""What all lessons share: objectives, misconceptions, true norms, skill risks, themes."""

from typing import Literal

from pydantic import Field

from app.content.schema.base import (
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
    objectives: tuple[ObjectiveId, ...] = Field(min_length=1)
    misconceptions: tuple[MisconceptionId, ...] = Field(min_length=1)
    skill: LocalizedText
    parent_tip: LocalizedText
    teacher_tip: LocalizedText
    pupil_text: LocalizedText


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
