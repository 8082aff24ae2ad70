"""A year plan laid over the weeks of a school, with what a class has moved. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from app.content.schema.plans import LESSON_KINDS, GradePlan, PlanWeek

DAYS_OF_A_WEEK = 6  # Monday to Saturday


@dataclass(frozen=True, slots=True)
class Place:
    """A week of the plan where it stands in this class's year."""

    number: int
    week: PlanWeek
    # None: the year has no week left for it.
    monday: dt.date | None

    @property
    def last_day(self) -> dt.date | None:
        return self.monday and self.monday + dt.timedelta(days=DAYS_OF_A_WEEK - 1)

    def is_over(self, today: dt.date) -> bool:
        return self.last_day is not None and self.last_day < today

    def holds(self, day: dt.date) -> bool:
        """Sunday belongs to the week before it."""
        return self.monday is not None and 0 <= (day - self.monday).days <= DAYS_OF_A_WEEK


def laid_out(plan: GradePlan, mondays: Sequence[dt.date], moved: Mapping[int, int]) -> list[Place]:
    """One place for each week of the plan. `moved`: by place, the number of the week there."""
    by_number = {week.week: week for week in plan.weeks}
    return [
        Place(number, by_number.get(moved.get(number, number), week), monday)
        for number, (week, monday) in enumerate(
            zip_longest(plan.weeks, mondays[: len(plan.weeks)]), start=1
        )
    ]


def staggered(plan: GradePlan, sensitive: Collection[str], shift: int) -> dict[int, int]:
    """What a parallel class moves, so that sensitive lessons of one grade fall on several weeks.

    Each changes places with the next lesson that is not sensitive, `shift` times over.
    """
    weeks = list(plan.weeks)
    for _ in range(shift):
        for at in reversed(range(len(weeks))):
            if weeks[at].lesson in sensitive:
                other = next(
                    (
                        later
                        for later in range(at + 1, len(weeks))
                        if weeks[later].kind in LESSON_KINDS
                        and weeks[later].lesson not in sensitive
                    ),
                    at,
                )
                weeks[at], weeks[other] = weeks[other], weeks[at]
    return {place: week.week for place, week in enumerate(weeks, start=1) if week.week != place}


def first_visits(places: Iterable[Place], today: dt.date) -> dict[str, Place]:
    """By lesson, the first place of it that is not over."""
    found: dict[str, Place] = {}
    for place in places:
        if place.week.lesson and place.monday and not place.is_over(today):
            found.setdefault(place.week.lesson, place)
    return found


def matched(places: Iterable[Place], held: Iterable[tuple[str, dt.date, int]]) -> dict[int, int]:
    """Which lesson held meets which place: by place, the id. A lesson makes up for the nearest
    week that had begun and that no earlier one has met; else it comes before its week.
    """
    free = {place.number: place for place in places if place.week.lesson and place.monday}
    found: dict[int, int] = {}
    for lesson, day, held_id in sorted(held, key=lambda one: (one[1], one[2])):
        fitting = [place for place in free.values() if place.week.lesson == lesson]
        if fitting:
            nearest = min(fitting, key=lambda place: _distance(place, day))
            found[nearest.number] = held_id
            del free[nearest.number]
    return found


def _distance(place: Place, day: dt.date) -> tuple[bool, int]:
    assert place.monday is not None
    days = (day - place.monday).days
    return days < 0, abs(days)
