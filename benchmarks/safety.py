"""The safety rules at work: after one event, over a region at night, and for a child in danger.

Rows go in bulk: a pupil with two years of answers and check-ins, and a term's worth for all the
others, who have all answered and checked in lately: the hardest night there can be.
"""

import datetime as dt
import random
import threading
import time
import uuid

import sqlalchemy as sa

from app.casework import intake
from app.core import clock
from app.core.db import db, transaction
from app.core.ids import new_id
from app.jobs import SWEPT_AT_ONCE
from app.learning.models import Attempt
from app.people import services as people
from app.people import switches
from app.people.models import User
from app.people.roles import Role
from app.people.viewer import load_viewer
from app.risk import moods, skills
from app.wellbeing.climate import monday
from app.wellbeing.models import CheckIn
from app.wellbeing.services import Request
from benchmarks.figures import Figure, figure
from benchmarks.school import attempt, fill_attempts
from benchmarks.stage import Stage

RUNS = 20
TWO_YEARS = 730
ANSWERS, TERM_ANSWERS = 3_000, 120
TERM_WEEKS, TERM_DAYS = 15, 105
REGION = 185_000
OTHER_ANSWERS_A_SECOND = 50
EVENT_LIMIT_MS, SWEEP_LIMIT_MINUTES, DANGER_LIMIT_S = 20.0, 15.0, 2.0


def safety(stage: Stage, database: str) -> list[Figure]:
    pupils = stage.school.pupils
    with stage.app.app_context():
        _prepare(stage)
        event = [_evaluate_once(pupils[0]) for _run in range(RUNS)]
        sweep = _sweep(pupils)
        danger = _danger_under_load(stage)
        db.session.remove()
        db.engine.dispose()
    return [
        figure(f"rules.{database}", "ms", event, [EVENT_LIMIT_MS]),
        figure(f"sweep.{database}", "min", [sweep], [SWEEP_LIMIT_MINUTES]),
        figure(f"danger.{database}", "s", danger, [DANGER_LIMIT_S]),
    ]


def _prepare(stage: Stage) -> None:
    first, *others = stage.school.pupils
    fill_attempts((first,), ANSWERS, TWO_YEARS)
    fill_attempts(tuple(others), TERM_ANSWERS * len(others), TERM_DAYS)
    with transaction() as session:
        teacher = session.get_one(User, stage.school.teacher)
        assert teacher.school_id is not None
        switches.switch(school_id=teacher.school_id, family="mood", to="on", by_id=teacher.id)
        people.add_person(
            role=Role.PSYCHOLOGIST,
            school_id=teacher.school_id,
            family_name="Bench",
            given_name="Psychologist",
            locale="kk",
        )
        weeks = [(first, week) for week in range(TWO_YEARS // 7)]
        weeks += [(one, week) for one in others for week in range(TERM_WEEKS)]
        session.execute(sa.insert(CheckIn), [_check_in(pupil, week) for pupil, week in weeks])


def _check_in(pupil_id: int, weeks_ago: int) -> dict[str, object]:
    """Every seventh pupil has hard weeks."""
    hard = pupil_id % 7 == 0 and weeks_ago < 4
    return {
        "id": new_id(),
        "pupil_id": pupil_id,
        "week": monday(clock.today()) - dt.timedelta(weeks=weeks_ago),
        "mood": 2 if hard else 4,
        "needs": [],
        "told_of_class": False,
        "created_at": clock.now(),
    }


def _evaluate_once(pupil_id: int) -> float:
    """Both families of rules after one answer and one check-in, in milliseconds."""
    db.session.remove()
    begin = time.perf_counter()
    with transaction():
        skills.evaluate_pupil(pupil_id)
        moods.evaluate(pupil_id)
    return 1000 * (time.perf_counter() - begin)


def _sweep(pupils: tuple[int, ...]) -> float:
    """Minutes for a region of which every pupil has answered and checked in since yesterday."""
    begin = time.perf_counter()
    for start in range(0, len(pupils), SWEPT_AT_ONCE):
        with transaction():
            for pupil_id in pupils[start : start + SWEPT_AT_ONCE]:
                skills.evaluate_pupil(pupil_id)
                moods.evaluate(pupil_id)
    return (time.perf_counter() - begin) / len(pupils) * REGION / 60


def _danger_under_load(stage: Stage) -> list[float]:
    """From a child's second tap to the committed case and notices, while the school answers."""
    stop = threading.Event()
    load = threading.Thread(target=_answer_on, args=(stage, stop))
    load.start()
    try:
        return [_press(pupil) for pupil in stage.school.pupils[:RUNS]]
    finally:
        stop.set()
        load.join()


def _answer_on(stage: Stage, stop: threading.Event) -> None:
    chance = random.Random(2)
    with stage.app.app_context():
        while not stop.wait(1 / OTHER_ANSWERS_A_SECOND):
            with transaction() as session:
                session.execute(sa.insert(Attempt), [attempt(stage.school.pupils, 1, chance)])
        db.session.remove()


def _press(pupil_id: int) -> float:
    pupil = load_viewer(pupil_id)
    assert pupil is not None
    request = Request(kind="danger", topic="other", submission_key=uuid.uuid4())
    begin = time.perf_counter()
    with transaction():
        intake.ask_for_help(pupil=pupil, request=request)
    return time.perf_counter() - begin
