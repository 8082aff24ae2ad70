"""How classes feel, as far as it may be told: counts of ten and more, without names.

No sums stand beside the classes: what is hidden in one could be worked out from them.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.people import switches
from app.people.access import visible_classes
from app.people.models import SchoolClass
from app.people.viewer import Viewer
from app.risk.classes import LOOKS_BACK, Weeks, safety_of_school, stands_out
from app.wellbeing import checkins, climate
from app.wellbeing.climate import Climate, monday

# Five faces are told as three: single faces would nearly always be too few.
MOOD_OF = {"5": "good", "4": "good", "3": "so-so", "2": "hard", "1": "hard"}
FEELS = ("good", "so-so", "hard")


@dataclass(frozen=True, slots=True)
class ClassClimate:
    class_id: int
    grade: int
    letter: str
    mood: Climate | None
    safe: Climate | None
    # C1: more than chance, twice, at least three weeks apart.
    stands_out: bool


@dataclass(frozen=True, slots=True)
class ClimatePage:
    is_on: bool
    classes: tuple[ClassClimate, ...]


def climate_page(viewer: Viewer) -> ClimatePage:
    """The viewer's classes: a teacher's own, or those of the whole school."""
    classes = db.session.scalars(visible_classes(viewer)).all()
    ids = [one.id for one in classes]
    since = monday(clock.today()) - LOOKS_BACK
    moods = checkins.counts_of(ids, "mood", since=since)
    safety = safety_of_school(viewer.school_id)
    return ClimatePage(
        is_on=switches.state(viewer.school_id, "check-ins") == "on",
        classes=tuple(
            ClassClimate(
                one.id,
                one.grade,
                one.letter,
                _told(_as_feelings(moods.get(one.id, {})), FEELS),
                _told(safety.get(one.id, {}), checkins.SAFETY),
                stands_out(one.id, safety),
            )
            for one in classes
        ),
    )


@dataclass(frozen=True, slots=True)
class GradeClimate:
    """All classes of a grade as one group; None while it is hidden."""

    grade: int
    mood: Climate | None
    safe: Climate | None


def climate_by_grade(school_id: int) -> tuple[GradeClimate, ...]:
    """For those who run the school; empty where check-ins are off."""
    if switches.state(school_id, "check-ins") != "on":
        return ()
    at_work = sa.select(SchoolClass.id, SchoolClass.grade).where(
        SchoolClass.school_id == school_id, SchoolClass.closed_on.is_(None)
    )
    classes: dict[int, list[int]] = defaultdict(list)
    for class_id, grade in db.session.execute(at_work):
        classes[grade].append(class_id)
    since = monday(clock.today()) - LOOKS_BACK
    ids = [one for several in classes.values() for one in several]
    moods = checkins.counts_of(ids, "mood", since=since)
    safety = safety_of_school(school_id)
    return tuple(
        GradeClimate(
            grade,
            _told_together([_as_feelings(moods.get(one, {})) for one in classes[grade]], FEELS),
            _told_together([safety.get(one, {}) for one in classes[grade]], checkins.SAFETY),
        )
        for grade in sorted(classes)
    )


def _told_together(classes: Sequence[Weeks], answers: Sequence[str]) -> Climate | None:
    """Several classes as one group. None while some of them are shown and others hidden: the hidden
    ones would come out by taking the others away."""
    lately = [one for one in classes if climate.was_answered_lately(one, on=clock.today())]
    if len({_told(one, answers) is None for one in lately}) > 1:
        return None
    together: dict[dt.date, Counter[str]] = defaultdict(Counter)
    for one in lately:
        for day, counts in one.items():
            together[day].update(counts)
    return _told(together, answers)


def _as_feelings(weeks: Weeks) -> Weeks:
    told: dict[dt.date, Counter[str]] = {}
    for day, counts in weeks.items():
        told[day] = Counter()
        for answer, number in counts.items():
            told[day][MOOD_OF[answer]] += number
    return told


def _told(weeks: Weeks, answers: Sequence[str]) -> Climate | None:
    return climate.publish(weeks, answers=answers, on=clock.today())
