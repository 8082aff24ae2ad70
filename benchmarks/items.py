"""Figures of all items over a million first answers, beside the promise: ten seconds, 500 MB."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.core.ids import new_id
from app.learning.models import Attempt, ItemFigures
from app.people import services
from app.people.models import Enrolment, SchoolClass
from app.people.roles import Role
from benchmarks.figures import Figure, figure
from benchmarks.school import BATCH, CLASS_SIZE
from benchmarks.servers import ROOT
from benchmarks.stage import Stage

SECONDS_LIMIT, MEMORY_LIMIT = 10.0, 500.0
RUNS = 3

# A process of its own, so that its memory is its own.
_COUNT = """
import json, resource, time
from app import create_app
from app.core.db import transaction
from app.learning import item_figures
with create_app().app_context():
    begin = time.perf_counter()
    counted = item_figures.count_all()
    with transaction():
        item_figures.keep(counted)
    seconds = time.perf_counter() - begin
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "memory": memory, "items": len(counted)}))
"""


def statistics(stage: Stage, name: str, attempts: int) -> Iterator[Figure]:
    with stage.app.app_context():
        answered = _fill(attempts)
        db.session.remove()
        db.engine.dispose()
    runs = [_count(stage) for _ in range(RUNS)]
    assert all(run["items"] == answered for run in runs), runs
    yield figure(f"{name}.time", "s", [run["seconds"] for run in runs], [SECONDS_LIMIT])
    yield figure(f"{name}.memory", "MiB", [run["memory"] for run in runs], [MEMORY_LIMIT])


def _count(stage: Stage) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", _COUNT],
        cwd=ROOT,
        env={**os.environ, **stage.environment},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _fill(attempts: int) -> int:
    """Every pupil answers every scored item once, until there are so many answers."""
    items = [
        (home.lesson.id, home.item)
        for item in library.get().items()
        if item.is_scored and (home := library.get().find(item.id))
    ]
    pupils = _pupils(attempts // len(items) + 1)
    chance = random.Random(7)
    rows = (_row(pupil, *home, chance) for pupil in pupils for home in items)
    for _start in range(0, attempts, BATCH):
        batch = [row for _, row in zip(range(BATCH), rows, strict=False)]
        with transaction() as session:
            session.execute(sa.delete(ItemFigures))
            session.execute(sa.insert(Attempt), batch)
    return len(items)


def _pupils(count: int) -> list[int]:
    """In Kazakh and Russian classes by turns."""
    with transaction() as session:
        school = services.create_school(name="Items").id
        people = [
            services.add_person(
                role=Role.PUPIL, school_id=school, family_name="I", given_name=str(n), locale="kk"
            ).id
            for n in range(count)
        ]
        for start in range(0, count, CLASS_SIZE):
            number = start // CLASS_SIZE
            one = SchoolClass(
                school_id=school,
                school_year=2026,
                grade=8,
                letter=f"I{number}",
                language=("kk", "ru")[number % 2],
                code=f"{900_000 + number}",
            )
            session.add(one)
            session.flush()
            session.execute(
                sa.insert(Enrolment),
                [
                    {"pupil_id": pupil, "class_id": one.id, "starts_on": clock.today()}
                    for pupil in people[start : start + CLASS_SIZE]
                ],
            )
    return people


def _row(pupil: int, lesson: str, item: Any, chance: random.Random) -> dict[str, Any]:
    skill = (pupil * 37 % 100) / 100
    score = float(chance.random() < 0.25 + skill / 2)
    return {
        "id": new_id(),
        "recorded_at": clock.now(),
        "pupil_id": pupil,
        "lesson_id": lesson,
        "item_id": item.id,
        "item_version": item.version,
        "behaviour": "practice",
        "try_number": 1,
        "response": _response(item, chance),
        "score": score,
        "credit": score,
        "certainty": "sure",
        "misconceptions": [],
        "seconds": round(chance.uniform(2, 120), 3),
    }


def _response(item: Any, chance: random.Random) -> dict[str, Any]:
    """As many different ones as pupils would give."""
    if item.interaction == "order":
        steps = [step.id for step in item.steps]
        return {"order": chance.sample(steps, len(steps))}
    if item.interaction == "classify":
        categories = [one.id for one in item.categories]
        return {"placed": {one.id: chance.choice(categories) for one in item.entries}}
    if item.interaction == "spot-signs":
        return {"marked": sorted(one.id for one in item.fragments if chance.random() < 0.5)}
    return {"option": chance.choice("abcd")}
