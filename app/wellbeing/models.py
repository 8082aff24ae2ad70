"""Words of children and about children. Every text is encrypted from its first day."""

import datetime as dt
import uuid

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import EncryptedText, Model
from app.core.ids import new_id

TOPICS = ("bullied", "online", "money", "drugs", "home", "adult", "low", "friend", "other")
KINDS = ("danger", "talk", "disclosure")
WISHES = ("contact-me", "not-safe")
FREQUENCIES = ("once", "sometimes", "monthly", "weekly")
NEEDS = ("sleep", "quarrel", "marks", "hurt", "health", "good-news")
COLOURS = ("red", "orange", "yellow", "green", "blue", "violet", "brown", "grey")
QUESTIONS = ("mood", "safe")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


class HelpRequest(Model):
    """A child asks: danger now (H1), please talk to me (H2), or a disclosure card (D1 to D7)."""

    __tablename__ = "help_requests"
    __table_args__ = (
        sa.CheckConstraint(_one_of("kind", KINDS), "kind_known"),
        sa.CheckConstraint(_one_of("topic", TOPICS), "topic_known"),
        sa.CheckConstraint(f"wish IS NULL OR {_one_of('wish', WISHES)}", "wish_known"),
        sa.CheckConstraint(
            f"frequency IS NULL OR {_one_of('frequency', FREQUENCIES)}", "frequency_known"
        ),
        sa.CheckConstraint(
            "(kind = 'disclosure') = (wish IS NOT NULL)", "a_disclosure_says_what_is_wished"
        ),
        sa.UniqueConstraint("submission_key"),
        sa.Index(None, "pupil_id", "created_at"),
        sa.Index(None, "addressed_to_id"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    submission_key: so.Mapped[uuid.UUID]
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    kind: so.Mapped[str]
    topic: so.Mapped[str]
    wish: so.Mapped[str | None]
    frequency: so.Mapped[str | None]
    lesson_id: so.Mapped[str | None]
    # Of a disclosure: D1 to D7, and what was marked on it.
    card: so.Mapped[str | None]
    signs: so.Mapped[list[str] | None]
    # The adult of the child's choice; None means the psychologist.
    addressed_to_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    teacher_may_know: so.Mapped[bool] = so.mapped_column(default=False)
    call_quietly: so.Mapped[bool] = so.mapped_column(default=False)
    words: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    safe_contact: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    created_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    withdrawn_at: so.Mapped[dt.datetime | None]


class NotThisPerson(Model):
    """An adult who must not learn of a request."""

    __tablename__ = "help_exclusions"

    request_id: so.Mapped[uuid.UUID] = so.mapped_column(
        sa.ForeignKey("help_requests.id"), primary_key=True
    )
    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)


class PrivateMark(Model):
    """ "Just for me" on a disclosure card: no member of staff has a way to read it."""

    __tablename__ = "private_marks"
    __table_args__ = (
        sa.UniqueConstraint("submission_key"),
        sa.Index(None, "pupil_id", "expires_on"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    submission_key: so.Mapped[uuid.UUID]
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    card: so.Mapped[str]
    created_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    expires_on: so.Mapped[dt.date]


class Concern(Model):
    """An adult noticed something: staff (P1, told in person first) or a parent (P2)."""

    __tablename__ = "concerns"
    __table_args__ = (
        sa.CheckConstraint(_one_of("kind", ("staff", "parent")), "kind_known"),
        sa.UniqueConstraint("submission_key"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    submission_key: so.Mapped[uuid.UUID]
    kind: so.Mapped[str]
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    author_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    told_in_person: so.Mapped[bool] = so.mapped_column(default=False)
    is_urgent: so.Mapped[bool] = so.mapped_column(default=False)
    facts: so.Mapped[str] = so.mapped_column(EncryptedText)
    child_words: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    created_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class CheckIn(Model):
    """How a pupil's week was, once a week. Kept for 120 days; then only class counts remain."""

    __tablename__ = "check_ins"
    __table_args__ = (
        sa.CheckConstraint("mood BETWEEN 1 AND 5", "mood_in_range"),
        sa.CheckConstraint(f"colour IS NULL OR {_one_of('colour', COLOURS)}", "colour_known"),
        sa.UniqueConstraint("pupil_id", "week"),
        sa.Index(None, "week"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    # Its Monday.
    week: so.Mapped[dt.date]
    # 5 very good, 1 very bad.
    mood: so.Mapped[int]
    needs: so.Mapped[list[str]]
    # The child's decoration. No rule and no adult reads it: a colour measures nothing.
    colour: so.Mapped[str | None]
    # Whether the question about the class was answered; what was answered has no name.
    told_of_class: so.Mapped[bool] = so.mapped_column(default=False)
    created_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class ClimateCount(Model):
    """How many of a class gave an answer in a week. No row leads to a pupil."""

    __tablename__ = "climate_counts"
    __table_args__ = (
        sa.CheckConstraint(_one_of("question", QUESTIONS), "question_known"),
        sa.CheckConstraint("answers >= 0", "answers_not_negative"),
    )

    class_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("school_classes.id"), primary_key=True
    )
    week: so.Mapped[dt.date] = so.mapped_column(primary_key=True)
    question: so.Mapped[str] = so.mapped_column(primary_key=True)
    answer: so.Mapped[str] = so.mapped_column(primary_key=True)
    answers: so.Mapped[int]


class MoodShare(Model):
    """The child shows the last weeks to one adult, until a day, and can stop at any moment."""

    __tablename__ = "mood_shares"
    __table_args__ = (
        sa.Index(
            "uq_mood_shares_open",
            "pupil_id",
            "adult_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.Index(None, "adult_id"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    adult_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    until: so.Mapped[dt.date]
    created_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    paused_at: so.Mapped[dt.datetime | None]
    ended_at: so.Mapped[dt.datetime | None]


class HelpWord(Model):
    """The child's own word for "my requests". No reset and no card opens what it keeps."""

    __tablename__ = "help_words"

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    word_hash: so.Mapped[str]
    made_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    # Wrong words since the last right one: told to the child who opens it.
    wrong: so.Mapped[int] = so.mapped_column(default=0)


class HelpKey(Model):
    """What opens a request to its child: the word, or for the moment the session that sent it."""

    __tablename__ = "help_keys"

    request_id: so.Mapped[uuid.UUID] = so.mapped_column(
        sa.ForeignKey("help_requests.id"), primary_key=True
    )
    # No foreign key: sessions are forgotten, and nothing of them remains.
    session_id: so.Mapped[uuid.UUID] = so.mapped_column(index=True)
    word_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("help_words.id"), index=True)
