"""What a school has switched on of that which watches over children, and who signed for it.

Nothing here is on by itself: domain/safeguarding.md §7 and §14. The help channel has no switch.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Literal, get_args

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model, db, upsert
from app.people.models import one_of

# Check-ins collect; each family of rules looks at what was collected or written.
Family = Literal["check-ins", "mood", "climate", "words"]
# In the shadow a rule finds and stores, and nobody is told but the psychologist who tries it.
State = Literal["off", "shadow", "on"]
FAMILIES: tuple[Family, ...] = get_args(Family)
STATES: tuple[State, ...] = get_args(State)


class SchoolSwitch(Model):
    __tablename__ = "school_switches"
    __table_args__ = (
        sa.CheckConstraint(one_of("family", FAMILIES), "family_known"),
        sa.CheckConstraint(one_of("state", STATES), "state_known"),
    )

    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"), primary_key=True)
    family: so.Mapped[str] = so.mapped_column(primary_key=True)
    state: so.Mapped[str]
    signed_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    signed_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


def states(school_id: int | None) -> Mapping[Family, State]:
    """Of every family; what nobody has switched is off."""
    query = sa.select(SchoolSwitch.family, SchoolSwitch.state).where(
        SchoolSwitch.school_id == school_id
    )
    known = {row.family: row.state for row in db.session.execute(query)}
    return {family: known.get(family, "off") for family in FAMILIES}


def state(school_id: int | None, family: Family) -> State:
    return states(school_id)[family]


def switch(*, school_id: int, family: Family, to: State, by_id: int) -> None:
    """Whether the school is ready for it is asked before; the last word is kept with its author."""
    row = {
        "school_id": school_id,
        "family": family,
        "state": to,
        "signed_by_id": by_id,
        "signed_at": clock.now(),
    }
    db.session.execute(upsert(SchoolSwitch, row, update=row))
