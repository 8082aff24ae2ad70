"""The psychologist's weekly list of hard weeks, and the trial of the rule that finds them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.people.access import NotFound, children_of, visible_pupils
from app.people.models import User
from app.people.viewer import Viewer
from app.risk.models import SoftSignal
from app.wellbeing.models import HelpRequest, NotThisPerson

Verdict = Literal["useful", "not-useful", "harmful"]
VERDICTS: tuple[Verdict, ...] = ("useful", "not-useful", "harmful")


def _readable(viewer: Viewer) -> sa.Select[SoftSignal]:
    """Of pupils in this psychologist's care: no own children, nobody who said "not this person"."""
    refused = (
        sa.select(HelpRequest.pupil_id)
        .join(NotThisPerson, NotThisPerson.request_id == HelpRequest.id)
        .where(NotThisPerson.user_id == viewer.id)
    )
    pupils = visible_pupils(viewer).with_only_columns(User.id)
    return sa.select(SoftSignal).where(
        SoftSignal.pupil_id.in_(pupils),
        SoftSignal.pupil_id.notin_(refused),
        SoftSignal.pupil_id.notin_(children_of(viewer.id)),
    )


def weekly(viewer: Viewer) -> Sequence[SoftSignal]:
    """What stands in the list today and has not been looked at, the graver first."""
    query = _readable(viewer).where(
        SoftSignal.listed_on <= clock.today(),
        SoftSignal.ended_on.is_(None),
        SoftSignal.verdict.is_(None),
    )
    order = (SoftSignal.severity.desc(), SoftSignal.listed_on, SoftSignal.id)
    return db.session.scalars(query.order_by(*order)).all()


def on_trial(viewer: Viewer) -> Sequence[SoftSignal]:
    """Findings of the trial that wait for a verdict, the newest first."""
    query = _readable(viewer).where(SoftSignal.is_shadow, SoftSignal.verdict.is_(None))
    return db.session.scalars(query.order_by(SoftSignal.opened_on.desc(), SoftSignal.id)).all()


def signal_for(viewer: Viewer, signal_id: uuid.UUID) -> SoftSignal:
    row = db.session.scalar(_readable(viewer).where(SoftSignal.id == signal_id).with_for_update())
    if row is None or not (row.is_shadow or (row.listed_on and row.listed_on <= clock.today())):
        raise NotFound
    return row


def judge(*, signal: SoftSignal, by: Viewer, verdict: Verdict) -> None:
    """The last word stands: a verdict may be corrected."""
    signal.verdict, signal.verdict_by_id = verdict, by.id


@dataclass(frozen=True, slots=True)
class Tally:
    """How the findings of a rule were judged."""

    rule: str
    found: int
    useful: int
    not_useful: int
    harmful: int

    @property
    def judged(self) -> int:
        return self.useful + self.not_useful + self.harmful


def tally(school_id: int | None) -> list[Tally]:
    """Of a school's trial, by rule; counts without names."""
    judged = (sa.func.count().filter(SoftSignal.verdict == one) for one in VERDICTS)
    columns: tuple[Any, ...] = (SoftSignal.rule, sa.func.count(), *judged)
    query = (
        sa.select(*columns)
        .join(User, User.id == SoftSignal.pupil_id)
        .where(User.school_id == school_id, SoftSignal.is_shadow)
        .group_by(SoftSignal.rule)
        .order_by(SoftSignal.rule)
    )
    return [Tally(*row) for row in db.session.execute(query)]
