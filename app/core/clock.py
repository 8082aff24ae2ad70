"""The one clock. Time is UTC and aware; the school's day is Kazakhstan's (UTC+5 all year)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

SCHOOL_ZONE = ZoneInfo("Asia/Almaty")

_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed", default=None)


def now() -> dt.datetime:
    return _fixed.get() or dt.datetime.now(dt.UTC)


def today() -> dt.date:
    return local(now()).date()


def local(moment: dt.datetime) -> dt.datetime:
    """The same moment on the school's wall clock."""
    return moment.astimezone(SCHOOL_ZONE)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """That hour of the school's day, as UTC."""
    return dt.datetime.combine(day, dt.time(hour, minute), SCHOOL_ZONE).astimezone(dt.UTC)


@contextmanager
def fixed(moment: dt.datetime) -> Iterator[None]:
    """History is written through the ordinary services, on the day on which it happened."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
