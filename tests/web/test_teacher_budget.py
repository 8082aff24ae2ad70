"""The class page costs the same whatever the size of the class and its history."""

import random
import uuid

import pytest
import sqlalchemy as sa

from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.core.ids import new_id
from app.learning.models import (
    Attempt,
    ItemProgress,
    LessonProgress,
    MisconceptionProgress,
    ObjectiveProgress,
)
from app.people.services import open_class
from app.risk.models import SkillCard
from tests import classroom
from tests.classroom import CARD, OPEN, SENSITIVE, day

pytestmark = pytest.mark.usefixtures("context")

# The year plan and the log cost three of them, hands one, the mark of live refresh one.
BUDGET = 14
PUPILS = 35
ATTEMPTS = 6000


def write_history(pupils):
    """Many weeks of work, as its tables hold it: faster than six thousand requests."""
    chance = random.Random(7)
    catalogue = library.get()
    items = [item.id for item in catalogue.items() if item.is_scored]
    with transaction():
        db.session.execute(
            sa.insert(Attempt), [attempt(chance, pupils, items) for _ in range(ATTEMPTS)]
        )
        db.session.execute(
            sa.insert(ItemProgress),
            [
                {
                    "pupil_id": pupil,
                    "item_id": item,
                    "tries": chance.randint(1, 6),
                    "score": chance.choice([0, 0.5, 1]),
                    "response": {},
                    "last_at": day(20),
                }
                for pupil in pupils
                for item in items
            ],
        )
        db.session.execute(
            sa.insert(LessonProgress),
            [
                {
                    "pupil_id": pupil,
                    "lesson_id": lesson,
                    "lesson_version": 1,
                    "started_at": day(3),
                    "last_at": day(20),
                    "steps_done": 2,
                    "quiz_right": 5,
                    "quiz_total": 8,
                }
                for pupil in pupils
                for lesson in catalogue.lessons
            ],
        )
        db.session.execute(
            sa.insert(ObjectiveProgress),
            [
                {
                    "pupil_id": pupil,
                    "objective": objective,
                    "answered": 9,
                    "credit": chance.randint(0, 9),
                    "streak": 1,
                    "last_at": day(20),
                }
                for pupil in pupils
                for objective in catalogue.objectives
            ],
        )
        db.session.execute(
            sa.insert(MisconceptionProgress),
            [
                {
                    "pupil_id": pupil,
                    "misconception": misconception,
                    "sure_errors": 1,
                    "last_error_at": day(20),
                    "right_days": 0,
                }
                for pupil in pupils
                for misconception in catalogue.misconceptions
            ],
        )
        db.session.add_all(card(pupil) for pupil in pupils)


def attempt(chance, pupils, items):
    return {
        "id": new_id(),
        "recorded_at": day(chance.randint(0, 20), chance.randint(3, 12)),
        "pupil_id": chance.choice(pupils),
        "lesson_id": OPEN,
        "item_id": chance.choice(items),
        "item_version": 1,
        "behaviour": "practice",
        "try_number": 1,
        "response": {},
        "score": 0,
        "credit": 0,
        "certainty": "sure",
        "misconceptions": [],
    }


def card(pupil):
    return SkillCard(
        pupil_id=pupil,
        kind=CARD,
        rule="T-SURE",
        rule_version=1,
        misconception=classroom.BELIEF,
        occasion=str(uuid.uuid4()),
        evidence={
            "errors": [
                {"lesson": OPEN, "item": "x", "review": review, "on": "2026-10-05"}
                for review in (False, True)
            ]
        },
        opened_at=day(1),
        visible_from=clock.local(day(15)).date(),
    )


@pytest.mark.parametrize("url", ["/class/", "/class/{class_8a}"])
def test_class_page_keeps_to_its_budget(world, sign_in, at, at_most, url):
    teacher = sign_in(world.teacher)
    address = url.format(**vars(world))
    with at(day(30)):
        with at_most(BUDGET) as small:
            assert teacher.get(address).status_code == 200
        pupils = [*classroom.add_classmates(world, PUPILS - 2), world.aigerim, world.bolat]
        for lesson_id in library.get().lessons:
            classroom.assign(world, lesson_id, on=0, due=7)
        write_history(pupils)
        with transaction():
            open_class(
                school_id=world.school,
                school_year=2026,
                grade=9,
                letter="Ә",
                language="kk",
                teacher_id=world.teacher,
            )
        with at_most(BUDGET) as large:
            page = teacher.get(address)
    assert page.status_code == 200
    assert page.text.count("data-skill-risk") == PUPILS
    assert len(large) == len(small)


@pytest.mark.parametrize(
    "url",
    [
        "/class/pupils/{aigerim}",
        "/class/{class_8a}/assign",
        "/class/lessons",
        f"/class/lessons/{OPEN}",
        f"/class/lessons/{SENSITIVE}",
    ],
)
def test_other_pages_keep_to_twelve(world, sign_in, at, at_most, url):
    teacher = sign_in(world.teacher)
    write_history([world.aigerim, world.bolat])
    with at(day(30)), at_most(12):
        assert teacher.get(url.format(**vars(world))).status_code == 200
