"""A class at work, for tests of what adults read: everything goes through the services."""

import datetime as dt
import uuid

from app.content import library
from app.core import clock
from app.core.db import transaction
from app.learning import rollups, services
from app.learning.attempts import Answer
from app.people.viewer import load_viewer
from app.risk import skills
from tests.people import World, add_pupil

OPEN, SENSITIVE = "L21", "L24"
IN_LESSON, IN_REVIEW = "l21-task-card-mine", "l21-lent-for-free"
BELIEF, CARD = "M-CARD-MINE", "SR-CARD"

# A Monday; day 21 is a Monday, too.
FIRST_DAY = dt.date(2026, 10, 5)


def day(number, hour=10):
    return clock.at(FIRST_DAY + dt.timedelta(days=number), hour)


def add_classmates(world: World, number: int) -> list[int]:
    with transaction():
        return [
            add_pupil(world.school, world.class_8a, "Оқушы", f"Сынып {index:03}")
            for index in range(number)
        ]


def assign(world: World, lesson_id: str, on: int, due: int) -> int:
    """In days of the term."""
    with clock.fixed(day(on)), transaction():
        return services.assign_lesson(
            class_id=world.class_8a,
            lesson=library.get().lesson(lesson_id),
            due_on=FIRST_DAY + dt.timedelta(days=due),
            by_id=world.teacher,
        ).id


def work(pupil: int, lesson_id: str, on: int, steps: int | None = None) -> None:
    """Opens the lesson and does so many steps of it, or all."""
    lesson = library.get().lesson(lesson_id)
    with clock.fixed(day(on)), transaction():
        person = load_viewer(pupil)
        services.open_lesson(pupil=person, lesson=lesson)
        for step in lesson.steps[:steps]:
            services.finish_step(pupil=person, lesson=lesson, step_id=step.id)


def reach(pupil: int, lesson_id: str, step_id: str) -> None:
    """Opens the lesson and does all steps before this one, now."""
    lesson = library.get().lesson(lesson_id)
    with transaction():
        person = load_viewer(pupil)
        services.open_lesson(pupil=person, lesson=lesson)
        for step in lesson.steps:
            if step.id == step_id:
                return
            services.finish_step(pupil=person, lesson=lesson, step_id=step.id)


def quiz(pupil: int, lesson_id: str, on: int, right: int, total: int) -> None:
    with clock.fixed(day(on)), transaction():
        rollups.keep_quiz_result(pupil, lesson_id, right=right, total=total)


def answer(pupil, item_id, on, *, right=False, belief=BELIEF, behaviour="practice"):
    home = library.get().item(item_id)
    option = next(
        one.id for one in home.item.options if (one.right if right else one.misconception == belief)
    )
    with clock.fixed(day(on)), transaction():
        services.record_answer(
            pupil=load_viewer(pupil),
            home=home,
            answer=Answer({"option": option}, "sure", uuid.uuid4(), 9.0),
            behaviour=behaviour,
        )


def hold_the_belief(pupil: int, since: int = 0) -> None:
    """Sure and wrong in the lesson, wrong again in the review: adults see it 14 days later."""
    answer(pupil, IN_LESSON, since)
    answer(pupil, IN_REVIEW, since + 2, behaviour="review")
    with clock.fixed(day(since + 2)), transaction():
        skills.evaluate_pupil(pupil)
