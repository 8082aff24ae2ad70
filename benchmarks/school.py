"""A school of rows for measuring: classes of thirty, their roll-ups, and as many attempts as asked.

Rows go in bulk, past the services: what is measured is reading and answering, not this.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.core.ids import new_id
from app.learning.models import (
    Assignment,
    Attempt,
    LessonProgress,
    MisconceptionProgress,
    ObjectiveProgress,
)
from app.people import consents, services
from app.people.consent_models import ConsentExemption
from app.people.models import Enrolment, SchoolClass, User, name_key
from app.people.roles import Role

CLASS_SIZE = 30
LESSONS = ("L21", "L24")
BATCH = 20_000


@dataclass(frozen=True)
class BenchSchool:
    teacher: int
    class_id: int
    pupils: tuple[int, ...]


def build(classes: int, attempts: int) -> BenchSchool:
    """The first class is the one whose page is measured."""
    with transaction() as session:
        school = services.create_school(name="Bench school").id
        teacher = _person(school, Role.TEACHER, 0)
        session.add_all(
            ConsentExemption(school_id=school, purpose=one.id, ground="bench", set_by_id=teacher)
            for one in consents.ASKED
        )
        session.execute(sa.insert(User), [_pupil(school, n) for n in range(classes * CLASS_SIZE)])
        pupils = tuple(session.scalars(sa.select(User.id).where(User.role == Role.PUPIL)))
        session.execute(
            sa.insert(SchoolClass), [_class(school, teacher, n) for n in range(classes)]
        )
        ids = tuple(session.scalars(sa.select(SchoolClass.id).order_by(SchoolClass.id)))
        session.execute(sa.insert(Enrolment), list(_enrolments(pupils, ids)))
        session.execute(sa.insert(Assignment), list(_assignments(ids, teacher)))
        session.execute(sa.insert(LessonProgress), list(_progress(pupils)))
        session.execute(sa.insert(ObjectiveProgress), list(_objectives(pupils)))
        session.execute(sa.insert(MisconceptionProgress), list(_beliefs(pupils)))
    fill_attempts(pupils, attempts)
    return BenchSchool(teacher, ids[0], pupils)


def _person(school: int, role: Role, number: int) -> int:
    person = services.add_person(
        role=role, school_id=school, family_name="Bench", given_name=str(number), locale="kk"
    )
    return person.id


def _pupil(school: int, number: int) -> dict[str, Any]:
    family, given = f"Оқушы{number:05d}", "Аян"
    return {
        "school_id": school,
        "role": Role.PUPIL,
        "family_name": family,
        "given_name": given,
        "sort_key": name_key(family, given),
        "locale": "kk",
        "is_active": True,
        "created_at": clock.now(),
    }


def _class(school: int, teacher: int, number: int) -> dict[str, Any]:
    return {
        "school_id": school,
        "school_year": 2026,
        "grade": 7 + number % 3,
        "letter": f"А{number}",
        "language": "kk",
        "code": f"{100_000 + number}",
        "teacher_id": teacher if number == 0 else None,
    }


def _enrolments(pupils: tuple[int, ...], classes: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    for index, pupil in enumerate(pupils):
        yield {
            "pupil_id": pupil,
            "class_id": classes[index // CLASS_SIZE],
            "starts_on": clock.today(),
        }


def _assignments(classes: tuple[int, ...], teacher: int) -> Iterator[dict[str, Any]]:
    for class_id in classes:
        for lesson in LESSONS:
            yield {
                "class_id": class_id,
                "lesson_id": lesson,
                "due_on": clock.today() + dt.timedelta(days=7),
                "assigned_by_id": teacher,
                "assigned_at": clock.now(),
            }


def _progress(pupils: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    for pupil in pupils:
        for lesson in LESSONS:
            yield {
                "pupil_id": pupil,
                "lesson_id": lesson,
                "lesson_version": 1,
                "started_at": clock.now(),
                "last_at": clock.now(),
                "steps_done": 3,
                "finished_at": None,
            }


def _objectives(pupils: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    for pupil in pupils:
        for number, objective in enumerate(library.get().objectives):
            yield {
                "pupil_id": pupil,
                "objective": objective,
                "answered": 4,
                "credit": float((pupil + number) % 5),
                "streak": number % 3,
                "last_at": clock.now(),
            }


def _beliefs(pupils: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    for pupil in pupils:
        for number, misconception in enumerate(library.get().misconceptions):
            if (pupil + number) % 4 == 0:
                yield {
                    "pupil_id": pupil,
                    "misconception": misconception,
                    "sure_errors": 1,
                    "last_error_at": clock.now(),
                    "right_days": 0,
                }


def fill_attempts(pupils: tuple[int, ...], count: int, days: int = 200) -> None:
    """Spread by chance over these pupils and the last so many days."""
    chance = random.Random(1)
    for start in range(0, count, BATCH):
        rows = [attempt(pupils, days, chance) for _ in range(start, min(count, start + BATCH))]
        with transaction() as session:
            session.execute(sa.insert(Attempt), rows)
    db.session.remove()


def attempt(pupils: tuple[int, ...], days: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": new_id(),
        "recorded_at": clock.now() - dt.timedelta(seconds=chance.randrange(days * 86_400)),
        "pupil_id": chance.choice(pupils),
        "lesson_id": "L21",
        "item_id": "l21-task-card-mine",
        "item_version": 1,
        "behaviour": "practice",
        "try_number": 2,
        "response": {"option": "mine"},
        "score": 0.0,
        "credit": 0.0,
        "certainty": "unsure",
        "misconceptions": [],
        "seconds": 9.0,
    }
