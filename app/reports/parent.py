"""A parent's page about one child; the pupil opens the identical one (design §11.1).

The page has no field for activity times, mood, requests or cases, and no query here touches
them: what it shows and which statements it runs do not depend on a safety signal. Sensitive
lessons enter neither titles nor counts.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.content import library
from app.content.check_language import sentences
from app.content.library import Library
from app.content.schema.base import band_of_grade
from app.content.schema.lesson import Lesson
from app.core import clock
from app.core.db import db
from app.core.i18n import LOCALES, LocalizedText
from app.learning.models import Assignment, LessonProgress
from app.people import consents
from app.people.access import visible_pupils
from app.people.models import Enrolment, SchoolClass, User
from app.people.queries import Person, staff
from app.people.roles import Role
from app.people.viewer import Viewer
from app.reports.cards import Card, visible_cards

# Questions stay for the week of the lesson and the one after it.
TALK_DAYS_AFTER_DUE = 7


@dataclass(frozen=True, slots=True)
class Child:
    id: int
    given_name: str
    full_name: str
    school_id: int | None
    class_id: int | None
    grade: int | None
    letter: str | None
    # Lessons that were due before are none of this pupil's.
    in_class_since: dt.date | None
    may_learn: bool


@dataclass(frozen=True, slots=True)
class ProgrammeLesson:
    title: LocalizedText
    due_on: dt.date | None
    is_done: bool
    # Due while the pupil was in the class, and not finished.
    is_missed: bool

    @property
    def is_assigned(self) -> bool:
        return self.due_on is not None


@dataclass(frozen=True, slots=True)
class ThemePart:
    """A theme of the programme. Counts are of assigned lessons, and not of sensitive ones."""

    title: LocalizedText
    icon: str
    lessons: tuple[ProgrammeLesson, ...]

    @property
    def assigned(self) -> int:
        return sum(lesson.is_assigned for lesson in self.lessons)

    @property
    def done(self) -> int:
        return sum(lesson.is_assigned and lesson.is_done for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class DinnerTalk:
    """Questions of a lesson that the whole class has now; sensitive ones go without a title."""

    lesson: LocalizedText | None
    # What a child can do after it, as it reads on after "a child"; what the law says, in brief.
    learns: LocalizedText | None
    law: LocalizedText | None
    questions: tuple[LocalizedText, ...]
    dont: LocalizedText


@dataclass(frozen=True, slots=True)
class ChildPage:
    child: Child
    cards: tuple[Card, ...]
    programme: tuple[ThemePart, ...]
    talks: tuple[DinnerTalk, ...]
    contact: Person | None

    @property
    def assigned(self) -> int:
        return sum(part.assigned for part in self.programme)

    @property
    def done(self) -> int:
        return sum(part.done for part in self.programme)

    @property
    def missed(self) -> list[ProgrammeLesson]:
        return [lesson for part in self.programme for lesson in part.lessons if lesson.is_missed]


def children_of(viewer: Viewer) -> list[Child]:
    """The children of a parent; for a pupil, the pupil: the same statement for both."""
    rows = db.session.execute(
        visible_pupils(viewer)
        .outerjoin(Enrolment, sa.and_(Enrolment.pupil_id == User.id, Enrolment.ends_on.is_(None)))
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .order_by(User.sort_key, User.id)
        .with_only_columns(
            User.id,
            User.given_name,
            User.family_name,
            User.school_id,
            SchoolClass.id.label("class_id"),
            SchoolClass.grade,
            SchoolClass.letter,
            Enrolment.starts_on,
            consents.is_allowed(consents.LEARNING).label("may_learn"),
        )
    )
    return [
        Child(
            id=row.id,
            given_name=row.given_name,
            full_name=f"{row.family_name} {row.given_name}",
            school_id=row.school_id,
            class_id=row.class_id,
            grade=row.grade,
            letter=row.letter,
            in_class_since=row.starts_on,
            may_learn=row.may_learn,
        )
        for row in rows
    ]


def child_page(child: Child) -> ChildPage:
    """The caller has the child from `children_of`: that is the permission."""
    catalogue = library.get()
    given = _given(catalogue, child.class_id)
    return ChildPage(
        child=child,
        cards=tuple(visible_cards(sa.select(sa.literal(child.id)), "parent")),
        programme=tuple(_programme(catalogue, child, given)),
        talks=tuple(_talks(catalogue, given)),
        contact=contact_of(child),
    )


def lessons_and_talks(
    child: Child,
) -> tuple[list[ProgrammeLesson], tuple[DinnerTalk, ...]]:
    """The same parts, for the weekly letter."""
    catalogue = library.get()
    given = _given(catalogue, child.class_id)
    parts = _programme(catalogue, child, given)
    return [lesson for part in parts for lesson in part.lessons], tuple(_talks(catalogue, given))


def contact_of(child: Child) -> Person | None:
    """Whom a parent may ask: the psychologist, else the safeguarding lead."""
    found = staff(child.school_id, Role.PSYCHOLOGIST, Role.LEAD)
    return found[0] if found else None


def _given(catalogue: Library, class_id: int | None) -> list[tuple[Lesson, dt.date]]:
    """Standing assignments of the whole class with their due days, the latest first."""
    rows = db.session.execute(
        sa.select(Assignment.lesson_id, Assignment.due_on)
        .where(Assignment.class_id == class_id, Assignment.is_standing())
        .order_by(Assignment.due_on.desc(), Assignment.id.desc())
    )
    return [
        (catalogue.lessons[row.lesson_id], row.due_on)
        for row in rows
        if row.lesson_id in catalogue.lessons
    ]


def _programme(
    catalogue: Library, child: Child, given: Sequence[tuple[Lesson, dt.date]]
) -> list[ThemePart]:
    due = {lesson.id: due_on for lesson, due_on in reversed(given)}  # the latest day counts
    band = band_of_grade(child.grade) if child.grade else None
    lessons = [
        lesson
        for lesson in catalogue.lessons.values()
        if not lesson.sensitive and (lesson.band == band or lesson.id in due)
    ]
    done = _finished(child.id, [lesson.id for lesson in lessons])
    return [
        ThemePart(
            theme.title,
            theme.icon,
            tuple(
                _lesson(child, lesson, due.get(lesson.id), lesson.id in done)
                for lesson in lessons
                if lesson.theme == theme.id
            ),
        )
        for theme in catalogue.themes.values()
        if any(lesson.theme == theme.id for lesson in lessons)
    ]


def _lesson(child: Child, lesson: Lesson, due_on: dt.date | None, is_done: bool) -> ProgrammeLesson:
    is_over = due_on is not None and due_on < clock.today()
    was_there = bool(due_on and child.in_class_since and child.in_class_since <= due_on)
    is_missed = is_over and was_there and child.may_learn and not is_done
    return ProgrammeLesson(lesson.title, due_on, is_done, is_missed)


def _finished(pupil_id: int, lesson_ids: Sequence[str]) -> set[str]:
    """Asks for non-sensitive lessons only: what is not read cannot be shown."""
    return set(
        db.session.scalars(
            sa.select(LessonProgress.lesson_id).where(
                LessonProgress.pupil_id == pupil_id,
                LessonProgress.lesson_id.in_(lesson_ids),
                LessonProgress.finished_at.is_not(None),
            )
        )
    )


def _talks(catalogue: Library, given: Sequence[tuple[Lesson, dt.date]]) -> list[DinnerTalk]:
    """One open lesson with its title, then sensitive ones without; by calendar, for everybody."""
    today = clock.today()
    current = [one for one in given if today <= one[1] + dt.timedelta(days=TALK_DAYS_AFTER_DUE)]
    private = [lesson for lesson, _ in current if lesson.sensitive]
    plain = [(lesson, due_on) for lesson, due_on in current if not lesson.sensitive]
    coming = [lesson for lesson, due_on in plain if due_on >= today]
    # Latest due day first: the next one to come, else the one just over.
    now = coming[-1:] or [lesson for lesson, _ in plain[:1]]
    return [_talk(catalogue, lesson) for lesson in now + private]


def _talk(catalogue: Library, lesson: Lesson) -> DinnerTalk:
    if lesson.sensitive:
        return DinnerTalk(None, None, None, lesson.dinner, lesson.dont)
    learns = catalogue.objectives[lesson.main_objectives[0]].can
    return DinnerTalk(lesson.title, learns, _law(catalogue, lesson), lesson.dinner, lesson.dont)


def _law(catalogue: Library, lesson: Lesson) -> LocalizedText | None:
    """The first two sentences of the lesson's first record that is not past its recheck day."""
    fresh = (one for one in catalogue.law_records(lesson.law) if not one.is_stale(clock.today()))
    record = next(fresh, None)
    return _in_brief(record.says) if record else None


def _in_brief(text: LocalizedText) -> LocalizedText:
    return LocalizedText(
        **{locale: " ".join(sentences(text.in_locale(locale))[:2]) for locale in LOCALES}
    )
