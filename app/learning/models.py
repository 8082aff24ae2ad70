"""Tables of learning. Attempts are immutable; everything else is a roll-up of them."""

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import EncryptedText, Model
from app.core.ids import new_id


class Assignment(Model):
    """A lesson given to a class with a due date."""

    __tablename__ = "assignments"
    __table_args__ = (
        sa.Index(
            "uq_assignments_standing",
            "class_id",
            "lesson_id",
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    class_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("school_classes.id"))
    lesson_id: so.Mapped[str]
    # From this day on pupils and adults see it; None is at once.
    opens_on: so.Mapped[dt.date | None]
    due_on: so.Mapped[dt.date]
    assigned_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    assigned_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    withdrawn_at: so.Mapped[dt.datetime | None]

    @classmethod
    def is_standing(cls) -> sa.ColumnElement[bool]:
        """Given, not taken back, and its day has come: the year plan gives lessons ahead."""
        has_come = sa.or_(cls.opens_on.is_(None), cls.opens_on <= clock.today())
        return sa.and_(cls.withdrawn_at.is_(None), has_come)


class Submission(Model):
    """Every form that records something carries a key made by its page: it counts once."""

    __tablename__ = "submissions"

    key: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    recorded_at: so.Mapped[dt.datetime]


class Attempt(Model):
    """One answer to one item. The key holds the time, so that PostgreSQL can split by month."""

    __tablename__ = "attempts"
    __table_args__ = (
        sa.CheckConstraint("score IS NULL OR score BETWEEN 0 AND 1", "score_in_range"),
        sa.CheckConstraint("credit IS NULL OR credit BETWEEN 0 AND 1", "credit_in_range"),
        sa.CheckConstraint(
            # Those of learning.behaviours that keep names.
            "behaviour IN ('practice', 'test', 'review')",
            "behaviour_known",
        ),
        sa.CheckConstraint(
            "certainty IS NULL OR certainty IN ('sure', 'unsure', 'dont-know')", "certainty_known"
        ),
        sa.CheckConstraint("try_number >= 1", "tries_count_from_one"),
        sa.Index(None, "pupil_id", "recorded_at"),
        sa.Index(None, "sitting_id"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    recorded_at: so.Mapped[dt.datetime] = so.mapped_column(primary_key=True)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    lesson_id: so.Mapped[str]
    item_id: so.Mapped[str]
    item_version: so.Mapped[int]
    behaviour: so.Mapped[str]
    sitting_id: so.Mapped[uuid.UUID | None]
    # 1 is the first answer of this pupil to this item anywhere.
    try_number: so.Mapped[int]
    response: so.Mapped[dict[str, Any]]
    # Share of the item that is right; None where nothing is scored.
    score: so.Mapped[float | None]
    # The score weighed by certainty.
    credit: so.Mapped[float | None]
    certainty: so.Mapped[str | None]
    misconceptions: so.Mapped[list[str]]
    # From showing the item to the answer; None if the page could not tell.
    seconds: so.Mapped[float | None]


class ItemProgress(Model):
    """A pupil's last word on an item: feedback after a reload, and the number of tries."""

    __tablename__ = "item_progress"

    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    item_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    tries: so.Mapped[int]
    score: so.Mapped[float | None]
    response: so.Mapped[dict[str, Any]]
    last_at: so.Mapped[dt.datetime]


class LessonProgress(Model):
    """One row for a pupil and a lesson: what dashboards read instead of attempts."""

    __tablename__ = "lesson_progress"
    __table_args__ = (
        sa.CheckConstraint("steps_done >= 0", "steps_not_negative"),
        sa.CheckConstraint("(quiz_right IS NULL) = (quiz_total IS NULL)", "quiz_result_is_whole"),
        sa.Index(None, "lesson_id", "finished_at"),
    )

    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    lesson_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    lesson_version: so.Mapped[int]
    started_at: so.Mapped[dt.datetime]
    last_at: so.Mapped[dt.datetime]
    finished_at: so.Mapped[dt.datetime | None]
    steps_done: so.Mapped[int]
    # The best hand-in; a second one never lowers it.
    quiz_right: so.Mapped[int | None]
    quiz_total: so.Mapped[int | None]


class StepDone(Model):
    __tablename__ = "steps_done"

    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    lesson_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    step_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    done_at: so.Mapped[dt.datetime]


class DilemmaWalk(Model):
    """The path through a branching story, one choice after the other; a new walk starts over."""

    __tablename__ = "dilemma_walks"
    __table_args__ = (sa.UniqueConstraint("pupil_id", "lesson_id", "number"),)

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    lesson_id: so.Mapped[str]
    number: so.Mapped[int]
    version: so.Mapped[int]
    start: so.Mapped[str]
    # "node/choice" in the order in which they were taken.
    path: so.Mapped[list[str]]
    started_at: so.Mapped[dt.datetime]
    ended_at: so.Mapped[dt.datetime | None]


class Plan(Model):
    """An if-then promise in the pupil's own words; nobody else reads it."""

    __tablename__ = "plans"

    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    lesson_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    then_part: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    made_at: so.Mapped[dt.datetime]


class Certificate(Model):
    """A pupil has finished a theme's lessons for a band. Whoever has the code may check that."""

    __tablename__ = "certificates"
    __table_args__ = (sa.UniqueConstraint("pupil_id", "theme", "band"),)

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    theme: so.Mapped[str]
    band: so.Mapped[str]
    # Where the pupil was when it was given.
    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"))
    # What the theme consisted of on that day.
    lesson_ids: so.Mapped[list[str]]
    given_on: so.Mapped[dt.date]
    code: so.Mapped[str] = so.mapped_column(unique=True)


class QuizSitting(Model):
    """One taking of a lesson's quiz. The drawn items are kept, so that a resume is exact."""

    __tablename__ = "quiz_sittings"
    __table_args__ = (
        sa.CheckConstraint("(handed_in_at IS NULL) = (right_count IS NULL)", "result_with_hand_in"),
        sa.CheckConstraint(
            "settled_at IS NULL OR handed_in_at IS NOT NULL", "settled_after_hand_in"
        ),
        sa.CheckConstraint("ends_at IS NULL OR ends_at >= started_at", "ends_after_start"),
        sa.Index(None, "assignment_id"),
        sa.Index(
            "ix_quiz_sittings_unsettled",
            "pupil_id",
            sqlite_where=sa.text("settled_at IS NULL"),
            postgresql_where=sa.text("settled_at IS NULL"),
        ),
        sa.Index(
            "uq_quiz_sittings_open",
            "pupil_id",
            "lesson_id",
            unique=True,
            sqlite_where=sa.text("handed_in_at IS NULL"),
            postgresql_where=sa.text("handed_in_at IS NULL"),
        ),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    lesson_id: so.Mapped[str]
    # The class's quiz that it is one taking of; None when taken unasked.
    assignment_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("assignments.id"))
    item_ids: so.Mapped[list[str]]
    asks_certainty: so.Mapped[bool] = so.mapped_column(default=True, server_default=sa.true())
    started_at: so.Mapped[dt.datetime]
    # By this pupil's own time; None is no limit.
    ends_at: so.Mapped[dt.datetime | None]
    handed_in_at: so.Mapped[dt.datetime | None]
    right_count: so.Mapped[int | None]
    # When the answers were told and, from then on, count: see learning.settling.
    settled_at: so.Mapped[dt.datetime | None]


class ObjectiveProgress(Model):
    """First answers on one objective, summed in SQL. See learning.mastery for the levels."""

    __tablename__ = "objective_progress"
    __table_args__ = (sa.CheckConstraint("credit >= 0 AND credit <= answered", "credit_fits"),)

    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    objective: so.Mapped[str] = so.mapped_column(primary_key=True)
    answered: so.Mapped[int]
    credit: so.Mapped[float]
    # Right answers in a row, up to the last one.
    streak: so.Mapped[int]
    # On how many days those were given; last_right_on is the latest of them.
    right_days: so.Mapped[int] = so.mapped_column(server_default="0")
    last_right_on: so.Mapped[dt.date | None]
    # It has been "proficient" or more at some time: what is less now has become rusty.
    was_strong: so.Mapped[bool] = so.mapped_column(default=False, server_default=sa.false())
    last_at: so.Mapped[dt.datetime]


class MisconceptionProgress(Model):
    """How surely a pupil holds a misconception, and on how many days it was put right since."""

    __tablename__ = "misconception_progress"
    __table_args__ = (sa.Index(None, "misconception", "pupil_id"),)

    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    misconception: so.Mapped[str] = so.mapped_column(primary_key=True)
    sure_errors: so.Mapped[int]
    last_error_at: so.Mapped[dt.datetime]
    # Days with a right answer to an item that carries it, since the last sure error.
    right_days: so.Mapped[int]
    last_right_on: so.Mapped[dt.date | None]


class ReviewDue(Model):
    """An objective that comes back; at rest after two right answers on different days."""

    __tablename__ = "reviews_due"
    __table_args__ = (sa.Index(None, "pupil_id", "due_on"),)

    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    objective: so.Mapped[str] = so.mapped_column(primary_key=True)
    misconception: so.Mapped[str | None]
    due_on: so.Mapped[dt.date]
    rights: so.Mapped[int]


class NormGuess(Model):
    """How many of ten a pupil thought; shown as the class's picture from ten guesses on."""

    __tablename__ = "norm_guesses"
    __table_args__ = (
        sa.CheckConstraint("guess BETWEEN 0 AND 10", "guess_in_range"),
        sa.Index(None, "class_id", "item_id"),
    )

    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    item_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    class_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("school_classes.id"))
    guess: so.Mapped[int]


class OpinionCount(Model):
    """Answers without names: only how many of a class chose which point of the scale."""

    __tablename__ = "opinion_counts"
    __table_args__ = (
        sa.CheckConstraint("value BETWEEN 1 AND 4", "value_in_range"),
        sa.CheckConstraint("answers >= 0", "answers_not_negative"),
    )

    class_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("school_classes.id"), primary_key=True
    )
    item_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    statement_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    value: so.Mapped[int] = so.mapped_column(primary_key=True)
    answers: so.Mapped[int]


class ItemFigures(Model):
    """What first answers say about an item, for its authors; see learning.item_figures."""

    __tablename__ = "item_figures"

    item_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    item_version: so.Mapped[int]
    counted_at: so.Mapped[dt.datetime]
    figures: so.Mapped[dict[str, Any]]


class DilemmaStep(Model):
    """How many of a class chose what at a place of a story. A pupil counts at most once in each
    column: with the first choice at this place ever, and with the second one, as a replay.
    """

    __tablename__ = "dilemma_steps"
    __table_args__ = (
        sa.CheckConstraint("first_count >= 0 AND replay_count >= 0", "counts_not_negative"),
    )

    class_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("school_classes.id"), primary_key=True
    )
    lesson_id: so.Mapped[str] = so.mapped_column(primary_key=True)
    # A changed story is counted anew.
    version: so.Mapped[int] = so.mapped_column(primary_key=True)
    node: so.Mapped[str] = so.mapped_column(primary_key=True)
    choice: so.Mapped[str] = so.mapped_column(primary_key=True)
    first_count: so.Mapped[int]
    replay_count: so.Mapped[int]
