"""Who is whose guardian: linked by a code on paper, unlinked by the school at once.

A guardian whom a court has kept from a child is barred: by account and by name. While anybody is
barred, codes for this child are made out to a named person, so that a code which falls into other
hands opens nothing.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict, dataclass

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import audit, clock
from app.core.db import Model, db
from app.core.i18n import search_key
from app.core.ids import new_code
from app.people.models import Guardianship, PairingCode, User
from app.people.roles import Role
from app.people.secrets import digest
from app.people.services import CodeNotValid, NewAdult, add_person, link_guardian

PAIRING_TIME = dt.timedelta(days=14)


class GuardianBar(Model):
    """A person who must not be linked to this child, until the bar is lifted."""

    __tablename__ = "guardian_bars"

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    guardian_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    name: so.Mapped[str]
    # The name as one finds it from any keyboard: another account does not help.
    name_key: so.Mapped[str]
    made_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    made_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    lifted_at: so.Mapped[dt.datetime | None]
    # When the barred person last tried to link: the school sees it, they do not.
    tried_at: so.Mapped[dt.datetime | None]


class NameNeeded(Exception):
    """For this child a code is made out to a named person."""


@dataclass(frozen=True, slots=True)
class Link:
    """A guardian of a child, as the school and the child see it."""

    guardian_id: int
    name: str
    linked_at: dt.datetime


def guardians(pupil_id: int) -> list[Link]:
    query = (
        sa.select(User.id, User.family_name, User.given_name, Guardianship.linked_at)
        .join(Guardianship, Guardianship.guardian_id == User.id)
        .where(Guardianship.pupil_id == pupil_id, User.is_active)
        .order_by(Guardianship.linked_at)
    )
    return [
        Link(row.id, f"{row.family_name} {row.given_name}", row.linked_at)
        for row in db.session.execute(query)
    ]


def bars(pupil_id: int) -> list[GuardianBar]:
    return list(db.session.scalars(_standing_bars().where(GuardianBar.pupil_id == pupil_id)))


def _standing_bars() -> sa.Select[GuardianBar]:
    return sa.select(GuardianBar).where(GuardianBar.lifted_at.is_(None)).order_by(GuardianBar.id)


def with_bars(pupil_ids: Collection[int]) -> set[int]:
    query = sa.select(GuardianBar.pupil_id).where(
        GuardianBar.pupil_id.in_(pupil_ids), GuardianBar.lifted_at.is_(None)
    )
    return set(db.session.scalars(query))


def issue_pairing_code(*, pupil_id: int, by_id: int, for_name: str = "") -> str:
    """A code for one parent of this child. Shown once; only its digest is kept."""
    if not for_name and with_bars([pupil_id]):
        raise NameNeeded
    code = new_code()
    db.session.add(
        PairingCode(
            pupil_id=pupil_id,
            digest=digest(code),
            made_by_id=by_id,
            expires_at=clock.now() + PAIRING_TIME,
            for_name_key=search_key(for_name) or None,
        )
    )
    return code


def redeem_pairing_code(*, code: str, guardian_id: int) -> int:
    """Links the parent to the child and returns the child's id. A code works once."""
    pairing = _standing_code(code)
    guardian = db.session.get_one(User, guardian_id)
    _refuse_others(pairing, f"{guardian.family_name} {guardian.given_name}", guardian_id)
    spent = db.session.scalar(
        sa.update(PairingCode)
        .where(PairingCode.id == pairing.id, PairingCode.used_at.is_(None))
        .values(used_at=clock.now(), used_by_id=guardian_id)
        .returning(PairingCode.pupil_id)
    )
    if spent is None:
        raise CodeNotValid
    if guardian_id not in {one.guardian_id for one in guardians(pairing.pupil_id)}:
        link_guardian(guardian_id=guardian_id, pupil_id=pairing.pupil_id)
        _trace(guardian_id, audit.Action.GUARDIAN_LINKED, pairing.pupil_id)
    return pairing.pupil_id


