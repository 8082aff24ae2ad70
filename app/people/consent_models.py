"""Tables of consent: a ledger that only grows, and how each pupil stands now."""

import datetime as dt
import uuid

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model
from app.core.ids import new_id
from app.people.models import one_of

# Who speaks: a parent or another lawful representative, or the pupil (assent).
VOICES = ("guardian", "pupil")
DECISIONS = ("given", "refused", "withdrawn")


class Consent(Model):
    """One decision, with the text that was read. Rows are added, never changed."""

    __tablename__ = "consents"
    __table_args__ = (
        sa.CheckConstraint(one_of("voice", VOICES), "voice_known"),
        sa.CheckConstraint(one_of("decision", DECISIONS), "decision_known"),
        sa.CheckConstraint(
            "voice = 'guardian' OR (term IS NOT NULL AND given_by_id = pupil_id)",
            "pupils_speak_for_a_term",
        ),
        sa.CheckConstraint(
            "given_by_id IS NOT NULL OR paper IS NOT NULL", "somebody_or_a_paper_stands_for_it"
        ),
        sa.Index(None, "pupil_id", "purpose", "at"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    purpose: so.Mapped[str]
    voice: so.Mapped[str]
    decision: so.Mapped[str]
    # None where a paper was signed by a parent who has no account.
    given_by_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    # Of staff who copied a paper; equal to given_by_id on one's own page.
    recorded_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    # Number and date of the paper in the school's file.
    paper: so.Mapped[str | None]
    # The school term of a pupil's own yes or no.
    term: so.Mapped[str | None]
    text_version: so.Mapped[int]
    text_locale: so.Mapped[str]
    # SHA-256 of the words that were shown.
    text_digest: so.Mapped[str]
    at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class ConsentState(Model):
    """How a pupil stands on one purpose: the last word of the family, and the pupil's own."""

    __tablename__ = "consent_states"
    __table_args__ = (sa.Index(None, "erase_on"),)

    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    purpose: so.Mapped[str] = so.mapped_column(primary_key=True)
    # None: nobody has said anything.
    is_given: so.Mapped[bool | None]
    # The term for which the pupil has said yes.
    assent_term: so.Mapped[str | None]
    # After a withdrawal: by when what was collected for this purpose is gone.
    erase_on: so.Mapped[dt.date | None]


class ConsentExemption(Model):
    """A purpose that needs no consent at this school: its lawyer has found another ground."""

    __tablename__ = "consent_exemptions"

    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"), primary_key=True)
    purpose: so.Mapped[str] = so.mapped_column(primary_key=True)
    ground: so.Mapped[str]
    set_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    set_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
