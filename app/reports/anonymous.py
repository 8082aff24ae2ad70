"""Reports without a name: as their sender sees them, and as those who read them do."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from app.casework import anonymous, workflow
from app.core import clock
from app.core.db import db
from app.people.calendars import calendar_of
from app.people.queries import Person, people
from app.people.readiness import preparation_of
from app.people.viewer import Viewer
from app.wellbeing import anonymous as kept
from app.wellbeing.anonymous import AnonymousReport


@dataclass(frozen=True, slots=True)
class Outside:
    """Who answers outside the school."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class TellPage:
    answer_by: dt.datetime
    is_school_hour: bool
    outside: Outside | None


def tell_page(school_id: int | None) -> TellPage:
    now, calendar = clock.now(), calendar_of(school_id)
    return TellPage(
        answer_by=workflow.deadlines(anonymous.SEVERITY, now, calendar).contact,
        is_school_hour=calendar.is_school_hour(now),
        outside=_outside(school_id),
    )


def _outside(school_id: int | None) -> Outside | None:
    known = preparation_of(school_id)
    if known is None or not (known.outside_name and known.outside_phone):
        return None
    return Outside(known.outside_name, known.outside_phone)


@dataclass(frozen=True, slots=True)
class Sent:
    """What the sender is told: who reads it, by when, and who else answers."""

    readers: tuple[Person, ...]
    answer_by: dt.datetime
    outside: Outside | None


def sent(report: AnonymousReport) -> Sent:
    calendar = calendar_of(report.school_id)
    above = report.about in anonymous.ABOVE_ALL
    told = anonymous.readers_of(report.id)
    return Sent(
        readers=tuple(people(told).values()),
        answer_by=workflow.deadlines(report.severity, report.created_at, calendar).contact,
        outside=_outside(report.school_id) if above or not told else None,
    )


@dataclass(frozen=True, slots=True)
class Line:
    words: str
    at: dt.datetime
    # None is the sender.
    author: Person | None


@dataclass(frozen=True, slots=True)
class ThreadPage:
    id: uuid.UUID
    state: str
    about: str | None
    place: str | None
    happened: str | None
    created_at: dt.datetime
    due_at: dt.datetime
    lines: tuple[Line, ...]
    sent: Sent


def thread_page(report: AnonymousReport) -> ThreadPage:
    rows = kept.thread(report.id)
    authors = people(row.author_id for row in rows if row.author_id)
    return ThreadPage(
        id=report.id,
        state=report.state,
        about=report.about,
        place=report.place,
        happened=report.happened,
        created_at=report.created_at,
        due_at=report.due_at,
        lines=tuple(
            Line(row.words, row.at, authors.get(row.author_id) if row.author_id else None)
            for row in rows
        ),
        sent=sent(report),
    )


def waiting_for(viewer: Viewer) -> Sequence[AnonymousReport]:
    """Open ones that this person may read, the most urgent first."""
    query = anonymous.visible(viewer).where(AnonymousReport.state != "closed")
    return db.session.scalars(query.order_by(AnonymousReport.due_at)).all()
