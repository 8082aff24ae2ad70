"""Lessons held for a class, as its teacher reads them: what, when, how, beside the plan."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.content import library
from app.core.i18n import LocalizedText
from app.learning.boosters import lesson_of_plan
from app.learning.deliveries import deliveries_of, delivery_for, may_mend
from app.learning.delivery_models import Delivery
from app.learning.plan_layout import Place, matched
from app.learning.year_plans import year_of
from app.people.access import NotFound, class_for
from app.people.viewer import Viewer
from app.reports.choices import has_choices


@dataclass(frozen=True, slots=True)
class Held:
    """A row of the log."""

    id: int
    lesson_id: str
    # None: the lesson has left the catalogue, and its name with it.
    title: LocalizedText | None
    held_on: dt.date
    outcome: str
    minutes: int
    present: int
    guest: str | None
    note: str | None
    may_mend: bool
    # A story about which the class may look at its own votes.
    has_choices: bool
    # The day of the week of the plan that it meets; None outside the plan.
    planned_for: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    delivery: Delivery
    title: LocalizedText | None
    may_mend: bool


@dataclass(frozen=True, slots=True)
class LogPage:
    class_id: int
    grade: int
    letter: str
    held: tuple[Held, ...]


def held_by(
    viewer: Viewer, rows: Sequence[Delivery], places: Sequence[Place] = ()
) -> tuple[Held, ...]:
    """In the order of the rows. `places`: the year plan that the class goes by."""
    by_place = matched(places, ((row.lesson_id, row.held_on, row.id) for row in rows))
    mondays = {place.number: place.monday for place in places}
    planned = {held_id: mondays[number] for number, held_id in by_place.items()}
    return tuple(_held(viewer, row, planned.get(row.id)) for row in rows)


def _held(viewer: Viewer, row: Delivery, planned_for: dt.date | None) -> Held:
    lesson = library.get().lessons.get(row.lesson_id)
    return Held(
        id=row.id,
        lesson_id=row.lesson_id,
        title=_title(row.lesson_id),
        held_on=row.held_on,
        outcome=row.outcome,
        minutes=row.minutes,
        present=row.present,
        guest=row.guest,
        note=row.note,
        may_mend=may_mend(row, viewer.id),
        has_choices=lesson is not None and has_choices(lesson),
        planned_for=planned_for,
    )


def _title(lesson_id: str) -> LocalizedText | None:
    lesson = lesson_of_plan(lesson_id)
    return lesson.title if lesson else None


def entry_page(viewer: Viewer, class_id: int, delivery_id: int) -> Entry:
    delivery = delivery_for(viewer, delivery_id)
    if delivery.class_id != class_id:
        raise NotFound
    return Entry(delivery, _title(delivery.lesson_id), may_mend(delivery, viewer.id))


def log_page(viewer: Viewer, class_id: int) -> LogPage:
    school_class = class_for(viewer, class_id)
    year = year_of(school_class)
    places = year.places if year and year.is_taken else ()
    return LogPage(
        class_id=class_id,
        grade=school_class.grade,
        letter=school_class.letter,
        held=held_by(viewer, deliveries_of(class_id), places),
    )
