"""Tables of a school's administration: terms of roles, free days, the year's end, transfers."""

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model
from app.core.ids import new_id
from app.people.models import one_of
from app.people.roles import Role


class RoleTerm(Model):
    """A role that a person has from one day to another. Of several the latest that runs counts."""

    __tablename__ = "role_terms"
    __table_args__ = (
        sa.CheckConstraint(one_of("role", Role), "role_known"),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", "ends_after_start"),
        sa.Index(None, "user_id", "starts_on"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    role: so.Mapped[str]
    starts_on: so.Mapped[dt.date]
    ends_on: so.Mapped[dt.date | None]
    given_by_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    given_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class Holiday(Model):
    """Days without school: of one school, or of all where no school is named."""

    __tablename__ = "holidays"
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", "ends_after_start"),
        sa.Index(None, "school_id", "starts_on"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    school_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("schools.id"))
    name: so.Mapped[str]
    starts_on: so.Mapped[dt.date]
    ends_on: so.Mapped[dt.date]


class Promotion(Model):
    """A school's classes moved up by a year: what was made and ended, so that it can be undone."""

    __tablename__ = "promotions"
    __table_args__ = (
        sa.Index(
            "uq_promotions_standing",
            "school_id",
            "school_year",
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        ),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"))
    # The year that begins.
    school_year: so.Mapped[int]
    by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    done_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    undone_at: so.Mapped[dt.datetime | None]
    # Ids only: classes, enrolments, people who left.
    made: so.Mapped[dict[str, Any]]


class Transfer(Model):
    """A pupil's way to another school: released by one, accepted by the other, with a receipt."""

    __tablename__ = "transfers"
    __table_args__ = (
        sa.CheckConstraint("from_school_id <> to_school_id", "between_two_schools"),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by_id IS NULL)", "accepted_at_and_by_go_together"
        ),
        sa.CheckConstraint("accepted_at IS NULL OR cancelled_at IS NULL", "one_end"),
        sa.Index(
            "uq_transfers_waiting",
            "pupil_id",
            unique=True,
            sqlite_where=sa.text("accepted_at IS NULL AND cancelled_at IS NULL"),
            postgresql_where=sa.text("accepted_at IS NULL AND cancelled_at IS NULL"),
        ),
        sa.Index(None, "from_school_id", "released_at"),
        sa.Index(None, "to_school_id", "released_at"),
    )

    # Also the number of the receipt.
    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    from_school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"))
    to_school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"))
    released_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    released_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    accepted_by_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    accepted_at: so.Mapped[dt.datetime | None]
    cancelled_at: so.Mapped[dt.datetime | None]


class SiteSetting(Model):
    """What an administrator of the installation sets on a page: names in people.site."""

    __tablename__ = "site_settings"

    name: so.Mapped[str] = so.mapped_column(primary_key=True)
    value: so.Mapped[str]
    set_by_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    set_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