def register_parent(*, code: str, person: NewAdult) -> User:
    """A parent's account from the paper with the code: account and link, or neither."""
    pairing = _standing_code(code)
    _refuse_others(pairing, f"{person.family_name} {person.given_name}", None)
    child = db.session.get_one(User, pairing.pupil_id)
    parent = add_person(role=Role.PARENT, school_id=child.school_id, **asdict(person))
    redeem_pairing_code(code=code, guardian_id=parent.id)
    return parent


def _standing_code(code: str) -> PairingCode:
    pairing = db.session.scalar(
        sa.select(PairingCode).where(
            PairingCode.digest == digest(code),
            PairingCode.used_at.is_(None),
            PairingCode.expires_at > clock.now(),
        )
    )
    if pairing is None:
        raise CodeNotValid
    return pairing


def refused_by_a_bar(*, code: str, name: str, guardian_id: int | None = None) -> None:
    """Notes for the school that a barred person has tried. Call when a code was refused."""
    pairing = db.session.scalar(sa.select(PairingCode).where(PairingCode.digest == digest(code)))
    bar = _bar_against(pairing.pupil_id, name, guardian_id) if pairing else None
    if bar is not None:
        bar.tried_at = clock.now()


def _refuse_others(pairing: PairingCode, name: str, guardian_id: int | None) -> None:
    """To whom a code is refused it looks spent: nobody is told of a court's decision here."""
    is_anothers = pairing.for_name_key not in (None, search_key(name))
    if is_anothers or _bar_against(pairing.pupil_id, name, guardian_id):
        raise CodeNotValid


def _bar_against(pupil_id: int, name: str, guardian_id: int | None) -> GuardianBar | None:
    key = search_key(name)
    standing = bars(pupil_id)
    return next(
        (
            one
            for one in standing
            if one.name_key == key or (guardian_id is not None and one.guardian_id == guardian_id)
        ),
        None,
    )


def unlink(*, guardian_id: int, pupil_id: int, by_id: int) -> None:
    """At once: the next page that the guardian opens does not know the child."""
    gone = db.session.scalar(
        sa.delete(Guardianship)
        .where(Guardianship.guardian_id == guardian_id, Guardianship.pupil_id == pupil_id)
        .returning(Guardianship.id)
    )
    if gone is not None:
        _trace(by_id, audit.Action.GUARDIAN_UNLINKED, pupil_id)


def bar(*, pupil_id: int, name: str, by_id: int, guardian_id: int | None = None) -> None:
    """Unlinks, and keeps from being linked again; codes that are out do not count any more."""
    if guardian_id is not None:
        unlink(guardian_id=guardian_id, pupil_id=pupil_id, by_id=by_id)
    db.session.add(
        GuardianBar(
            pupil_id=pupil_id,
            guardian_id=guardian_id,
            name=name,
            name_key=search_key(name),
            made_by_id=by_id,
        )
    )
    db.session.execute(
        sa.update(PairingCode)
        .where(PairingCode.pupil_id == pupil_id, PairingCode.used_at.is_(None))
        .values(expires_at=clock.now())
    )
    _trace(by_id, audit.Action.GUARDIAN_BARRED, pupil_id)


def lift_bar(*, bar_id: int, pupil_id: int, by_id: int) -> None:
    """The court has decided anew; linking again needs a code again."""
    lifted = db.session.scalar(
        sa.update(GuardianBar)
        .where(
            GuardianBar.id == bar_id,
            GuardianBar.pupil_id == pupil_id,
            GuardianBar.lifted_at.is_(None),
        )
        .values(lifted_at=clock.now())
        .returning(GuardianBar.id)
    )
    if lifted is not None:
        _trace(by_id, audit.Action.GUARDIAN_ADMITTED, pupil_id)


def _trace(by_id: int, action: audit.Action, pupil_id: int) -> None:
    audit.record(actor_id=by_id, action=action, subject_type="user", subject_id=pupil_id)
