"""Two families, kept apart: skill cards come from learning, signals from people's own words."""

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model
from app.core.ids import new_id


class SkillCard(Model):
    """ "Let's practise this together": told to the pupil first, to adults after 14 days."""

    __tablename__ = "skill_cards"
    __table_args__ = (
        sa.UniqueConstraint("pupil_id", "kind", "occasion"),
        sa.CheckConstraint("cleared_at IS NULL OR cleared_at >= opened_at", "cleared_after_opened"),
        sa.CheckConstraint("(misconception IS NULL) <> (objective IS NULL)", "about_one_thing"),
        sa.Index(
            "uq_skill_cards_open",
            "pupil_id",
            "kind",
            unique=True,
            sqlite_where=sa.text("cleared_at IS NULL"),
            postgresql_where=sa.text("cleared_at IS NULL"),
        ),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    # SR-… of content/curriculum/skill-risks.yaml
    kind: so.Mapped[str]
    rule: so.Mapped[str]
    rule_version: so.Mapped[int]
    # What it is about: a misconception held surely, or an objective that stays hard.
    misconception: so.Mapped[str | None]
    objective: so.Mapped[str | None]
    # The id of the attempt that completed the rule: the same facts open one card.
    occasion: so.Mapped[str]
    # What the rule saw: lessons and days, for the reason shown to people.
    evidence: so.Mapped[dict[str, Any]]
    opened_at: so.Mapped[dt.datetime]
    # From this day on the class teacher and the parent see it, if it still stands.
    visible_from: so.Mapped[dt.date]
    cleared_at: so.Mapped[dt.datetime | None]


class Signal(Model):
    """A reason for a specialist to look. It stores the rule, its version and what it used."""

    __tablename__ = "signals"
    __table_args__ = (
        sa.UniqueConstraint("rule", "pupil_id", "occasion"),
        sa.CheckConstraint("severity BETWEEN 1 AND 4", "severity_in_range"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    rule: so.Mapped[str]
    rule_version: so.Mapped[int]
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    # "request:<id>" or "concern:<id>".
    occasion: so.Mapped[str]
    severity: so.Mapped[int]
    # Closed facts only (topic, frequency, wish): words stay in the request.
    inputs: so.Mapped[dict[str, Any]]
    created_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class SoftSignal(Model):
    """M1 or M2: weeks that look hard. The child is asked first; a case opens only by a person."""

    __tablename__ = "soft_signals"
    __table_args__ = (
        sa.UniqueConstraint("pupil_id", "rule", "occasion"),
        sa.CheckConstraint("severity BETWEEN 1 AND 3", "severity_in_range"),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict IN ('useful', 'not-useful', 'harmful')", "verdict_known"
        ),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= opened_on", "ended_after_opened"),
        sa.Index(
            "uq_soft_signals_standing",
            "pupil_id",
            "rule",
            unique=True,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        ),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    rule: so.Mapped[str]
    rule_version: so.Mapped[int]
    occasion: so.Mapped[str]
    severity: so.Mapped[int]
    # The low weeks and the usual mood that the rule saw.
    inputs: so.Mapped[dict[str, Any]]
    # Found while the rule was on trial: no child and no list ever shows it.
    is_shadow: so.Mapped[bool]
    opened_on: so.Mapped[dt.date]
    ended_on: so.Mapped[dt.date | None]
    # What the child said to the question, by the Monday of the week: talk, not-now or fine.
    replies: so.Mapped[dict[str, Any]]
    quiet_until: so.Mapped[dt.date | None]
    # From this day on it stands in the psychologist's weekly list.
    listed_on: so.Mapped[dt.date | None]
    verdict: so.Mapped[str | None]
    verdict_by_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))


class LessonWords(Model):
    """T1s: a promise of a lesson holds words about wanting to die, and the child is asked.

    The words themselves stay in the promise, which nobody but the child reads.
    """

    __tablename__ = "lesson_words"
    __table_args__ = (
        sa.CheckConstraint("severity BETWEEN 3 AND 4", "severity_in_range"),
        sa.CheckConstraint("reply IS NULL OR reply IN ('me', 'task')", "reply_known"),
    )

    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    lesson_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    rule_version: so.Mapped[int]
    # Of the words, as T1 sees them.
    severity: so.Mapped[int]
    is_shadow: so.Mapped[bool]
    asked_at: so.Mapped[dt.datetime] = so.mapped_column(index=True)
    reply: so.Mapped[str | None]
    # When a psychologist was told.
    told_at: so.Mapped[dt.datetime | None]


class WordMatch(Model):
    """T1, T2 or T3 in a message. The phrase itself stays in the message, which is encrypted."""

    __tablename__ = "word_matches"
    __table_args__ = (
        sa.CheckConstraint("rule IN ('T1', 'T2', 'T3')", "rule_known"),
        sa.CheckConstraint("severity BETWEEN 3 AND 4", "severity_in_range"),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict IN ('useful', 'not-useful', 'harmful')", "verdict_known"
        ),
    )

    request_id: so.Mapped[uuid.UUID] = so.mapped_column(
        sa.ForeignKey("help_requests.id"), primary_key=True
    )
    rule: so.Mapped[str]
    rule_version: so.Mapped[int]
    severity: so.Mapped[int]
    is_shadow: so.Mapped[bool]
    found_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    verdict: so.Mapped[str | None]
    verdict_by_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
