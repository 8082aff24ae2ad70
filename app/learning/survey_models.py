"""Tables of surveys. Answers are counted and nothing else: no row joins a pupil to an answer."""

import datetime as dt

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model


class ClassSurvey(Model):
    """A survey that a class was given, before its lessons or after them."""

    __tablename__ = "class_surveys"
    __table_args__ = (
        sa.CheckConstraint("moment IN ('before', 'after')", "moment_known"),
        sa.UniqueConstraint("class_id", "survey", "moment"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    class_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("school_classes.id"))
    survey: so.Mapped[str]
    # Of the survey: counts of other wordings are not shown together.
    version: so.Mapped[int]
    moment: so.Mapped[str]
    given_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    given_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    # Closed for good: only then are counts shown, so that no two of them tell one answer.
    closed_at: so.Mapped[dt.datetime | None]


class SurveyMark(Model):
    """That a pupil is through with a survey, by answering or by leaving it. Nothing of when."""

    __tablename__ = "survey_marks"

    class_survey_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("class_surveys.id"), primary_key=True
    )
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)


class SurveyCount(Model):
    """How many chose this value of this statement or option."""

    __tablename__ = "survey_counts"
    __table_args__ = (sa.CheckConstraint("answers >= 0", "answers_not_negative"),)

    class_survey_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("class_surveys.id"), primary_key=True
    )
    item_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    part_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    value: so.Mapped[int] = so.mapped_column(primary_key=True)
    answers: so.Mapped[int]
