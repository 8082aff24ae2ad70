"""Tables of rounds, their answers and what they show. No row joins a pupil to an answer."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import EncryptedText, Model


class SurveyRound(Model):
    """A school asks its classes, at one of the three moments of a school year's lessons."""

    __tablename__ = "survey_rounds"
    __table_args__ = (
        sa.CheckConstraint("moment IN ('before', 'after', 'later')", "moment_known"),
        sa.UniqueConstraint("school_id", "school_year", "moment"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"))
    # Of the lessons: the third round is asked in the school year after them.
    school_year: so.Mapped[int]
    moment: so.Mapped[str]
    # Places are dealt by it; whoever knows it can deal them again.
    seed: so.Mapped[str]
    opened_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    opened_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    # Closed for good: only then is anything shown, so that no two counts tell one answer.
    closed_at: so.Mapped[dt.datetime | None]
    # When the effects were last worked out with this round in them.
    counted_at: so.Mapped[dt.datetime | None]


class SurveyPlace(Model):
    """Which themes a pupil is asked about, and in which form first. Gone after the last round."""

    __tablename__ = "survey_places"
    __table_args__ = (
        sa.CheckConstraint("first_form IN ('a', 'b')", "form_known"),
        sa.Index(None, "class_id", "school_year"),
    )

    school_year: so.Mapped[int] = so.mapped_column(primary_key=True)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    theme: so.Mapped[str] = so.mapped_column(primary_key=True)
    # The class in which the pupil had the lessons, also after the summer.
    class_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("school_classes.id"))
    first_form: so.Mapped[str]


class ClassSurvey(Model):
    """The questions on one theme in one class, in one round."""

    __tablename__ = "class_surveys"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "class_id", "theme"),
        sa.Index(None, "class_id"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    round_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("survey_rounds.id"))
    class_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("school_classes.id"))
    theme: so.Mapped[str]
    # Of the instrument: answers to other wordings are not compared.
    version: so.Mapped[int]


class SurveyMark(Model):
    """That a pupil is through with a survey, by answering or by leaving it. Nothing of when."""

    __tablename__ = "survey_marks"

    class_survey_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("class_surveys.id"), primary_key=True
    )
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)


class SurveyCount(Model):
    """How many gave this answer. The form is empty where both forms ask the same."""

    __tablename__ = "survey_counts"
    __table_args__ = (
        sa.CheckConstraint("form IN ('', 'a', 'b')", "form_known"),
        sa.CheckConstraint("answers >= 0", "answers_not_negative"),
    )

    class_survey_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("class_surveys.id"), primary_key=True
    )
    form: so.Mapped[str] = so.mapped_column(primary_key=True)
    item_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    value: so.Mapped[int] = so.mapped_column(primary_key=True)
    answers: so.Mapped[int]


class SurveyScore(Model):
    """Sums of the pupils' scores on a scale (0 to 100): enough for means and their spread."""

    __tablename__ = "survey_scores"
    __table_args__ = (
        sa.CheckConstraint("form IN ('', 'a', 'b')", "form_known"),
        sa.CheckConstraint("pupils > 0", "pupils_positive"),
    )

    class_survey_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("class_surveys.id"), primary_key=True
    )
    form: so.Mapped[str] = so.mapped_column(primary_key=True)
    scale: so.Mapped[str] = so.mapped_column(primary_key=True)
    pupils: so.Mapped[int]
    total: so.Mapped[int]
    squares: so.Mapped[int]


class Comparison(Model):
    """Some classes have the lessons of a theme now, others wait: drawn once, by a kept seed."""

    __tablename__ = "comparisons"
    __table_args__ = (sa.UniqueConstraint("school_id", "school_year", "theme"),)

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"))
    school_year: so.Mapped[int]
    theme: so.Mapped[str]
    seed: so.Mapped[str]
    drawn_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    drawn_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class ComparisonClass(Model):
    """The lot of one class."""

    __tablename__ = "comparison_classes"
    __table_args__ = (sa.Index(None, "class_id"),)

    comparison_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("comparisons.id"), primary_key=True
    )
    class_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("school_classes.id"), primary_key=True
    )
    waits: so.Mapped[bool]


class LessonEffect(Model):
    """What the rounds show of one scale of a theme: pages read this and work nothing out."""

    __tablename__ = "lesson_effects"
    __table_args__ = (sa.Index(None, "school_id", "school_year"),)

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    # None: all schools of the region together.
    school_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("schools.id"))
    school_year: so.Mapped[int]
    theme: so.Mapped[str]
    scale: so.Mapped[str]
    # As app.evidence.figures makes it; nothing of fewer than ten answers.
    found: so.Mapped[dict[str, Any]]
    counted_at: so.Mapped[dt.datetime]


class HarmAlarm(Model):
    """A measure went the wrong way; it stands until somebody has noted what was decided."""

    __tablename__ = "harm_alarms"
    __table_args__ = (
        sa.CheckConstraint("against IN ('waiting', 'before')", "against_known"),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decision IS NULL)", "decided_at_and_decision_go_together"
        ),
        sa.UniqueConstraint("school_id", "school_year", "theme", "measure"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"))
    school_year: so.Mapped[int]
    theme: so.Mapped[str]
    scale: so.Mapped[str]
    # The scale itself, or one item of it.
    measure: so.Mapped[str]
    moment: so.Mapped[str]
    # What it fell against: the classes that wait, or the same classes before the lessons.
    against: so.Mapped[str]
    # In points of 100, with the interval that was looked at.
    value: so.Mapped[float]
    low: so.Mapped[float]
    high: so.Mapped[float]
    raised_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    decided_at: so.Mapped[dt.datetime | None]
    decided_by_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    decision: so.Mapped[str | None] = so.mapped_column(EncryptedText)
