"""What year plans name, and whether they bring each objective back often enough. Pure.

A lesson that nobody has written yet may be planned: the plan says what it will be about.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from app.content.coverage import TIMES_A_YEAR, contacts_of
from app.content.files import Problem
from app.content.schema.curriculum import Curriculum
from app.content.schema.plans import GradePlan, YearPlans

GRADES = range(1, 12)


def plan_errors(
    kinds: Mapping[str, Mapping[str, Any]], curriculum: Curriculum
) -> Iterator[Problem]:
    objectives = {one.id for one in curriculum.objectives}
    for file, plans in kinds["plans"].items():
        for lesson in plans.lessons:
            for objective in lesson.objectives:
                if objective not in objectives:
                    sentence = f"{objective!r} is not a known objective id"
                    yield Problem(file, f"lessons › {lesson.id}", sentence)
        for grade in plans.grades:
            yield from _weeks(file, plans, grade)
        yield from _against_written(file, plans, kinds["lessons"])


def _weeks(file: str, plans: YearPlans, grade: GradePlan) -> Iterator[Problem]:
    for week in grade.weeks:
        place = f"grades › {grade.grade} › {week.week}"
        if week.topic is not None and plans.topic(week.topic) is None:
            yield Problem(file, place, f"{week.topic!r} is not a known topic id")
        planned = plans.lesson(week.lesson)
        if week.lesson is not None and planned is None:
            yield Problem(file, place, f"{week.lesson!r} is not among the lessons of the plan")
        elif planned is not None and planned.theme != week.theme:
            yield Problem(file, place, f"{week.lesson} belongs to the theme {planned.theme}")


def _against_written(file: str, plans: YearPlans, lessons: Mapping[str, Any]) -> Iterator[Problem]:
    """The plan places a lesson by its theme and by what is sensitive."""
    for written in lessons.values():
        planned = plans.lesson(written.id)
        if planned is None:
            continue
        for name in ("theme", "band", "sensitive"):
            if getattr(planned, name) != getattr(written, name):
                sentence = f"{name} is {getattr(written, name)!r} in the lesson itself"
                yield Problem(file, f"lessons › {written.id}", sentence)


def plan_faults(kinds: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """What keeps a plan from a class."""
    for file, plans in kinds["plans"].items():
        missing = set(GRADES) - {one.grade for one in plans.grades}
        if missing:
            names = ", ".join(str(one) for one in sorted(missing))
            yield Problem(file, "grades", f"no plan for the grades {names}")
        for grade in plans.grades:
            for objective, times in contacts_of(plans, grade).items():
                if times.all < TIMES_A_YEAR:
                    sentence = f"{objective} is met {times.all} times; {TIMES_A_YEAR} at least"
                    yield Problem(file, f"grades › {grade.grade}", sentence)
