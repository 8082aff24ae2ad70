"""The check-in pages of a pupil, and what an adult sees to whom a child shows its weeks."""

import datetime as dt
import uuid
from dataclasses import dataclass

from app.people.queries import Person, guardians_of, helpers_of, people
from app.people.viewer import Viewer
from app.wellbeing import checkins, shares
from app.wellbeing.checkins import MonthWeek


@dataclass(frozen=True, slots=True)
class WeekPage:
    month: tuple[MonthWeek, ...]
    is_told: bool
    asks_about_class: bool


def week_page(pupil: Viewer) -> WeekPage:
    month = checkins.month_of(pupil.id)
    return WeekPage(
        month=tuple(month),
        is_told=month[-1].mood is not None,
        asks_about_class=checkins.asks_about_class(pupil.id),
    )


@dataclass(frozen=True, slots=True)
class Share:
    id: uuid.UUID
    adult: Person
    until: dt.date
    is_paused: bool


@dataclass(frozen=True, slots=True)
class SharePage:
    # To whom it is not shown yet.
    adults: tuple[Person, ...]
    shares: tuple[Share, ...]
    # Just what such an adult would see.
    preview: tuple[MonthWeek, ...]


def share_page(pupil: Viewer) -> SharePage:
    standing = shares.standing(pupil.id)
    guardians = guardians_of(pupil.id)
    known = people([*guardians, *(one.adult_id for one in standing)])
    shown_to = {one.adult_id for one in standing}
    offered = {one.id: one for one in helpers_of(pupil)} | {
        one: known[one] for one in guardians if one in known
    }
    return SharePage(
        adults=tuple(one for one in offered.values() if one.id not in shown_to),
        shares=tuple(
            Share(one.id, known[one.adult_id], one.until, one.paused_at is not None)
            for one in standing
            if one.adult_id in known
        ),
        preview=shares.as_shown(checkins.month_of(pupil.id)),
    )


@dataclass(frozen=True, slots=True)
class ShownChild:
    """A child who shows its weeks to the viewer."""

    name: str
    weeks: tuple[MonthWeek, ...]


def shown_to(viewer: Viewer) -> list[ShownChild]:
    """Everything that children show to this adult now."""
    children = people(shares.pupils_who_share_with(viewer.id))
    return [
        ShownChild(child.full_name, weeks)
        for child in children.values()
        if (weeks := shares.shown_to(viewer.id, child.id))
    ]
