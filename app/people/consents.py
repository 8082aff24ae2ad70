"""What needs whose yes. One table, and the one function that everything asks: `allows`.

Asking for help needs nobody's yes and is never off. Which purposes a school's lawyer has found
another ground for is written down per school (ConsentExemption); a family's "no" wins over it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from app.core import clock, schoolcalendar
from app.core.db import db
from app.people.consent_models import ConsentExemption, ConsentState
from app.people.models import User

HELP = "help"
LEARNING = "learning"
SKILLS = "skills"
CHECK_INS = "check-ins"
SURVEYS = "surveys"
OUTSIDE = "outside"


class UnknownPurpose(LookupError):
    pass


@dataclass(frozen=True, slots=True)
class Purpose:
    """A use of a child's data, and who has to agree to it."""

    id: str
    # Of a parent or another lawful representative.
    needs_consent: bool
    # Of the pupil, in words for the age, anew each school term.
    needs_assent: bool
    # Tables whose rows of the pupil go when the consent is withdrawn: see privacy.registry.
    erases: tuple[str, ...] = ()


PURPOSES: dict[str, Purpose] = {
    one.id: one
    for one in (
        Purpose(HELP, needs_consent=False, needs_assent=False),
        # What was learned stays the pupil's until they ask for erasure.
        Purpose(LEARNING, needs_consent=True, needs_assent=False),
        Purpose(SKILLS, needs_consent=True, needs_assent=False),
        Purpose(
            CHECK_INS, needs_consent=True, needs_assent=True, erases=("check_ins", "mood_shares")
        ),
        # Answers to surveys have no name: there is nothing of one pupil to erase.
        Purpose(SURVEYS, needs_consent=True, needs_assent=True),
        Purpose(OUTSIDE, needs_consent=True, needs_assent=False, erases=("outside_identities",)),
    )
}
ASKED = tuple(one for one in PURPOSES.values() if one.needs_consent)


def purpose_for(purpose: str) -> Purpose:
    """Of those that are asked about."""
    found = PURPOSES.get(purpose)
    if found is None or not found.needs_consent:
        raise UnknownPurpose(purpose)
    return found


def is_allowed(purpose: str, day: dt.date | None = None) -> sa.ColumnElement[bool]:
    """The rule, of a row of users: yes of the family or a ground, and the pupil's own yes.

    Today's, unless a day is given.
    """
    rule = PURPOSES[purpose]
    if not rule.needs_consent:
        return sa.true()
    said = sa.select(ConsentState.pupil_id).where(
        ConsentState.pupil_id == User.id, ConsentState.purpose == purpose
    )
    ground = sa.select(ConsentExemption.school_id).where(
        ConsentExemption.school_id == User.school_id, ConsentExemption.purpose == purpose
    )
    family = sa.or_(
        said.where(ConsentState.is_given.is_(True)).exists(),
        sa.and_(~said.where(ConsentState.is_given.is_(False)).exists(), ground.exists()),
    )
    if not rule.needs_assent:
        return family
    term = schoolcalendar.term(day or clock.today())
    return sa.and_(family, said.where(ConsentState.assent_term == term).exists())


def allows(pupil_id: int, purpose: str) -> bool:
    """Whether this pupil's data may be used for this now."""
    if not PURPOSES[purpose].needs_consent:
        return True
    query = sa.select(User.id).where(User.id == pupil_id, is_allowed(purpose))
    return db.session.scalar(query) is not None


def allowing(purpose: str, pupils: Iterable[int] | sa.Select[int]) -> sa.Select[int]:
    """Ids of those among these pupils for whom it is allowed: the same rule for lists."""
    among = pupils if isinstance(pupils, sa.Select) else list(pupils)
    return sa.select(User.id).where(User.id.in_(among), is_allowed(purpose))
