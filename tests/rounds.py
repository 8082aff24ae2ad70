"""A school that asks: rounds opened and closed through the services, sheets as pupils send them."""

import datetime as dt

from app.core import clock
from app.core.db import db, transaction
from app.evidence import rounds, surveys
from app.people import services
from app.people.viewer import load_viewer
from tests.people import World, add_pupil

BEFORE = clock.at(dt.date(2026, 9, 8), 10)
AFTER = clock.at(dt.date(2027, 5, 17), 10)
LATER = clock.at(dt.date(2027, 9, 7), 10)
WHEN = {"before": BEFORE, "after": AFTER, "later": LATER}
YEAR = 2026


def open_round(world: World, moment: str) -> int:
    with clock.fixed(WHEN[moment]), transaction():
        by = load_viewer(world.admin)
        return rounds.open_round(school_year=YEAR, moment=moment, by=by)


def close_round(world: World, round_id: int, moment: str = "before") -> None:
    with clock.fixed(WHEN[moment] + dt.timedelta(days=9)), transaction():
        rounds.close_round(round_id=round_id, by=load_viewer(world.admin))


def sheets_of(pupil_id: int) -> list[surveys.Given]:
    return surveys.waiting_for(load_viewer(pupil_id))


def another_class(world: World, letter: str, *, grade: int = 8, language: str = "kk") -> int:
    with transaction():
        return services.open_class(
            school_id=world.school,
            school_year=YEAR,
            grade=grade,
            letter=letter,
            language=language,
            teacher_id=None,
            code=f"7000{grade}{ord(letter)}",
        ).id


def fill(world: World, class_id: int, number: int) -> list[int]:
    with transaction():
        return [
            add_pupil(world.school, class_id, "Бала", f"{class_id}-{index:02}")
            for index in range(number)
        ]


def everything(given: surveys.Given, *, right: bool = True, point: int = 3) -> dict[str, str]:
    """A whole sheet: all of it right or wrong and sure, one point for every statement."""
    fields = {}
    for scale, asked in given.items():
        if scale == "knowledge":
            is_true = asked.wording(given.form).is_true
            fields[asked.id] = str(is_true == right).lower()
            fields[f"{asked.id}-sure"] = "sure"
        else:
            fields[asked.id] = str(point)
    return fields


def count_rows(model: type) -> int:
    return db.session.query(model).count()
