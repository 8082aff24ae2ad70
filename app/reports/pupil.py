"""A pupil's own pages: what comes next, the road, the tasks, the progress. Nobody else's eyes."""

import datetime as dt
import math
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from app.content import library
from app.content.library import ItemHome
from app.content.schema.base import THEMES, band_of_grade
from app.content.schema.curriculum import ThemeText
from app.content.schema.lesson import Lesson
from app.core import clock
from app.core.db import db
from app.core.i18n import LocalizedText
from app.evidence import surveys
from app.evidence.surveys import Given
from app.learning import queries, reviews, school_quizzes
from app.learning.models import LessonProgress
from app.learning.school_quizzes import OwnQuiz
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.reports.objectives import Skill, skills_by_theme
from app.risk.models import SkillCard
from app.risk.skills import open_cards
from app.wellbeing import checkins

State = Literal["closed", "new", "started", "quiz", "done"]
StopState = Literal["done", "now", "open", "locked"]

STOPS = 7
# Where the road passes the first place and how far the places lie apart, in percent of the road.
FIRST_STOP, BETWEEN_STOPS = 10, 14


@dataclass(frozen=True, slots=True)
class OwnLesson:
    """A lesson of the pupil's band, or given to the class, and how far the pupil is."""

    lesson: Lesson
    progress: LessonProgress | None
    due_on: dt.date | None

    @property
    def theme(self) -> ThemeText:
        return library.get().themes[self.lesson.theme]

    @property
    def state(self) -> State:
        if self.progress is None:
            return "new" if self.is_open else "closed"
        if self.progress.finished_at is None:
            return "started"
        return "quiz" if self.progress.quiz_right is None else "done"

    @property
    def is_open(self) -> bool:
        """A sensitive lesson waits until the teacher gives it to the class."""
        return not self.lesson.sensitive or self.due_on is not None

    @property
    def is_late(self) -> bool:
        return bool(self.due_on and self.due_on < clock.today() and self.state != "done")

    @property
    def days_left(self) -> int | None:
        return (self.due_on - clock.today()).days if self.due_on else None

    @property
    def step(self) -> int:
        """The number of the step that comes next, from 1."""
        done = self.progress.steps_done if self.progress else 0
        return min(done + 1, len(self.lesson.steps))

    @property
    def minutes_left(self) -> int:
        share = (len(self.lesson.steps) - self.step + 1) / len(self.lesson.steps)
        return max(1, math.ceil(self.lesson.minutes * share))


@dataclass(frozen=True, slots=True)
class Stop:
    """A theme as a place on the map."""

    theme: ThemeText
    state: StopState
    lessons_done: int
    lessons_total: int


@dataclass(frozen=True, slots=True)
class OwnCard:
    """A skill card as its pupil reads it, before anybody else does."""

    id: uuid.UUID
    kind: str
    skill: LocalizedText
    text: LocalizedText
    visible_from: dt.date

    @property
    def is_seen_by_adults(self) -> bool:
        return self.visible_from <= clock.today()


@dataclass(frozen=True, slots=True)
class HomePage:
    has_lessons: bool
    next: OwnLesson | None
    tasks: tuple[OwnLesson, ...]
    stops: tuple[Stop, ...]
    review_due: int
    cards: tuple[OwnCard, ...]
    asks_for_week: bool

    @property
    def stops_done(self) -> int:
        return sum(stop.state == "done" for stop in self.stops)

    @property
    def road_done(self) -> int:
        """How much of the road is behind the pupil, in percent."""
        reached = [i for i, stop in enumerate(self.stops) if stop.state in ("done", "now")]
        return FIRST_STOP + BETWEEN_STOPS * max(reached) if reached else 0


@dataclass(frozen=True, slots=True)
class ClassTasks:
    """What the class was given beside its lessons."""

    quizzes: tuple[OwnQuiz, ...]
    surveys: tuple[Given, ...]

    def __bool__(self) -> bool:
        return bool(self.quizzes or self.surveys)


@dataclass(frozen=True, slots=True)
class ThemeLessons:
    theme: ThemeText
    lessons: tuple[OwnLesson, ...]
    skills: tuple[Skill, ...]

    @property
    def rusty(self) -> int:
        return sum(one.is_rusty for one in self.skills)


@dataclass(frozen=True, slots=True)
class ProgressPage:
    lessons_done: int
    lessons_total: int
    skills: tuple[tuple[ThemeText, tuple[Skill, ...]], ...]


def own_lessons(pupil: Viewer) -> list[OwnLesson]:
    """Lessons of the pupil's band, and of other bands those that the class was given."""
    catalogue = library.get()
    due = {one.lesson_id: one.due_on for one in queries.assignments_of(pupil.class_id)}
    progress = queries.progress_of(pupil.id)
    band = band_of_grade(pupil.grade) if pupil.grade else None
    return [
        OwnLesson(lesson, progress.get(lesson.id), due.get(lesson.id))
        for lesson in catalogue.lessons.values()
        if lesson.band == band or lesson.id in due
    ]


def home_page(pupil: Viewer) -> HomePage:
    lessons = own_lessons(pupil)
    following = _next(lessons)
    return HomePage(
        has_lessons=any(one.is_open for one in lessons),
        next=following,
        tasks=_by_due_date(one for one in lessons if one.due_on),
        stops=_stops(lessons, following),
        review_due=len(reviews.left_today(pupil)),
        cards=_cards(pupil.id),
        asks_for_week=checkins.asks(pupil),
    )


