"""Tables of data rights: copies to be fetched once, erasures, and what stays of the erased."""

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model
from app.core.ids import new_id


class DataCopy(Model):
    """A copy of a person's data, made by a job, fetched once, gone after some days."""

    __tablename__ = "data_copies"
    __table_args__ = (
        sa.Index(None, "asked_by_id", "asked_at"),
        sa.Index(None, "expires_at"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    person_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    asked_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    locale: so.Mapped[str]
    asked_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    made_at: so.Mapped[dt.datetime | None]
    expires_at: so.Mapped[dt.datetime]
    fetched_at: so.Mapped[dt.datetime | None]
    # The sealed zip; emptied when it has been fetched or has expired.
    content: so.Mapped[bytes | None] = so.mapped_column(sa.LargeBinary)


class Erasure(Model):
    """What was erased of whom and what had to stay: counts and reasons, no content."""

    __tablename__ = "erasures"

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    person_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    # A number of the paper or a word of the person: why it was done.
    reason: so.Mapped[str]
    done_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    # Rows by table: {"erased": {...}, "kept": {...}}.
    rows: so.Mapped[dict[str, Any]]


class ErasedCoverage(Model):
    """How many of the erased had begun and finished a lesson: the region's figures stay true."""

    __tablename__ = "erased_coverage"
    __table_args__ = (sa.CheckConstraint("finished <= started AND started >= 0", "counts_fit"),)

    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"), primary_key=True)
    lesson_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    started: so.Mapped[int]
    finished: so.Mapped[int]
