"""What the weekly letter of a parent says: the class's lesson, questions for dinner, one "don't",
and a lesson that the child has missed.

It is made of the parts of the parent's page and reads nothing else: no marks, no activity, nothing
that a safety signal could change. There are no names in it: a mailbox may be shared.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass

from app.core import clock
from app.core.i18n import LocalizedText
from app.people.roles import Role
from app.people.viewer import load_viewer
from app.reports.parent import Child, DinnerTalk, ProgrammeLesson, children_of, lessons_and_talks

# Older ones are the teacher's matter: a list of everything that was missed helps nobody.
MISSED_DAYS = 14


@dataclass(frozen=True, slots=True)
class ChildWeek:
    grade: int | None
    letter: str | None
    talks: tuple[DinnerTalk, ...]
    missed: tuple[LocalizedText, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    children: tuple[ChildWeek, ...]

    @property
    def says(self) -> frozenset[str]:
        """A short digest of each part: two letters with the same ones say the same."""
        questions = (talk.questions[0] for one in self.children for talk in one.talks)
        missed = (title for one in self.children for title in one.missed)
        return frozenset(
            [_digest("talk", text) for text in questions]
            + [_digest("missed", text) for text in missed]
        )


def digest_for(user_id: int) -> Digest | None:
    """None: the person has left, or there is nothing to say this week."""
    parent = load_viewer(user_id)
    if parent is None or parent.role is not Role.PARENT:
        return None
    weeks = [_week(child) for child in children_of(parent)]
    told = tuple(week for week in weeks if week.talks or week.missed)
    return Digest(told) if told else None


def _week(child: Child) -> ChildWeek:
    lessons, talks = lessons_and_talks(child)
    missed = tuple(lesson.title for lesson in lessons if _is_fresh(lesson))
    return ChildWeek(child.grade, child.letter, talks, missed)


def _is_fresh(lesson: ProgrammeLesson) -> bool:
    if not lesson.is_missed or lesson.due_on is None:
        return False
    return lesson.due_on >= clock.today() - dt.timedelta(days=MISSED_DAYS)


def _digest(kind: str, text: LocalizedText) -> str:
    return hashlib.sha256(f"{kind} {text.kk}".encode()).hexdigest()[:12]