def _next(lessons: list[OwnLesson]) -> OwnLesson | None:
    """A lesson begun, then the nearest task, then a quiz that waits, then any open lesson."""
    begun = [one for one in lessons if one.state == "started"]
    begun.sort(key=lambda one: one.progress.last_at if one.progress else clock.now(), reverse=True)
    tasks = _by_due_date(one for one in lessons if one.due_on and one.state in ("new", "quiz"))
    waiting = [one for one in lessons if one.state == "quiz"]
    fresh = [one for one in lessons if one.state == "new"]
    return next(iter([*begun, *tasks, *waiting, *fresh]), None)


def _by_due_date(lessons: Iterable[OwnLesson]) -> tuple[OwnLesson, ...]:
    """What is still to do comes first."""
    return tuple(sorted(lessons, key=lambda one: (one.state == "done", one.due_on or dt.date.max)))


def _stops(lessons: list[OwnLesson], following: OwnLesson | None) -> tuple[Stop, ...]:
    """Themes that have lessons for this band first; then as many others as the map has places."""
    by_theme = {theme: [one for one in lessons if one.lesson.theme == theme] for theme in THEMES}
    order = sorted(THEMES, key=lambda theme: not by_theme[theme])  # stable: keeps the order
    texts = library.get().themes
    return tuple(_stop(texts[theme], by_theme[theme], following) for theme in order[:STOPS])


def _stop(theme: ThemeText, lessons: list[OwnLesson], following: OwnLesson | None) -> Stop:
    finished = sum(one.state in ("quiz", "done") for one in lessons)
    state: StopState = "open"
    if following and following.lesson.theme == theme.id:
        state = "now"
    elif not any(one.state != "closed" for one in lessons):
        state = "locked"
    elif finished == len(lessons):
        state = "done"
    return Stop(theme, state, finished, len(lessons))


def _cards(pupil_id: int) -> tuple[OwnCard, ...]:
    kinds = library.get().skill_risks
    return tuple(
        OwnCard(card.id, kind.id, kind.skill, kind.pupil_text, card.visible_from)
        for card in open_cards(pupil_id)
        if (kind := kinds.get(card.kind))
    )


def path_page(pupil: Viewer) -> list[ThemeLessons]:
    """Themes that have lessons for the pupil, or in which something was answered."""
    lessons = own_lessons(pupil)
    skills = skills_by_theme(pupil.id, _taught(lessons))
    texts = library.get().themes
    themes = [
        ThemeLessons(
            theme=texts[theme],
            lessons=tuple(one for one in lessons if one.lesson.theme == theme),
            skills=tuple(skills.get(theme, ())),
        )
        for theme in THEMES
    ]
    return [one for one in themes if one.lessons or one.skills]


def _taught(lessons: Iterable[OwnLesson]) -> set[str]:
    """Objectives of the lessons that the pupil has begun."""
    return {one for own in lessons if own.progress for one in own.lesson.main_objectives}


def tasks_page(pupil: Viewer) -> tuple[OwnLesson, ...]:
    return _by_due_date(one for one in own_lessons(pupil) if one.due_on)


def class_tasks(pupil: Viewer) -> ClassTasks:
    return ClassTasks(tuple(school_quizzes.own(pupil)), tuple(surveys.waiting_for(pupil)))


def progress_page(pupil: Viewer) -> ProgressPage:
    """Levels of every objective that a lesson of the pupil teaches or an answer has touched."""
    lessons = own_lessons(pupil)
    skills = skills_by_theme(pupil.id, _taught(lessons))
    themes = library.get().themes
    return ProgressPage(
        lessons_done=sum(one.state in ("quiz", "done") for one in lessons),
        lessons_total=len(lessons),
        skills=tuple((themes[theme], tuple(skills[theme])) for theme in THEMES if theme in skills),
    )


def practice_of_card(pupil_id: int, card_id: uuid.UUID) -> list[ItemHome]:
    """Items to practise for an own open card; NotFound for any other card."""
    return _items_of(_own_open_card(pupil_id, card_id))


def may_practise(pupil: Viewer, card_id: uuid.UUID, home: ItemHome) -> bool:
    """Once a day for each item of an own open card."""
    query = _open_card(pupil.id, card_id).where(reviews.not_reviewed_today(pupil.id, home.item.id))
    cards = db.session.execute(reviews.with_held(query, pupil.id)).all()
    if not cards or any(home.item.id in (card.held or ()) for card in cards):
        return False
    return home in _items_of(cards[0]) and reviews.is_open_to(pupil, home)


def _own_open_card(pupil_id: int, card_id: uuid.UUID) -> sa.Row[str | None, str | None]:
    card = db.session.execute(_open_card(pupil_id, card_id)).first()
    if card is None:
        raise NotFound
    return card


def _open_card(pupil_id: int, card_id: uuid.UUID) -> sa.Select[str | None, str | None]:
    return sa.select(SkillCard.misconception, SkillCard.objective).where(
        SkillCard.id == card_id, SkillCard.pupil_id == pupil_id, SkillCard.cleared_at.is_(None)
    )


def _items_of(card: sa.Row[str | None, str | None]) -> list[ItemHome]:
    catalogue = library.get()
    if card.misconception:
        return catalogue.misconception_items(card.misconception)
    return catalogue.review_items(card.objective)
