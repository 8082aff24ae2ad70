"""What a school has to settle before anything here watches over children.

The list of domain/safeguarding.md §7: a lead, a deputy, a psychologist or the regional centre, a
contact outside, hours, holidays and exclusions; and a psychologist signs each family of rules.
Asking for help needs none of it.
"""

import datetime as dt
from typing import Literal, get_args

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import audit, clock, schoolcalendar
from app.core.db import Model, db, upsert
from app.people import calendars, switches
from app.people.models import User
from app.people.roles import Role
from app.people.switches import Family, State
from app.people.viewer import Viewer

Condition = Literal[
    "lead", "deputy", "psychologist", "outside-contact", "hours", "holidays", "exclusions"
]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
# Rules are signed by a psychologist; that a school collects weeks at all, by its lead.
SIGNS: dict[Family, tuple[Role, ...]] = {
    "check-ins": (Role.LEAD,),
    "mood": (Role.PSYCHOLOGIST,),
    "climate": (Role.PSYCHOLOGIST,),
    "words": (Role.PSYCHOLOGIST,),
}
MAY_STOP = (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.PSYCHOLOGIST)


class NotReady(Exception):
    """Something is missing: `missing` names it."""

    def __init__(self, missing: tuple[Condition, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class NotYours(Exception):
    """This role does not sign this family."""


class Preparation(Model):
    """What the lead has written down for the school."""

    __tablename__ = "preparations"

    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"), primary_key=True)
    # At the education department of the district: who answers when nobody at school may.
    outside_name: so.Mapped[str | None]
    outside_phone: so.Mapped[str | None]
    # The regional psychological centre stands in where the school has no psychologist.
    regional_centre: so.Mapped[str | None]
    # Who reads requests when, as told to the staff.
    hours: so.Mapped[str | None]
    # Staff who are parents or relatives of pupils have been gone through.
    exclusions_on: so.Mapped[dt.date | None]
    changed_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    changed_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


def preparation_of(school_id: int | None) -> Preparation | None:
    return db.session.get(Preparation, school_id) if school_id else None


def write_down(
    *,
    by: Viewer,
    outside_name: str | None,
    outside_phone: str | None,
    regional_centre: str | None,
    hours: str | None,
    exclusions_settled: bool,
) -> None:
    """The day on which exclusions were settled stays, until somebody takes the tick away."""
    known = preparation_of(by.school_id)
    settled_on = (known.exclusions_on if known else None) or clock.today()
    row = {
        "school_id": by.school_id,
        "outside_name": outside_name,
        "outside_phone": outside_phone,
        "regional_centre": regional_centre,
        "hours": hours,
        "exclusions_on": settled_on if exclusions_settled else None,
        "changed_by_id": by.id,
        "changed_at": clock.now(),
    }
    db.session.execute(upsert(Preparation, row, update=row))
    _trace(by, "preparation")


def missing(school_id: int | None) -> tuple[Condition, ...]:
    """What is still to be settled, in the order of the list."""
    known = preparation_of(school_id)
    roles = _roles_of(school_id)
    settled: dict[Condition, bool] = {
        "lead": Role.LEAD in roles,
        "deputy": Role.DEPUTY in roles,
        "psychologist": Role.PSYCHOLOGIST in roles or bool(known and known.regional_centre),
        "outside-contact": bool(known and known.outside_name and known.outside_phone),
        "hours": bool(known and known.hours),
        "holidays": _has_holidays(school_id),
        "exclusions": bool(known and known.exclusions_on),
    }
    return tuple(one for one in CONDITIONS if not settled[one])


def _roles_of(school_id: int | None) -> set[str]:
    query = sa.select(User.role).where(User.school_id == school_id, User.is_active)
    return set(db.session.scalars(query.distinct()))


def _has_holidays(school_id: int | None) -> bool:
    """Of this school year, the school's own or those of the region."""
    begins = dt.date(schoolcalendar.school_year(clock.today()), schoolcalendar.JULY, 1)
    return bool(calendars.holidays_of(school_id, begins))


def sign(*, family: Family, to: State, by: Viewer) -> None:
    """Switches a family for the signer's school. Switching off is open to all who answer for it."""
    if by.school_id is None or by.role not in (MAY_STOP if to == "off" else SIGNS[family]):
        raise NotYours
    if to != "off" and (lacking := missing(by.school_id)):
        raise NotReady(lacking)
    switches.switch(school_id=by.school_id, family=family, to=to, by_id=by.id)
    _trace(by, f"{family}:{to}")


def _trace(by: Viewer, what: str) -> None:
    audit.record(
        actor_id=by.id,
        action=audit.Action.SETTING_CHANGED,
        subject_type="safeguarding",
        subject_id=what,
    )
