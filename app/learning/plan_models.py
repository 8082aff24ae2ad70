"""Tables of the year plan that a class goes by; the plan itself stands in content/curriculum."""

import datetime as dt

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model


class ClassPlan(Model):
    """The class goes by the plan of its grade."""

    __tablename__ = "class_plans"

    class_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("school_classes.id"), primary_key=True
    )
    taken_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    taken_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class PlanPlace(Model):
    """Which week of the plan stands at a place of this class's year, where it was moved.

    Places and weeks are numbered from 1; a place without a row holds the week of its number.
    """

    __tablename__ = "plan_places"
    __table_args__ = (
        sa.CheckConstraint("place >= 1 AND week >= 1", "numbers_from_one"),
        sa.UniqueConstraint("class_id", "week"),
    )

    class_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("school_classes.id"), primary_key=True
    )
    place: so.Mapped[int] = so.mapped_column(primary_key=True)
    week: so.Mapped[int]
