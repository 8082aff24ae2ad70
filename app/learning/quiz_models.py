"""Tables of quizzes beside the sittings: what the teacher decides, what the pupil has chosen."""

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model


class ClassQuiz(Model):
    """The quiz of an assignment: its questions and its rules. See learning.quiz_rules."""

    __tablename__ = "class_quizzes"
    __table_args__ = (
        sa.CheckConstraint("item_order IN ('fixed', 'random')", "order_known"),
        sa.CheckConstraint("tries IN ('one', 'best', 'last')", "tries_known"),
        sa.CheckConstraint("release IN ('at-once', 'after-due', 'by-teacher')", "release_known"),
        sa.CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 180", "minutes_in_range"),
        sa.CheckConstraint(
            "(released_at IS NULL) = (released_by_id IS NULL)", "released_at_and_by_go_together"
        ),
    )

    assignment_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("assignments.id"), primary_key=True
    )
    item_ids: so.Mapped[list[str]]
    item_order: so.Mapped[str]
    tries: so.Mapped[str]
    release: so.Mapped[str]
    minutes: so.Mapped[int | None]
    asks_certainty: so.Mapped[bool]
    released_at: so.Mapped[dt.datetime | None]
    released_by_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))


class QuizAnswer(Model):
    """What a pupil has chosen so far for one question of a sitting; one row, however many
    devices. It may change until the hand-in, and becomes an attempt when it is told.
    """

    __tablename__ = "quiz_answers"
    __table_args__ = (
        sa.CheckConstraint("score IS NULL OR score BETWEEN 0 AND 1", "score_in_range"),
        sa.CheckConstraint(
            "certainty IS NULL OR certainty IN ('sure', 'unsure', 'dont-know')", "certainty_known"
        ),
        sa.CheckConstraint("revision >= 0", "revision_not_negative"),
    )

    sitting_id: so.Mapped[uuid.UUID] = so.mapped_column(
        sa.ForeignKey("quiz_sittings.id"), primary_key=True
    )
    item_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    # The fields of a form that is not an answer yet; empty beside a response.
    fields: so.Mapped[dict[str, Any]]
    response: so.Mapped[dict[str, Any] | None] = so.mapped_column(sa.JSON(none_as_null=True))
    certainty: so.Mapped[str | None]
    seconds: so.Mapped[float | None]
    # How many times it was sent with the button; 0 while it was only saved on the way.
    revision: so.Mapped[int]
    saved_at: so.Mapped[dt.datetime]
    # Set by the hand-in.
    score: so.Mapped[float | None]
    # The attempt that it has become.
    attempt_id: so.Mapped[uuid.UUID | None]


class TimeAllowance(Model):
    """More time than the class has, for this pupil and all quizzes until it is taken back."""

    __tablename__ = "time_allowances"
    __table_args__ = (
        sa.CheckConstraint(
            "extra_percent IS NULL OR extra_percent BETWEEN 1 AND 300", "extra_in_range"
        ),
    )

    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    # None is no limit at all.
    extra_percent: so.Mapped[int | None]
    set_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    set_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
