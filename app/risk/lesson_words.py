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
from app.risk.words import Rule, WordFinding

Reply = Literal["me", "task"]
REPLIES: tuple[Reply, ...] = get_args(Reply)
LOOKED_FOR: tuple[Rule, ...] = ("T1",)
WAITS = dt.timedelta(minutes=10)
QUIET = dt.timedelta(days=14)
KEPT = dt.timedelta(days=30)


def look_at(*, pupil: Viewer, lesson_id: str, text: str | None, given: str) -> bool:
    """Whether the child is to be asked. On trial it is only counted.

    `given` are the lesson's own words of the promise. T1 alone is looked for: a graver word of
    another rule beside it must not hide it.
    """
    state = switches.state(pupil.school_id, "words") if text else "off"
    found = words.find(text, given=given, rules=LOOKED_FOR) if text and state != "off" else None
    if found is None:
        return False
    known = db.session.get(LessonWords, (pupil.id, lesson_id), with_for_update=True)
    if known is not None and known.told_at is not None and _is_fresh(known.told_at):
        return False
    if known is not None and known.told_at is None and not known.is_shadow:
        known.severity = max(known.severity, found.severity)  # the minutes run from the first time
        return True
    _keep(pupil.id, lesson_id, found, is_shadow=state == "shadow")
    return state == "on"


def _is_fresh(told_at: dt.datetime) -> bool:
    """Changing a promise again asks nothing anew while the last answer is fresh."""
    return clock.now() - told_at < QUIET


def _keep(pupil_id: int, lesson_id: str, found: WordFinding, *, is_shadow: bool) -> None:
    row = {
        "rule_version": found.version,
        "severity": found.severity,
        "is_shadow": is_shadow,
        "asked_at": clock.now(),
        "reply": None,
        "told_at": None,
    }
    key = {"pupil_id": pupil_id, "lesson_id": lesson_id}
    db.session.execute(upsert(LessonWords, key | row, update=row))


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
