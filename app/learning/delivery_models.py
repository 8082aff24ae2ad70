"""Tables of lessons that a class was given by an adult: what was held, and hands that went up.

Nothing here names a pupil: a lesson held for a class is nobody's work done.
"""

import datetime as dt

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import EncryptedText, Model

MOST_CHILDREN = 60
MOST_MINUTES = 120


class Delivery(Model):
    """A lesson as it was held for a class, in the words of who held it."""

    __tablename__ = "deliveries"
    __table_args__ = (
        sa.CheckConstraint("outcome IN ('taught', 'discussed', 'skipped')", "outcome_known"),
        sa.CheckConstraint(f"minutes BETWEEN 0 AND {MOST_MINUTES}", "minutes_in_range"),
        sa.CheckConstraint(f"present BETWEEN 0 AND {MOST_CHILDREN}", "present_in_range"),
        sa.CheckConstraint(
            "outcome != 'skipped' OR (minutes = 0 AND present = 0)", "nothing_of_a_skipped_one"
        ),
        sa.CheckConstraint("led_by IN ('teacher', 'guest')", "leader_known"),
        sa.CheckConstraint(
            "guest IS NULL OR guest IN ('prosecutor', 'police', 'psychologist', 'other')",
            "guest_known",
        ),
        sa.CheckConstraint("(led_by = 'guest') = (guest IS NOT NULL)", "guest_has_an_office"),
        sa.Index(None, "class_id", "held_on"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    class_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("school_classes.id"))
    lesson_id: so.Mapped[str]
    held_on: so.Mapped[dt.date]
    outcome: so.Mapped[str]
    minutes: so.Mapped[int]
    # How many children were in the room.
    present: so.Mapped[int]
    led_by: so.Mapped[str]
    guest: so.Mapped[str | None]
    # Asked for without names; encrypted, because nobody can be sure.
    note: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    recorded_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    recorded_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    changed_at: so.Mapped[dt.datetime | None]


class DeliveryBooster(Model):
    """An objective that the two minutes before the lesson brought back."""

    __tablename__ = "delivery_boosters"

    delivery_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("deliveries.id"), primary_key=True)
    objective: so.Mapped[str] = so.mapped_column(primary_key=True)


class HandCount(Model):
    """How many hands went up for an option, as the teacher counted them; the latest vote stands."""

    __tablename__ = "hand_counts"
    __table_args__ = (sa.CheckConstraint(f"hands BETWEEN 0 AND {MOST_CHILDREN}", "hands_in_range"),)

    class_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("school_classes.id"), primary_key=True
    )
    lesson_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    # An item, or a place of the lesson's story.
    item_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    option_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    # Of the item or story: a changed one is counted anew.
    version: so.Mapped[int]
    hands: so.Mapped[int]
