"""Lessons held for a class by an adult: written down once, mended for a fortnight, counted.

A lesson that was held counts as met by the class. It is never a pupil's own work.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db
from app.learning import rollups
from app.learning.delivery_models import Delivery, DeliveryBooster
from app.people.access import NotFound, visible_classes
from app.people.models import SchoolClass
from app.people.viewer import Viewer

Outcome = Literal["taught", "discussed", "skipped"]
Leader = Literal["teacher", "guest"]
Guest = Literal["prosecutor", "police", "psychologist", "other"]

DAYS_TO_MEND = 14
LONGEST_NOTE = 500


class TooLate(Exception):
    """Written by somebody else, or more than a fortnight ago: it stays as it is."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of a lesson. Of a skipped one minutes and children are nought."""

    outcome: Outcome
    held_on: dt.date
    minutes: int = 0
    present: int = 0
    guest: Guest | None = None
    note: str | None = None

    @property
    def columns(self) -> dict[str, object]:
        was_held = self.outcome != "skipped"
        return {
            "outcome": self.outcome,
            "held_on": self.held_on,
            "minutes": self.minutes if was_held else 0,
            "present": self.present if was_held else 0,
            "led_by": "guest" if self.guest else "teacher",
            "guest": self.guest,
            "note": self.note or None,
        }


def write_down(
    *,
    class_id: int,
    lesson_id: str,
    told: Told,
    boosters: Iterable[str] = (),
    key: uuid.UUID,
    by_id: int,
) -> bool:
    """One more lesson held. False if this form was sent before: nothing changes then."""
    if not rollups.claim_submission(key, by_id):
        return False
    delivery = Delivery(
        class_id=class_id, lesson_id=lesson_id, recorded_by_id=by_id, **told.columns
    )
    db.session.add(delivery)
    db.session.flush()
    if told.outcome != "skipped":
        db.session.add_all(
            DeliveryBooster(delivery_id=delivery.id, objective=one) for one in set(boosters)
        )
    db.session.flush()
    return True


def mend(*, delivery: Delivery, told: Told, by: Viewer) -> None:
    """Raises TooLate. Sent twice it says the same twice, and leaves one trace."""
    if not may_mend(delivery, by.id):
        raise TooLate
    changed = {
        name: value for name, value in told.columns.items() if getattr(delivery, name) != value
    }
    if not changed:
        return
    for name, value in changed.items():
        setattr(delivery, name, value)
    delivery.changed_at = clock.now()
    audit.record(
        actor_id=by.id,
        action=audit.Action.DELIVERY_CHANGED,
        subject_type="delivery",
        subject_id=delivery.id,
    )
    db.session.flush()


def may_mend(delivery: Delivery, person_id: int) -> bool:
    is_fresh = clock.now() - delivery.recorded_at <= dt.timedelta(days=DAYS_TO_MEND)
    return delivery.recorded_by_id == person_id and is_fresh


def delivery_for(viewer: Viewer, delivery_id: int) -> Delivery:
    """Of a class that this person runs."""
    own = visible_classes(viewer).with_only_columns(SchoolClass.id).order_by(None)
    delivery = db.session.scalar(
        sa.select(Delivery).where(Delivery.id == delivery_id, Delivery.class_id.in_(own))
    )
    if delivery is None:
        raise NotFound
    return delivery


def deliveries_of(class_id: int) -> Sequence[Delivery]:
    """Of this class's year, the latest first: a class of the next year is another one."""
    query = sa.select(Delivery).where(Delivery.class_id == class_id)
    return db.session.scalars(query.order_by(Delivery.held_on.desc(), Delivery.id.desc())).all()


# --- counts ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DeliveryCount:
    """Lessons held before one class. `held` were taught or discussed; skipped ones stand apart."""

    class_id: int
    held: int
    by_guests: int
    skipped: int
    minutes: int


def delivery_counts(
    class_ids: sa.Select[int], *, since: dt.date, until: dt.date
) -> dict[int, DeliveryCount]:
    """By class, from `since` up to and without `until`. One statement."""
    was_held = Delivery.outcome != "skipped"
    rows = db.session.execute(
        sa.select(
            Delivery.class_id,
            sa.func.count().filter(was_held),
            sa.func.count(Delivery.guest).filter(was_held),
            sa.func.count().filter(~was_held),
            sa.func.sum(Delivery.minutes),
        )
        .where(
            Delivery.class_id.in_(class_ids), Delivery.held_on >= since, Delivery.held_on < until
        )
        .group_by(Delivery.class_id)
    )
    return {row[0]: DeliveryCount(*row) for row in rows}


def times_held(class_id: int) -> dict[str, int]:
    """By lesson, how often this class was taught it or talked about it."""
    rows = db.session.execute(
        sa.select(Delivery.lesson_id, sa.func.count())
        .where(Delivery.class_id == class_id, Delivery.outcome != "skipped")
        .group_by(Delivery.lesson_id)
    )
    return {row[0]: row[1] for row in rows}


def times_brought_back(class_id: int) -> Mapping[str, int]:
    """By objective, how often the minutes before a lesson brought it back."""
    rows = db.session.execute(
        sa.select(DeliveryBooster.objective, sa.func.count())
        .join(Delivery, Delivery.id == DeliveryBooster.delivery_id)
        .where(Delivery.class_id == class_id, Delivery.outcome != "skipped")
        .group_by(DeliveryBooster.objective)
    )
    return {row[0]: row[1] for row in rows}
