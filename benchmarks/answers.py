"""Answers recorded per second: the whole request beside a bare view with the same writes."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial

from app.content import library
from app.content.schema.lesson import Lesson
from app.core.db import db, transaction
from app.learning import services
from app.people.viewer import load_viewer
from benchmarks import load
from benchmarks.figures import Figure, figure, in_turns
from benchmarks.load import Request
from benchmarks.servers import serve
from benchmarks.sessions import cookie, csrf_token
from benchmarks.stage import Stage

CLIENTS = 8
ANSWERS_EACH = 60
RUNS = 3
PATH = "/learn/lessons/L21/steps/card-mine/answer"


def answers(stage: Stage, name: str) -> Figure:
    pupils = stage.school.pupils[:CLIENTS]
    _reach_the_task(stage, pupils)
    with (
        serve("wsgi:app", stage.environment) as real,
        serve("benchmarks.bare:app", stage.environment) as bare,
    ):
        values, limits = in_turns(
            RUNS,
            lambda: _rate(real.port, [partial(_real, *_signed(stage, one)) for one in pupils]),
            lambda: _rate(bare.port, [partial(_bare, one) for one in pupils]),
        )
    return figure(name, "per second", values, limits)


def _reach_the_task(stage: Stage, pupils: Sequence[int]) -> None:
    """An answer is taken from whoever has done the steps before."""
    with stage.app.app_context():
        for pupil in pupils:
            with transaction():
                person = load_viewer(pupil)
                assert person is not None
                services.open_lesson(pupil=person, lesson=_lesson())
                for step in _lesson().steps:
                    services.finish_step(pupil=person, lesson=_lesson(), step_id=step.id)
        db.session.remove()
        db.engine.dispose()


def _rate(port: int, clients: list[Callable[[int], Request]]) -> float:
    return load.run(port, clients, ANSWERS_EACH).per_second


def _signed(stage: Stage, pupil: int) -> tuple[str, str, str]:
    item = next(
        step.item for step in _lesson().steps if step.kind == "task" and step.id == "card-mine"
    )
    right = next(option.id for option in item.options if option.right)
    return cookie(stage.app, pupil), csrf_token(stage.app), right


def _lesson() -> Lesson:
    return library.get().lesson("L21")


def _real(session: str, token: str, answer: str, _number: int) -> Request:
    form = {
        "csrf_token": token,
        "submission_key": str(uuid.uuid4()),
        "answer": answer,
        "certainty": "sure",
    }
    return Request("POST", PATH, session, form, expected=303)


def _bare(pupil: int, _number: int) -> Request:
    form = {"pupil": str(pupil), "key": str(uuid.uuid4()), "answer": "a"}
    return Request("POST", "/answer", form=form)
