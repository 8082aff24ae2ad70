"""The outbox: a notice is a row of the transaction that caused it, and is delivered later."""

import datetime as dt
import uuid

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model
from app.core.ids import new_id


class Notice(Model):
    __tablename__ = "notices"
    __table_args__ = (
        sa.UniqueConstraint("recipient_id", "kind", "subject_id"),
        sa.CheckConstraint(
            "delivered_at IS NULL OR claimed_at IS NOT NULL", "claimed_before_delivered"
        ),
        sa.Index(None, "recipient_id", "read_at"),
        sa.Index(
            "ix_notices_waiting",
            "created_at",
            sqlite_where=sa.text("delivered_at IS NULL"),
            postgresql_where=sa.text("delivered_at IS NULL"),
        ),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    recipient_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    # A template of its own for each kind; a notice holds no text and no name.
    kind: so.Mapped[str]
    subject_id: so.Mapped[str]
    created_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    claimed_at: so.Mapped[dt.datetime | None]
    delivered_at: so.Mapped[dt.datetime | None]
    read_at: so.Mapped[dt.datetime | None]


class MailAddress(Model):
    """Where a person also wants to hear that there is something new. Never of a pupil."""

    __tablename__ = "mail_addresses"

    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    address: so.Mapped[str]
    changed_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class Mail(Model):
    """A message of the outbox. Its id is the message's: sent twice it is still one."""

    __tablename__ = "mails"
    __table_args__ = (
        sa.CheckConstraint("state IN ('waiting', 'sent', 'failed')", "state_known"),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", "sent_has_a_time"),
        sa.UniqueConstraint("notice_id"),
        sa.Index(
            "ix_mails_waiting",
            "next_try_at",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        ),
        sa.Index(None, "user_id"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    # None: the first message to a new address.
    notice_id: so.Mapped[uuid.UUID | None] = so.mapped_column(sa.ForeignKey("notices.id"))
    state: so.Mapped[str] = so.mapped_column(default="waiting")
    tries: so.Mapped[int] = so.mapped_column(default=0)
    queued_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    next_try_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    sent_at: so.Mapped[dt.datetime | None]


class WeeklyDigest(Model):
    """A parent has chosen a letter a week. No row: none is written."""

    __tablename__ = "weekly_digests"

    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    chosen_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    # The Monday of the week in which the last one was written: at most one a week.
    told_week: so.Mapped[dt.date | None]
    # Digests of what it said: the same is not said twice.
    told: so.Mapped[str] = so.mapped_column(default="")
