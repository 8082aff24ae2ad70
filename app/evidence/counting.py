"""When what rounds show is worked out: of a school as a round is closed, of the region at night."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.evidence import alarms, figures
from app.evidence.figures import Alarm
from app.evidence.models import LessonEffect, SurveyRound


@dataclass(frozen=True, slots=True)
class Counted:
    # None: the region.
    school_id: int | None
    school_year: int
    effects: list[LessonEffect]
    alarms: list[Alarm]


def uncounted() -> list[int]:
    """Closed rounds that nobody has counted yet."""
    query = sa.select(SurveyRound.id).where(
        SurveyRound.closed_at.is_not(None), SurveyRound.counted_at.is_(None)
    )
    return list(db.session.scalars(query.order_by(SurveyRound.id)))


def of_school(round_id: int) -> Counted:
    about = db.session.get_one(SurveyRound, round_id)
    effects, found = figures.effects_of_school(about.school_id, about.school_year)
    return Counted(about.school_id, about.school_year, effects, found)


def of_region() -> list[Counted]:
    """School years in which a round was closed since the region was last counted."""
    counted = (
        sa.select(LessonEffect.school_year, sa.func.max(LessonEffect.counted_at).label("at"))
        .where(LessonEffect.school_id.is_(None))
        .group_by(LessonEffect.school_year)
        .subquery()
    )
    query = (
        sa.select(SurveyRound.school_year)
        .distinct()
        .outerjoin(counted, counted.c.school_year == SurveyRound.school_year)
        .where(
            SurveyRound.closed_at.is_not(None),
            sa.or_(counted.c.at.is_(None), SurveyRound.closed_at > counted.c.at),
        )
    )
    years = sorted(db.session.scalars(query))
    return [Counted(None, year, figures.effects_of_region(year), []) for year in years]


def keep(counted: Counted) -> None:
    """Twice is as good as once."""
    figures.keep(counted.effects, school_id=counted.school_id, school_year=counted.school_year)
    if counted.school_id is None:
        return
    alarms.raise_all(counted.alarms, school_id=counted.school_id, school_year=counted.school_year)
    db.session.execute(
        sa.update(SurveyRound)
        .where(
            SurveyRound.school_id == counted.school_id,
            SurveyRound.school_year == counted.school_year,
            SurveyRound.closed_at.is_not(None),
        )
        .values(counted_at=clock.now())
    )
