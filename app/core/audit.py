"""Who did or read what, append-only. Ids only: never names, answers or texts."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model, db
from app.core.ids import new_id


class Action(StrEnum):
    CASE_READ = "case:read"
    CASE_CHANGED = "case:changed"
    CASE_PRINTED = "case:printed"
    CASE_DENIED = "case:denied"
    CASE_FILE_READ = "case:file-read"
    REQUEST_READ = "request:read"
    CONCERN_READ = "concern:read"
    WEEKS_READ = "weeks:read"
    SECRET_RESET = "secret:reset"  # noqa: S105
    SIGNED_IN = "session:opened"
    SCHOOL_CREATED = "school:created"
    PERSON_ADDED = "person:added"
    PASSWORD_CHANGED = "password:changed"  # noqa: S105
    FACTOR_ADDED = "factor:added"
    FACTOR_REMOVED = "factor:removed"
    FACTORS_RESET = "factor:reset"
    RECOVERY_CODES_MADE = "recovery:made"
    RECOVERY_CODE_USED = "recovery:used"
    IDENTITY_LINKED = "identity:linked"
    IDENTITY_UNLINKED = "identity:unlinked"
    PROVIDER_CHANGED = "provider:changed"
    GUARDIAN_LINKED = "guardian:linked"
    GUARDIAN_UNLINKED = "guardian:unlinked"
    GUARDIAN_BARRED = "guardian:barred"
    GUARDIAN_ADMITTED = "guardian:admitted"
    PERSON_CHANGED = "person:changed"
    ROLE_CHANGED = "role:changed"
    CALENDAR_CHANGED = "calendar:changed"
    SETTING_CHANGED = "setting:changed"
    YEAR_MOVED = "year:moved"
    YEAR_UNDONE = "year:undone"
    PUPIL_RELEASED = "pupil:released"
    PUPIL_ACCEPTED = "pupil:accepted"
    CONSENT_RECORDED = "consent:recorded"
    COPY_ASKED = "copy:asked"
    COPY_FETCHED = "copy:fetched"
    DATA_ERASED = "data:erased"
    ROUND_OPENED = "round:opened"
    ROUND_CLOSED = "round:closed"
    CLASSES_DRAWN = "classes:drawn"
    ALARM_DECIDED = "alarm:decided"
    ROSTER_IMPORTED = "roster:imported"
    ROSTER_UNDONE = "roster:undone"
    ROSTER_EXPORTED = "roster:exported"
    DELIVERY_CHANGED = "delivery:changed"


class AuditEntry(Model):
    __tablename__ = "audit_entries"
    __table_args__ = (
        sa.Index(None, "subject_type", "subject_id", "at"),
        sa.Index(None, "actor_id", "at"),
        sa.Index(None, "at"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    at: so.Mapped[dt.datetime]
    # No foreign key: the trail outlives what it tells about.
    actor_id: so.Mapped[int | None]
    action: so.Mapped[str]
    subject_type: so.Mapped[str]
    subject_id: so.Mapped[str]


def record(*, actor_id: int | None, action: Action, subject_type: str, subject_id: object) -> None:
    """Joins the caller's transaction: what is not recorded has not been shown."""
    entry = AuditEntry(
        at=clock.now(),
        actor_id=actor_id,
        action=action,
        subject_type=subject_type,
        subject_id=str(subject_id),
    )
    db.session.add(entry)


def entries_about(
    subject_type: str, subject_id: object, action: Action | None = None
) -> list[AuditEntry]:
    """The trail of one thing, or of one action on it, newest first."""
    query = (
        sa.select(AuditEntry)
        .where(AuditEntry.subject_type == subject_type, AuditEntry.subject_id == str(subject_id))
        .order_by(AuditEntry.at.desc())
    )
    if action is not None:
        query = query.where(AuditEntry.action == action)
    return list(db.session.scalars(query))


def happened_since(
    moment: dt.datetime, *, action: Action, subject_type: str, subject_id: object
) -> bool:
    query = sa.select(AuditEntry.id).where(
        AuditEntry.subject_type == subject_type,
        AuditEntry.subject_id == str(subject_id),
        AuditEntry.action == action,
        AuditEntry.at >= moment,
    )
    return db.session.scalar(query.limit(1)) is not None


# These acts say by themselves that a child is worried for: counted for administrators, never
# listed, whatever they were done to.
_GUARDED = ("case:", "request:", "concern:", "weeks:")
LISTED = tuple(one for one in Action if not one.startswith(_GUARDED))


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in the trail; None is no limit."""

    # Ids of the people whose acts may be shown.
    actors: sa.Select[int]
    action: str | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    about_id: int | None = None


def search(wanted: Search, *, first: int, skip: int = 0) -> list[AuditEntry]:
    """Newest first. Ask for one more to see if there is more."""
    query = sa.select(AuditEntry).where(
        AuditEntry.actor_id.in_(wanted.actors), AuditEntry.action.in_(LISTED)
    )
    if wanted.action:
        query = query.where(AuditEntry.action == wanted.action)
    if wanted.since:
        query = query.where(AuditEntry.at >= wanted.since)
    if wanted.until:
        query = query.where(AuditEntry.at < wanted.until)
    if wanted.about_id is not None:
        query = query.where(
            AuditEntry.subject_type == "user", AuditEntry.subject_id == str(wanted.about_id)
        )
    order = (AuditEntry.at.desc(), AuditEntry.id.desc())
    return list(db.session.scalars(query.order_by(*order).limit(first).offset(skip)))
