"""Tables of roster imports. What holds names is encrypted, and goes when it is not needed."""

import datetime as dt
import uuid
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.crypto import EncryptedText
from app.core.db import Model
from app.people.models import one_of


class Kind(StrEnum):
    TABLE = "table"
    ONEROSTER = "oneroster"
    KUNDELIK = "kundelik"


class State(StrEnum):
    COLUMNS = "columns"  # waits for a person to say which column is what
    CHECKING = "checking"  # a job reads the rows
    READY = "ready"  # waits for a person to confirm the difference
    WRITING = "writing"  # a job writes, in one transaction
    WRITTEN = "written"
    UNDONE = "undone"
    BROKEN = "broken"


class RosterImport(Model):
    """One list on its way into the school. Its id is the submission key of the upload."""

    __tablename__ = "roster_imports"
    __table_args__ = (
        sa.CheckConstraint(one_of("kind", tuple(Kind)), "kind_known"),
        sa.CheckConstraint(one_of("state", tuple(State)), "state_known"),
        sa.CheckConstraint("language IN ('kk', 'ru')", "language_known"),
        sa.CheckConstraint(
            "(written_at IS NOT NULL) = (state IN ('written', 'undone'))", "written_at_when_written"
        ),
        sa.Index(None, "school_id", "created_at"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True)
    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"))
    # Nobody: by the command.
    made_by_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    kind: so.Mapped[str]
    file_name: so.Mapped[str]
    state: so.Mapped[str]
    # Language of teaching of new classes where the list does not tell.
    language: so.Mapped[str] = so.mapped_column(default="kk")
    # The chosen columns, in the order of the file.
    fields: so.Mapped[list[str] | None]
    # Which moves and changes were ticked.
    chosen: so.Mapped[dict[str, Any] | None]
    # Numbers of what was written.
    result: so.Mapped[dict[str, Any] | None]
    fault: so.Mapped[str | None]
    about: so.Mapped[str | None]
    rows_done: so.Mapped[int] = so.mapped_column(default=0)
    rows_total: so.Mapped[int] = so.mapped_column(default=0)
    file: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    rows: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    undo: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    created_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    changed_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    written_at: so.Mapped[dt.datetime | None]


class RosterHeading(Model):
    """What a heading means in this school's files."""

    __tablename__ = "roster_headings"

    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"), primary_key=True)
    heading: so.Mapped[str] = so.mapped_column(primary_key=True)
    field: so.Mapped[str]
