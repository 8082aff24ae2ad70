"""Lists of pupils: a school of 2,000 by the page's steps, a region of 300 schools by the command,
and a search among 200,000 people. Limits are the budgets of the product, not of the same run.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.core import clock
from app.core.db import db, transaction
from app.interop.rosters import exporting, imports
from app.interop.rosters.columns import Field
from app.people import queries, services
from app.people.models import User, name_key
from app.people.roles import Role
from app.people.viewer import Viewer, load_viewer
from benchmarks.figures import Figure, figure

SCHOOL = 2_000
SCHOOLS, PUPILS_OF_SCHOOL = 300, 617
STAFF = 20_000
RUNS = 3
FLASK = (sys.executable, "-m", "flask")
FAMILY = (
    "Әлім", "Жүніс", "Серік", "Қасым", "Ахмет", "Нұрлан", "Бек", "Марат", "Оспан", "Иван", "Петр",
    "Тілеу", "Өмір", "Қайрат", "Есен",
)  # fmt: skip
ENDINGS = ("ов", "ова", "баев", "баева", "ұлы", "қызы", "бек", "енов", "енова")
GIVEN = (
    "Айгерім", "Әлия", "Әсем", "Тимур", "Болат", "Нұрсұлтан", "Айару", "Алихан", "Санжар", "Дана",
    "Ержан", "Гүлнар", "Сәуле",
)  # fmt: skip
LETTERS = "АӘБВГҒ"
SEARCHES = ("алимова", "айг", "ал", "айгерим алим", "ғани", "никого", "нурлан сер")


def import_2000() -> Figure:
    """From the bytes of a workbook to pupils in classes: every step of the page, and its jobs."""
    with tempfile.TemporaryDirectory(prefix="adal-bench-") as folder:
        app = create_app(mode="school", instance=Path(folder))
        with app.app_context():
            upgrade()
            values = [_import_school(number) for number in range(RUNS)]
            db.engine.dispose()
    return figure("import.2000", "s", values, [10.0])


def _import_school(number: int) -> float:
    data = exporting.as_xlsx(list(_roster(SCHOOL, random.Random(number))), "1")
    with transaction():
        school_id = services.create_school(name=f"Bench {number}").id
    started, key = time.perf_counter(), uuid.uuid4()
    with transaction():
        one = imports.receive(
            import_id=key, school_id=school_id, by_id=None, file_name="1.xlsx", data=data
        )
        headings = [head.text for head in imports.columns_of(one).headings]
        fields = list(imports.columns_of(one).guesses)
        imports.name_columns(one, headings=headings, fields=fields, language="kk")
    imports.check(key)
    with transaction():
        one = db.session.get_one(imports.RosterImport, key)
        _difference, seen = imports.difference_of(one)
        imports.confirm(one, seen=seen, chosen=imports.Chosen())
    with transaction():
        imports.carry_out(key)
    took = time.perf_counter() - started
    assert one.result is not None
    assert one.result["new"] == SCHOOL, one.result
    return took


def region(database_url: str) -> Iterator[Figure]:
    """The command in a process of its own, from an empty database; then the search."""
    with _region_of_files() as folder, tempfile.TemporaryDirectory(prefix="adal-bench-") as home:
        environment = {
            **os.environ,
            "ADAL_MODE": "school",
            "ADAL_INSTANCE": home,
            "ADAL_DATABASE_URL": database_url,
        }
        app = create_app(mode="school", instance=Path(home), database_url=database_url)
        with app.app_context():
            upgrade()
            db.engine.dispose()
        seconds, mebibytes = _command(folder, environment)
        yield figure("import.185k", "s", [seconds], [600.0])
        yield figure("import.185k.rss", "MiB", [mebibytes], [500.0])
        yield search(app)


@contextmanager
def _region_of_files() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="adal-bench-") as name:
        chance = random.Random(1)
        for number in range(SCHOOLS):
            path = Path(name) / f"№ {number + 1} мектеп.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file, delimiter=";").writerows(_roster(PUPILS_OF_SCHOOL, chance))
        yield Path(name)


def _roster(count: int, chance: random.Random) -> Iterator[list[str]]:
    heads = [words["ru"] for field, words in exporting.HEADINGS.items() if field != Field.OWN_ID]
    yield heads
    for number in range(count):
        grade, letter = number % 11 + 1, LETTERS[number // 11 % len(LETTERS)]
        yield [
            chance.choice(FAMILY) + chance.choice(ENDINGS),
            chance.choice(GIVEN),
            chance.choice(GIVEN) + "ұлы",
            f"{grade} «{letter}»",
            f"{chance.randrange(28) + 1:02}.{chance.randrange(12) + 1:02}.{2020 - grade}",
            "казахский",
            f"{number + 1:06}",
        ]


def _command(folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Wall-clock seconds and the largest resident memory of the process."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [*FLASK, "people", "import-region", str(folder), "--create-schools", "--write"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    lines = process.stdout.read().splitlines()
    _pid, status, usage = os.wait4(process.pid, 0)
    assert status == 0, lines[-5:]
    assert lines[-1].startswith(f"{SCHOOLS} files"), lines[-1]
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def search(app: Flask) -> Figure:
    """The slowest of all searches, by a school's administrator and by the region's."""
    with app.app_context():
        viewers = [load_viewer(person) for person in _add_people()]
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE users")
        values = [
            median(_milliseconds(viewer, text)) for viewer in viewers if viewer for text in SEARCHES
        ]
        db.session.remove()
        db.engine.dispose()
    return figure("search.200k", "ms", [max(values)], [50.0])


def _add_people() -> tuple[int, int]:
    """Staff up to two hundred thousand people, and the two who search."""
    chance = random.Random(2)
    with transaction() as session:
        people = [_teacher(number % SCHOOLS + 1, chance) for number in range(STAFF)]
        session.execute(sa.insert(User), people)
        return _administrator(Role.SCHOOL_ADMIN, 1), _administrator(Role.REGION_ADMIN, None)


def _administrator(role: Role, school_id: int | None) -> int:
    person = services.add_person(
        role=role, school_id=school_id, family_name="Bench", given_name=role, locale="kk"
    )
    return person.id


def _teacher(school_id: int, chance: random.Random) -> dict[str, Any]:
    family, given = chance.choice(FAMILY) + chance.choice(ENDINGS), chance.choice(GIVEN)
    return {
        "school_id": school_id,
        "role": Role.TEACHER,
        "family_name": family,
        "given_name": given,
        "patronymic": None,
        "sort_key": name_key(family, given),
        "locale": "kk",
        "created_at": clock.now(),
    }


def _milliseconds(viewer: Viewer, text: str) -> list[float]:
    """From the statement's start to its last row."""
    times = []
    for _ in range(RUNS):
        db.session.rollback()
        started = time.perf_counter()
        queries.find_people(viewer, text)
        times.append((time.perf_counter() - started) * 1000)
    return times
