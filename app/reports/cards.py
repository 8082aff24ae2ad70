"""Open skill cards as adults read them: the reason, and what to do. Nothing else of the child."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from app.content import library
from app.content.library import Library
from app.core import clock
from app.core.db import db
from app.core.i18n import LocalizedText
from app.people import consents
from app.risk.models import SkillCard
from app.risk.rules import PUPIL_FIRST

Reader = Literal["teacher", "parent"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where and when the rule saw it: in this lesson, or in a review of what it teaches."""

    lesson: LocalizedText
    is_review: bool
    on: dt.date


@dataclass(frozen=True, slots=True)
class Card:
    pupil_id: int
    # SR-… of the curriculum
    kind: str
    skill: LocalizedText
    # What was chosen surely; None where the answers stayed hard without one belief behind them.
    belief: LocalizedText | None
    occasions: tuple[Occasion, ...]
    tip: LocalizedText
    # How "play the call" goes for this skill, if there is a script.
    game: Literal["call", "message"] | None
    # The pupil was told on this day.
    known_since: dt.date


def visible_cards(pupils: sa.Select[int], reader: Reader) -> list[Card]:
    """Cards of these pupils whose two weeks with the pupil alone are over, oldest first."""
    rows = db.session.execute(
        sa.select(
            SkillCard.pupil_id,
            SkillCard.kind,
            SkillCard.misconception,
            SkillCard.evidence,
            SkillCard.visible_from,
        )
        .where(
            SkillCard.pupil_id.in_(consents.allowing(consents.SKILLS, pupils)),
            SkillCard.cleared_at.is_(None),
            SkillCard.visible_from <= clock.today(),
        )
        .order_by(SkillCard.opened_at, SkillCard.id)
    )
    catalogue = library.get()
    # A kind that has left the curriculum has no words any more.
    return [_card(catalogue, row, reader) for row in rows if row.kind in catalogue.skill_risks]


def _card(catalogue: Library, row: Any, reader: Reader) -> Card:
    kind = catalogue.skill_risks[row.kind]
    belief = catalogue.misconceptions.get(row.misconception or "")
    return Card(
        pupil_id=row.pupil_id,
        kind=kind.id,
        skill=kind.skill,
        belief=belief.thinks if belief else None,
        occasions=tuple(
            Occasion(lesson.title, error["review"], dt.date.fromisoformat(error["on"]))
            for error in row.evidence["errors"]
            if (lesson := catalogue.lessons.get(error["lesson"]))
        ),
        tip=kind.teacher_tip if reader == "teacher" else kind.parent_tip,
        game=script.channel if (script := catalogue.calls.get(kind.id)) else None,
        known_since=row.visible_from - PUPIL_FIRST,
    )
