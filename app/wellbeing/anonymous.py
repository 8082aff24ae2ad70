"""H3: words without a name. No account, no address and no device is kept with them.

The receipt code is made from the key of the form and a secret of the server: the same form sent
twice shows the same code, and only its digest is stored.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.crypto import keyed_digest
from app.core.db import EncryptedText, Model, db
from app.core.ids import code_from
from app.people.models import one_of
from app.people.secrets import digest

# "Is it about an adult at school, and which role?", asked before anybody is told.
ABOUT_ROLES = ("teacher", "psychologist", "social_pedagogue", "lead", "deputy", "head", "other")
STATES = ("new", "answered", "closed")
# The sender's way back closes so many days after the last visit; what staff keep does not.
WAY_BACK = dt.timedelta(days=90)
# Times of messages are coarse: a fine one could be laid beside somebody's browsing.
COARSE_MINUTES = 15


class AnonymousReport(Model):
    __tablename__ = "anonymous_reports"
    __table_args__ = (
        sa.CheckConstraint(f"about IS NULL OR {one_of('about', ABOUT_ROLES)}", "about_known"),
        sa.CheckConstraint(one_of("state", STATES), "state_known"),
        sa.CheckConstraint("severity BETWEEN 1 AND 4", "severity_in_range"),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", "closed_has_a_time"),
        sa.UniqueConstraint("submission_key"),
        sa.UniqueConstraint("code_digest"),
        sa.Index(None, "school_id", "state"),
        sa.Index(None, "state", "due_at"),
    )

    # Random throughout: the ids of other tables tell when a row was made.
    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=uuid.uuid4)
    submission_key: so.Mapped[uuid.UUID]
    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"))
    # None once the way back is closed.
    code_digest: so.Mapped[str | None]
    about: so.Mapped[str | None]
    place: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    happened: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    state: so.Mapped[str] = so.mapped_column(default="new")
    # Unread it counts as a concern; people set it once they have read.
    severity: so.Mapped[int] = so.mapped_column(default=2)
    due_at: so.Mapped[dt.datetime]
    created_at: so.Mapped[dt.datetime]
    last_visit_on: so.Mapped[dt.date]
    closed_at: so.Mapped[dt.datetime | None]


class AnonymousMessage(Model):
    """One line of the thread. Without an author it is the sender's."""

    __tablename__ = "anonymous_messages"
    __table_args__ = (
        sa.UniqueConstraint("submission_key"),
        sa.Index(None, "report_id"),
    )

    # Numbered: coarse times do not tell which of two came first.
    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    submission_key: so.Mapped[uuid.UUID]
    report_id: so.Mapped[uuid.UUID] = so.mapped_column(sa.ForeignKey("anonymous_reports.id"))
    author_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    words: so.Mapped[str] = so.mapped_column(EncryptedText)
    at: so.Mapped[dt.datetime]


class AnonymousReader(Model):
    """Who may open the report."""

    __tablename__ = "anonymous_readers"
    __table_args__ = (sa.Index(None, "user_id"),)

    report_id: so.Mapped[uuid.UUID] = so.mapped_column(
        sa.ForeignKey("anonymous_reports.id"), primary_key=True
    )
    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)


@dataclass(frozen=True, slots=True)
class Told:
    """What the form of somebody without a name says."""

    submission_key: uuid.UUID
    words: str
    about: str | None = None
    place: str | None = None
    happened: str | None = None


def coarse(moment: dt.datetime) -> dt.datetime:
    return moment.replace(
        minute=moment.minute - moment.minute % COARSE_MINUTES, second=0, microsecond=0
    )


def code_of(submission_key: uuid.UUID) -> str:
    """The receipt: twelve letters and digits in three groups."""
    return code_from(keyed_digest("anonymous-report", str(submission_key)))


def keep(*, school_id: int, told: Told, due_at: dt.datetime) -> tuple[AnonymousReport, bool]:
    """The report, and whether it is new."""
    known = db.session.scalar(
        sa.select(AnonymousReport).where(AnonymousReport.submission_key == told.submission_key)
    )
    if known is not None:
        return known, False
    report = AnonymousReport(
        submission_key=told.submission_key,
        school_id=school_id,
        code_digest=digest(code_of(told.submission_key)),
        about=told.about,
        place=told.place,
        happened=told.happened,
        due_at=due_at,
        created_at=coarse(clock.now()),
        last_visit_on=clock.today(),
    )
    db.session.add(report)
    db.session.flush()
    add_message(report=report, words=told.words, submission_key=told.submission_key)
    return report, True


def add_message(
    *, report: AnonymousReport, words: str, submission_key: uuid.UUID, author_id: int | None = None
) -> bool:
    """Whether the message is new: sent twice it stands once."""
    known = sa.select(AnonymousMessage.id).where(AnonymousMessage.submission_key == submission_key)
    if db.session.scalar(known) is not None:
        return False
    message = AnonymousMessage(
        submission_key=submission_key,
        report_id=report.id,
        author_id=author_id,
        words=words,
        at=coarse(clock.now()),
    )
    db.session.add(message)
    db.session.flush()
    return True


def waits_for_answer(report_id: uuid.UUID) -> bool:
    """Whether the last word is the sender's."""
    query = sa.select(AnonymousMessage.author_id).where(AnonymousMessage.report_id == report_id)
    return db.session.scalar(query.order_by(AnonymousMessage.id.desc()).limit(1)) is None


def find_by_code(code: str) -> AnonymousReport | None:
    return db.session.scalar(
        sa.select(AnonymousReport).where(AnonymousReport.code_digest == digest(code))
    )


def visited(report: AnonymousReport) -> None:
    report.last_visit_on = clock.today()


def thread(report_id: uuid.UUID) -> Sequence[AnonymousMessage]:
    query = sa.select(AnonymousMessage).where(AnonymousMessage.report_id == report_id)
    return db.session.scalars(query.order_by(AnonymousMessage.id)).all()


def close_ways_back() -> None:
    """Nightly; safe to run twice."""
    oldest = clock.today() - WAY_BACK
    db.session.execute(
        sa.update(AnonymousReport)
        .where(AnonymousReport.last_visit_on < oldest)
        .values(code_digest=None)
    )
