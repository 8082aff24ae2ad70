"""How often a year plan brings each objective before a class. Pure.

A contact is a visit to a lesson that holds the objective, or a booster that picks it. A booster
asks four questions of its themes; they go to the objectives met least often so far.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.content.schema.plans import GradePlan, YearPlans

# Repeating works: each theme comes back every ten weeks (curriculum blueprint, section 4).
TIMES_A_YEAR = 3
QUESTIONS_OF_A_BOOSTER = 4


@dataclass(frozen=True, slots=True)
class Contacts:
    visits: int
    boosters: int

    @property
    def all(self) -> int:
        return self.visits + self.boosters


def least_met(
    pool: Iterable[str], met: Mapping[str, int], number: int = QUESTIONS_OF_A_BOOSTER
) -> list[str]:
    """The objectives of the pool met least often; where equal, in the order of the pool."""
    return sorted(dict.fromkeys(pool), key=lambda one: met.get(one, 0))[:number]


def contacts_of(plans: YearPlans, grade: GradePlan) -> dict[str, Contacts]:
    """By objective, if the year goes as printed: those that some lesson of the grade holds."""
    visits, boosters = Counter[str](), Counter[str]()
    pools: dict[str, list[str]] = {}
    for week in grade.weeks:
        brought_back = [one for theme in week.boosters for one in pools.get(theme, ())]
        boosters.update(least_met(brought_back, visits + boosters))
        lesson = plans.lesson(week.lesson)
        if lesson is not None:
            visits.update(lesson.objectives)
            pools.setdefault(lesson.theme, []).extend(lesson.objectives)
    return {one: Contacts(visits[one], boosters[one]) for one in sorted(visits)}


def as_markdown(plans: YearPlans) -> Iterator[str]:
    """A table for the documents: objectives met least often in each grade."""
    yield "| Grade | Weeks | Lessons | Objectives | Fewest contacts | Met by visits alone |"
    yield "|---|---|---|---|---|---|"
    for grade in plans.grades:
        met = contacts_of(plans, grade)
        fewest = min(one.all for one in met.values())
        named = ", ".join(name for name, one in met.items() if one.all == fewest)
        alone = sum(one.visits >= TIMES_A_YEAR for one in met.values())
        lessons = len({one.lesson for one in grade.weeks if one.lesson})
        yield (
            f"| {grade.grade} | {len(grade.weeks)} | {lessons} | {len(met)} | "
            f"{fewest}: {named} | {alone} of {len(met)} |"
        )
