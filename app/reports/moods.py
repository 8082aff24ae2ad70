"""Hard weeks as the psychologist reads them: facts, what they are not, and one suggestion."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.core.db import db
from app.people import switches
from app.people.models import Enrolment, SchoolClass, User
from app.people.viewer import Viewer
from app.risk import lists
from app.risk.lists import Tally
from app.risk.models import SoftSignal


@dataclass(frozen=True, slots=True)
class Low:
    week: dt.date
    mood: int


@dataclass(frozen=True, slots=True)
class HardWeeks:
    """One signal in the list."""

    id: uuid.UUID
    rule: str
    severity: int
    name: str
    grade: int | None
    letter: str | None
    lows: tuple[Low, ...]
    # The usual mood of this pupil, where the rule looked at it.
    usual: int | None
    has_second_fact: bool
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeeksPage:
    state: switches.State
    listed: tuple[HardWeeks, ...]
    trial: tuple[HardWeeks, ...]
    tally: tuple[Tally, ...]


def weeks_page(viewer: Viewer) -> WeeksPage:
    listed, trial = lists.weekly(viewer), lists.on_trial(viewer)
    names = _names({row.pupil_id for row in (*listed, *trial)})
    return WeeksPage(
        state=switches.state(viewer.school_id, "mood"),
        listed=_shown(listed, names),
        trial=_shown(trial, names),
        tally=tuple(lists.tally(viewer.school_id)),
    )


def _names(pupil_ids: set[int]) -> dict[int, tuple[str, int | None, str | None]]:
    query = (
        sa.select(User.id, User.family_name, User.given_name, SchoolClass.grade, SchoolClass.letter)
        .outerjoin(Enrolment, sa.and_(Enrolment.pupil_id == User.id, Enrolment.ends_on.is_(None)))
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(User.id.in_(pupil_ids))
    )
    return {
        row.id: (f"{row.family_name} {row.given_name}", row.grade, row.letter)
        for row in db.session.execute(query)
    }


def _shown(
    rows: Sequence[SoftSignal], names: dict[int, tuple[str, int | None, str | None]]
) -> tuple[HardWeeks, ...]:
    return tuple(_hard_weeks(row, *names[row.pupil_id]) for row in rows)


def _hard_weeks(row: SoftSignal, name: str, grade: int | None, letter: str | None) -> HardWeeks:
    usual = row.inputs["usual"]
    return HardWeeks(
        id=row.id,
        rule=row.rule,
        severity=row.severity,
        name=name,
        grade=grade,
        letter=letter,
        lows=tuple(
            Low(dt.date.fromisoformat(one["week"]), one["mood"]) for one in row.inputs["lows"]
        ),
        usual=round(usual) if usual is not None else None,
        has_second_fact=row.inputs["with_second_fact"],
        replies=tuple(row.replies[week] for week in sorted(row.replies)),
    )
