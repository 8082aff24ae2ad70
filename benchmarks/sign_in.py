"""A lesson begins: thirty pupils type their PIN at once, the server has one core."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from flask.sessions import SecureCookieSessionInterface

from app.core.db import db, transaction
from app.people.models import SchoolClass, User
from app.people.secrets import hash_secret, is_right
from benchmarks import load
from benchmarks.figures import Figure, figure
from benchmarks.load import Request
from benchmarks.school import CLASS_SIZE
from benchmarks.servers import serve
from benchmarks.sessions import RAW_TOKEN, csrf_token
from benchmarks.stage import Stage

PIN = "2580"
RUNS = 3
SECONDS = 10.0


def thirty_at_once(stage: Stage) -> Iterator[Figure]:
    code, pupils = _give_pins(stage)
    values: list[float] = []
    hashes: list[float] = []
    with _one_core(), serve("wsgi:app", stage.environment) as real:
        for _ in range(RUNS):
            hashes.append(_only_the_hashes())
            clients = [_client(stage, code, pupil) for pupil in pupils]
            values.append(load.run(real.port, clients, 1).whole)
    yield figure("sign_in.30", "s", values, [SECONDS])
    yield figure("sign_in.30.hash", "s", values, hashes)


def _give_pins(stage: Stage) -> tuple[str, tuple[int, ...]]:
    with stage.app.app_context():
        pupils = stage.school.pupils[:CLASS_SIZE]
        with transaction() as session:
            session.execute(
                sa.update(User).where(User.id.in_(pupils)).values(pin_hash=hash_secret(PIN))
            )
            code = session.scalar(
                sa.select(SchoolClass.code).where(SchoolClass.id == stage.school.class_id)
            )
        db.session.remove()
        db.engine.dispose()
    return str(code), pupils


def _client(stage: Stage, code: str, pupil: int) -> Callable[[int], Request]:
    """A browser that has the page open: its cookie and its token."""
    signer = SecureCookieSessionInterface().get_signing_serializer(stage.app)
    assert signer is not None
    name = stage.app.config["SESSION_COOKIE_NAME"]
    form = {"code": code, "pupil": str(pupil), "pin": PIN, "csrf_token": csrf_token(stage.app)}
    cookie = f"{name}={signer.dumps({'csrf_token': RAW_TOKEN})}"
    request = Request("POST", "/sign-in/pin", cookie, form, expected=303)
    return lambda _number: request


def _only_the_hashes() -> float:
    stored = hash_secret(PIN)
    begin = time.perf_counter()
    for _ in range(CLASS_SIZE):
        is_right(PIN, stored)
    return time.perf_counter() - begin


@contextmanager
def _one_core() -> Iterator[None]:
    """What is started inside stays on the first core; so does what is measured beside it."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
