"""A school's free days: breaks and holidays, its own and those of the whole region."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db
from app.core.schoolcalendar import Calendar, year_with_breaks
from app.people.access import NotFound
from app.people.models import User
from app.people.roles import Role
from app.people.school_models import Holiday
from app.people.viewer import Viewer

DAY = dt.timedelta(days=1)
# Deadlines look at most so far.
BACK, AHEAD = 60 * DAY, 400 * DAY
LONGEST = 120


def calendar_of(school_id: int | None) -> Calendar:
    today = clock.today()
    return Calendar(_free_days(school_id, today - BACK, today + AHEAD))


def calendar_of_year(school_id: int | None, year: int, grade: int) -> Calendar:
    """Of the school year that begins in `year`; a break that nobody has entered is assumed."""
    free = _free_days(school_id, dt.date(year, 8, 1), dt.date(year + 1, 6, 30))
    return year_with_breaks(year, grade, free)


def _free_days(school_id: int | None, since: dt.date, until: dt.date) -> frozenset[dt.date]:
    rows = db.session.execute(
        sa.select(Holiday.starts_on, Holiday.ends_on).where(
            _reaches(school_id), Holiday.ends_on >= since, Holiday.starts_on <= until
        )
    )
    return frozenset(day for row in rows for day in _days(row.starts_on, row.ends_on))


def calendar_of_pupil(pupil_id: int) -> Calendar:
    return calendar_of(db.session.scalar(sa.select(User.school_id).where(User.id == pupil_id)))


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def _reaches(school_id: int | None) -> sa.ColumnElement[bool]:
    return sa.or_(Holiday.school_id.is_(None), Holiday.school_id == school_id)


def holidays_of(school_id: int | None, since: dt.date) -> Sequence[Holiday]:
    """Also those of the region, in the order of days."""
    query = sa.select(Holiday).where(_reaches(school_id), Holiday.ends_on >= since)
    return db.session.scalars(query.order_by(Holiday.starts_on, Holiday.id)).all()


def own_holidays(viewer: Viewer) -> sa.Select[Holiday]:
    """Those that this person may change: a school's administrator, or the region's."""
    if viewer.role is Role.SCHOOL_ADMIN:
        return sa.select(Holiday).where(Holiday.school_id == viewer.school_id)
    if viewer.role is Role.REGION_ADMIN:
        return sa.select(Holiday).where(Holiday.school_id.is_(None))
    return sa.select(Holiday).where(sa.false())


def holiday_for(viewer: Viewer, holiday_id: int) -> Holiday:
    holiday = db.session.scalar(own_holidays(viewer).where(Holiday.id == holiday_id))
    if holiday is None:
        raise NotFound
    return holiday


def add_holiday(*, name: str, starts_on: dt.date, ends_on: dt.date, by: Viewer) -> None:
    holiday = Holiday(school_id=by.school_id, name=name, starts_on=starts_on, ends_on=ends_on)
    db.session.add(holiday)
    db.session.flush()
    _trace(by, holiday.id)


def remove_holiday(*, holiday: Holiday, by: Viewer) -> None:
    _trace(by, holiday.id)
    db.session.delete(holiday)


def _trace(by: Viewer, holiday_id: int) -> None:
    audit.record(
        actor_id=by.id,
        action=audit.Action.CALENDAR_CHANGED,
        subject_type="holiday",
        subject_id=holiday_id,
    )
