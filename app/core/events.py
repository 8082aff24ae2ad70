"""Events name what happened, carry ids only, and leave after the commit."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import structlog
from sqlalchemy.orm import Session, scoped_session

log = structlog.get_logger()

Handler = Callable[[Any], object]
AnySession = Session | scoped_session[Any]

_handlers: dict[type, list[Handler]] = defaultdict(list)
_muted: ContextVar[bool] = ContextVar("muted", default=False)


def on(event_type: type, handler: Handler) -> None:
    _handlers[event_type].append(handler)


def record(session: AnySession, event: object) -> None:
    if not _muted.get():
        session.info.setdefault("events", []).append(event)


@contextmanager
def muted() -> Iterator[None]:
    """Nothing leaves: for who does at once, and at the right moment, what the jobs would do."""
    token = _muted.set(True)
    try:
        yield
    finally:
        _muted.reset(token)


def forget(session: AnySession) -> None:
    session.info.pop("events", None)


def send(session: AnySession) -> None:
    """A dead queue must not fail the pupil's answer: the nightly sweep catches up."""
    for event in session.info.pop("events", []):
        for handler in _handlers[type(event)]:
            try:
                handler(event)
            except Exception:
                log.exception("event_not_delivered", event_type=type(event).__name__)


def clear() -> None:
    _handlers.clear()
