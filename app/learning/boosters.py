"""The two minutes before a lesson for a class with one screen: what it has met least comes back.

The counts are those of the class and of this school year: lessons held, lessons that half of the
class finished on devices, objectives brought back before.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.content import library
from app.content.coverage import QUESTIONS_OF_A_BOOSTER, least_met
from app.content.library import ItemHome
from app.content.schema.base import BANDS, band_of_grade
from app.content.schema.lesson import Lesson
from app.content.schema.plans import PlannedLesson
from app.core import clock
from app.core.db import db
from app.core.schoolcalendar import school_year
from app.learning.coverage import begin_of_year
from app.learning.deliveries import times_brought_back, times_held
from app.learning.models import LessonProgress
from app.learning.plan_layout import Place
from app.people.access import pupils_of_class
from app.people.models import SchoolClass

# What half of the class has finished, the class has met.
SHARE_OF_A_CLASS = 0.5
# Of what is sensitive the screen brings back knowledge and ways to help, never a case.
CALM_KINDS = frozenset({"knowledge", "help-seeking"})
# Asked aloud and answered by hands.
ON_A_SCREEN = frozenset({"choice", "true-false", "multiple-response", "best-worst", "recall"})


@dataclass(frozen=True, slots=True)
class Met:
    """How often an objective stood before the class this year."""

    objective: str
    times: int


def lesson_of_plan(lesson_id: str | None) -> Lesson | PlannedLesson | None:
    """The lesson itself where it is written, else what the plan says of it."""
    catalogue = library.get()
    return catalogue.lessons.get(lesson_id or "") or catalogue.plans.lesson(lesson_id)


def contacts_of_class(class_id: int) -> Counter[str]:
    """By objective. Four statements, whatever the size of the class and its history."""
    held = Counter(times_held(class_id))
    for lesson_id in finished_by_the_class(class_id):
        held[lesson_id] = max(1, held[lesson_id])
    contacts = Counter(times_brought_back(class_id))
    for lesson_id, times in held.items():
        lesson = lesson_of_plan(lesson_id)
        for objective in lesson.objectives if lesson else ():
            contacts[objective] += times
    return contacts


def finished_by_the_class(class_id: int) -> set[str]:
    """Lessons that at least half of the class has finished on devices this school year."""
    since = begin_of_year(school_year(clock.today()))
    pupils = pupils_of_class(class_id)
    size = sa.select(sa.func.count()).select_from(pupils.subquery()).scalar_subquery()
    query = (
        sa.select(LessonProgress.lesson_id)
        .where(LessonProgress.pupil_id.in_(pupils), LessonProgress.finished_at >= since)
        .group_by(LessonProgress.lesson_id)
        .having(sa.func.count() >= size * SHARE_OF_A_CLASS)
    )
    return set(db.session.scalars(query))


def least_met_of_year(places: Iterable[Place], contacts: Mapping[str, int]) -> list[Met]:
    """Every objective of the class's year, those met least often first."""
    lessons = (lesson_of_plan(place.week.lesson) for place in places)
    known = [one for lesson in lessons if lesson for one in lesson.objectives]
    return [Met(one, contacts.get(one, 0)) for one in least_met(known, contacts, len(known))]


def booster_of(
    school_class: SchoolClass, places: Sequence[Place], now: Place | None
) -> list[ItemHome]:
    """At most four questions of this week's themes, for the objectives that the class has met
    least often; nothing of a theme that it has not begun.
    """
    if now is None or not now.week.boosters:
        return []
    contacts = contacts_of_class(school_class.id)
    pool = [one for one in _begun(places, now) if contacts[one]]
    asked = {one: _items(school_class, one) for one in pool}
    ready = [one for one in pool if asked[one]]
    return [
        asked[one][contacts[one] % len(asked[one])]
        for one in least_met(ready, contacts, QUESTIONS_OF_A_BOOSTER)
    ]


def _begun(places: Sequence[Place], now: Place) -> list[str]:
    """Objectives of the week's themes, as far as lessons before it hold them."""
    before = [lesson_of_plan(place.week.lesson) for place in places if place.number < now.number]
    return [
        objective
        for theme in now.week.boosters
        for lesson in before
        if lesson and lesson.theme == theme
        for objective in lesson.objectives
    ]


def _items(school_class: SchoolClass, objective: str) -> list[ItemHome]:
    band = BANDS.index(band_of_grade(school_class.grade))
    return [
        home
        for home in library.get().review_items(objective)
        if BANDS.index(home.lesson.band) <= band and _may_be_shown(home)
    ]


def _may_be_shown(home: ItemHome) -> bool:
    if home.item.interaction not in ON_A_SCREEN:
        return False
    objective = library.get().objectives[home.item.objective]
    return not home.is_sensitive or (objective.kind in CALM_KINDS and not home.item.case)
