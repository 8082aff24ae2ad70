"""T1s: words about wanting to die in a lesson. The child is asked before anybody is told.

domain/safeguarding.md §8. What the child answers decides who is told, and no answer within ten
minutes is an answer, too. The psychologist learns of the words, not the words themselves.
"""

import datetime as dt
from typing import Literal, get_args

import sqlalchemy as sa

from app.core import clock
from app.core.db import db, upsert
from app.people import switches
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.risk import words
from app.risk.models import LessonWords

Reply = Literal["me", "task"]
REPLIES: tuple[Reply, ...] = get_args(Reply)
WAITS = dt.timedelta(minutes=10)
QUIET = dt.timedelta(days=14)
KEPT = dt.timedelta(days=30)


def look_at(*, pupil: Viewer, lesson_id: str, text: str | None) -> bool:
    """Whether the child is to be asked. On trial it is only counted."""
    state = switches.state(pupil.school_id, "words") if text else "off"
    found = words.find(text) if text and state != "off" else None
    if found is None or found.rule != "T1" or _was_asked_lately(pupil.id, lesson_id):
        return False
    key = {"pupil_id": pupil.id, "lesson_id": lesson_id}
    row = {
        "rule_version": found.version,
        "severity": found.severity,
        "is_shadow": state == "shadow",
        "asked_at": clock.now(),
        "reply": None,
        "told_at": None,
    }
    db.session.execute(upsert(LessonWords, key | row, update=row))
    return state == "on"


def _was_asked_lately(pupil_id: int, lesson_id: str) -> bool:
    """Changing a promise a second time asks nothing anew while the first answer is fresh."""
    row = db.session.get(LessonWords, (pupil_id, lesson_id))
    if row is None or row.told_at is None:
        return False
    return clock.now() - row.told_at < QUIET


def question_for(pupil: Viewer, lesson_id: str, *, to_write: bool = False) -> LessonWords:
    """What this child was asked; whoever writes the answer holds the row."""
    row = db.session.get(LessonWords, (pupil.id, lesson_id), with_for_update=to_write or None)
    if row is None or row.is_shadow:
        raise NotFound
    return row


def unanswered() -> list[tuple[int, str]]:
    """Pupil and lesson of questions that have waited for ten minutes."""
    query = sa.select(LessonWords.pupil_id, LessonWords.lesson_id).where(
        LessonWords.asked_at <= clock.now() - WAITS,
        LessonWords.told_at.is_(None),
        ~LessonWords.is_shadow,
    )
    return [(row.pupil_id, row.lesson_id) for row in db.session.execute(query)]


def forget_old() -> None:
    """Nightly: after 30 days only the case is left, where one was opened."""
    is_over = LessonWords.asked_at < clock.now() - KEPT
    db.session.execute(sa.delete(LessonWords).where(is_over))
