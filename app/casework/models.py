"""A case: one signal, a named owner, a clock, and a chronology that only grows."""

import datetime as dt
import uuid

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.casework.workflow import CATEGORIES, STATES
from app.core import clock
from app.core.db import EncryptedText, Model
from app.core.ids import new_id


def _one_of(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


class Case(Model):
    __tablename__ = "cases"
    __table_args__ = (
        sa.UniqueConstraint("signal_id"),
        sa.CheckConstraint(_one_of("state", STATES), "state_known"),
        sa.CheckConstraint("severity BETWEEN 1 AND 4", "severity_in_range"),
        sa.CheckConstraint(
            f"category IS NULL OR {_one_of('category', CATEGORIES)}", "category_known"
        ),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", "closed_has_a_time"),
        sa.CheckConstraint("backup_id <> owner_id", "backup_is_another"),
        sa.CheckConstraint(
            "(state = 'merged') = (merged_into_id IS NOT NULL)", "merged_has_another_case"
        ),
        sa.CheckConstraint("state = 'new' OR owner_id IS NOT NULL", "only_new_cases_lack_an_owner"),
        sa.Index(None, "state", "due_at"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    signal_id: so.Mapped[uuid.UUID] = so.mapped_column(sa.ForeignKey("signals.id"))
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    state: so.Mapped[str] = so.mapped_column(default="new")
    severity: so.Mapped[int]
    category: so.Mapped[str | None]
    owner_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    # Stands in for the owner, and takes over where the owner leaves.
    backup_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    # Where and when an adult can reach the child without harm.
    safe_contact: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    # Unknown is no: nobody calls home before somebody has found out.
    home_is_safe: so.Mapped[bool | None]
    # The next deadline of safeguarding.md §9, on the school's calendar.
    due_at: so.Mapped[dt.datetime]
    review_on: so.Mapped[dt.date | None]
    opened_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    closed_at: so.Mapped[dt.datetime | None]
    merged_into_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("cases.id"), index=True)
    # Rises with every change: two people cannot overwrite each other.
    version: so.Mapped[int] = so.mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CaseReader(Model):
    """Who may open the case: those whom routing told, and those brought in later."""

    __tablename__ = "case_readers"
    __table_args__ = (sa.Index(None, "user_id"),)

    case_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("cases.id"), primary_key=True)
    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    since: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class CaseExclusion(Model):
    """Who must never see it: named, refused by the child, or stepped aside. Wins over all."""

    __tablename__ = "case_exclusions"

    case_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("cases.id"), primary_key=True)
    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)


class ChronologyEntry(Model):
    """What was done and said, in order. Entries are added, never changed."""

    __tablename__ = "chronology_entries"
    __table_args__ = (sa.Index(None, "case_id", "at"), sa.Index(None, "request_id"))

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    case_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("cases.id"))
    at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    # None: the platform itself (a signal arrived, a deadline passed).
    actor_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    kind: so.Mapped[str]
    # The child's request that opened or joined the case: its words stay in the request.
    request_id: so.Mapped[uuid.UUID | None] = so.mapped_column(sa.ForeignKey("help_requests.id"))
    note: so.Mapped[str | None] = so.mapped_column(EncryptedText)


class CaseTask(Model):
    """A dated step of the help plan."""

    __tablename__ = "case_tasks"

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    case_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("cases.id"), index=True)
    text: so.Mapped[str] = so.mapped_column(EncryptedText)
    due_on: so.Mapped[dt.date]
    done_at: so.Mapped[dt.datetime | None]


class CaseReferral(Model):
    """Passed on to a body outside: to whom, on what ground, what was sent, and its receipt."""

    __tablename__ = "case_referrals"

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    case_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("cases.id"), index=True)
    to_whom: so.Mapped[str] = so.mapped_column(EncryptedText)
    ground: so.Mapped[str] = so.mapped_column(EncryptedText)
    sent: so.Mapped[str] = so.mapped_column(EncryptedText)
    by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    referred_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    received_on: so.Mapped[dt.date | None]


class CaseHandover(Model):
    """A child has moved to another school: one person of the old one keeps the case until a
    safeguarding lead of the new one has it. Nothing is handed over by itself.
    """

    __tablename__ = "case_handovers"
    __table_args__ = (
        sa.Index(
            "uq_case_handovers_waiting",
            "case_id",
            unique=True,
            sqlite_where=sa.text("handed_at IS NULL"),
            postgresql_where=sa.text("handed_at IS NULL"),
        ),
        sa.Index(None, "holder_id"),
        sa.CheckConstraint(
            "(handed_at IS NULL) = (handed_to_id IS NULL)", "handed_at_and_to_go_together"
        ),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    case_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("cases.id"))
    holder_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    begun_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    handed_at: so.Mapped[dt.datetime | None]
    handed_to_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
