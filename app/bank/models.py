"""Tables of a school's own questions. A changed question is a new version; the old one stays."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model


class SchoolItem(Model):
    """A question of one school, in one language, in its present version."""

    __tablename__ = "school_items"
    __table_args__ = (
        sa.CheckConstraint("status IN ('draft', 'on', 'withdrawn')", "status_known"),
        sa.CheckConstraint("version >= 1", "version_from_one"),
        sa.UniqueConstraint("item_id"),
        sa.UniqueConstraint("school_id", "language", "key"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    # As attempts name it; never that of an authored item.
    item_id: so.Mapped[str]
    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"))
    language: so.Mapped[str]
    # By what it is known again when its file comes once more.
    key: so.Mapped[str]
    name: so.Mapped[str]
    category: so.Mapped[str]
    status: so.Mapped[str]
    version: so.Mapped[int]
    changed_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class SchoolItemVersion(Model):
    """The typed item as a document (content.schema.items); answers name its version."""

    __tablename__ = "school_item_versions"

    school_item_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("school_items.id"), primary_key=True
    )
    version: so.Mapped[int] = so.mapped_column(primary_key=True)
    document: so.Mapped[dict[str, Any]]
    made_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    made_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class SchoolQuiz(Model):
    """Some of the bank's questions, given to a class to practise."""

    __tablename__ = "school_quizzes"
    __table_args__ = (sa.Index(None, "class_id"),)

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    class_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("school_classes.id"))
    title: so.Mapped[str]
    item_ids: so.Mapped[list[str]]
    due_on: so.Mapped[dt.date]
    given_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    given_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    withdrawn_at: so.Mapped[dt.datetime | None]
