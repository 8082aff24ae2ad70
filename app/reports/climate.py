"""How classes feel, as far as it may be told: counts of ten and more, without names.

No sums stand beside the classes: what is hidden in one could be worked out from them.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.core import clock
from app.core.db import db
from app.people import switches
from app.people.access import visible_classes
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


def _as_feelings(weeks: Weeks) -> Weeks:
    told: dict[dt.date, Counter[str]] = {}
    for day, counts in weeks.items():
        told[day] = Counter()
        for answer, number in counts.items():
            told[day][MOOD_OF[answer]] += number
    return told


def _told(weeks: Weeks, answers: Sequence[str]) -> Climate | None:
    return climate.publish(weeks, answers=answers, on=clock.today())
