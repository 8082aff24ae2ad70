"""A pupil goes to another school: one releases, the other accepts, both keep the receipt.

Until it is accepted the child stays where they are, and so does the help they have asked for.
"""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db
from app.core.i18n import listing_key
from app.people import services
from app.people.access import NotFound, class_for, pupil_for
from app.people.models import Enrolment, Guardianship, School, User
from app.people.roles import Role
from app.people.school_models import Transfer
from app.people.viewer import Viewer


class AlreadyReleased(ValueError):
    """The pupil waits to be accepted somewhere."""


def visible_transfers(viewer: Viewer) -> sa.Select[Transfer]:
    """Of the two schools' administrators only."""
    transfers = sa.select(Transfer)
    if viewer.role is not Role.SCHOOL_ADMIN:
        return transfers.where(sa.false())
    here = viewer.school_id
    return transfers.where(sa.or_(Transfer.from_school_id == here, Transfer.to_school_id == here))


def transfer_for(viewer: Viewer, transfer_id: uuid.UUID) -> Transfer:
    transfer = db.session.scalar(visible_transfers(viewer).where(Transfer.id == transfer_id))
    if transfer is None:
        raise NotFound
    return transfer


def other_schools(viewer: Viewer) -> Sequence[School]:
    query = sa.select(School).where(School.id != viewer.school_id)
    return sorted(db.session.scalars(query), key=lambda one: (listing_key(one.name), one.id))


def release(*, pupil_id: int, to_school_id: int, by: Viewer) -> uuid.UUID:
    pupil = pupil_for(by, pupil_id)
    waiting = sa.select(Transfer.id).where(
        Transfer.pupil_id == pupil.id,
        Transfer.accepted_at.is_(None),
        Transfer.cancelled_at.is_(None),
    )
    if db.session.scalar(waiting) is not None:
        raise AlreadyReleased
    transfer = Transfer(
        pupil_id=pupil.id,
        from_school_id=pupil.school_id,
        to_school_id=to_school_id,
        released_by_id=by.id,
    )
    db.session.add(transfer)
    db.session.flush()
    _trace(by, audit.Action.PUPIL_RELEASED, pupil.id)
    return transfer.id


def cancel(*, transfer: Transfer) -> None:
    """By either school, as long as nobody has accepted."""
    if transfer.accepted_at is None and transfer.cancelled_at is None:
        transfer.cancelled_at = clock.now()


def accept(*, transfer: Transfer, class_id: int, by: Viewer) -> bool:
    """From this moment the pupil is of the new school: the staff of the old one see nothing more.

    False if it was accepted or cancelled before, or the pupil left and was erased: of two clicks
    one counts.
    """
    if transfer.to_school_id != by.school_id:
        raise NotFound
    school_class = class_for(by, class_id)
    taken = db.session.scalar(
        sa.update(Transfer)
        .where(
            Transfer.id == transfer.id,
            Transfer.accepted_at.is_(None),
            Transfer.cancelled_at.is_(None),
            Transfer.pupil_id.in_(sa.select(User.id).where(User.erased_at.is_(None))),
        )
        .values(accepted_at=clock.now(), accepted_by_id=by.id)
        .returning(Transfer.id)
    )
    if taken is None:
        return False
    db.session.execute(
        sa.update(User)
        .where(User.id == transfer.pupil_id)
        # The old school's own number of the pupil means nothing here.
        .values(school_id=by.school_id, external_id=None, is_active=True)
    )
    services.enrol(pupil_id=transfer.pupil_id, class_id=school_class.id)
    _bring_guardians(transfer)
    _trace(by, audit.Action.PUPIL_ACCEPTED, transfer.pupil_id)
    return True


def _bring_guardians(transfer: Transfer) -> None:
    """A parent's account goes along, unless another child of theirs stays."""
    stays = (
        sa.select(Guardianship.guardian_id)
        .join(User, User.id == Guardianship.pupil_id)
        .where(User.school_id == transfer.from_school_id, User.is_active)
    )
    guardians = sa.select(Guardianship.guardian_id).where(
        Guardianship.pupil_id == transfer.pupil_id
    )
    db.session.execute(
        sa.update(User)
        .where(
            User.id.in_(guardians),
            User.role == Role.PARENT,
            User.school_id == transfer.from_school_id,
            User.id.notin_(stays),
        )
        .values(school_id=transfer.to_school_id)
    )


def leave(*, pupil_id: int, by: Viewer) -> None:
    """The pupil has left: no class, no way in. The history stays until it is erased."""
    pupil = pupil_for(by, pupil_id)
    db.session.execute(
        sa.update(Enrolment)
        .where(Enrolment.pupil_id == pupil.id, Enrolment.ends_on.is_(None))
        .values(ends_on=clock.today())
    )
    pupil.is_active = False
    _trace(by, audit.Action.PERSON_CHANGED, pupil.id)


def come_back(*, pupil: User, class_id: int, by: Viewer) -> None:
    """Who had left is a pupil again, from today, with everything learned before."""
    if pupil.role != Role.PUPIL or pupil.is_active or pupil.erased_at is not None:
        raise NotFound
    known_id, place = pupil.id, class_for(by, class_id).id
    pupil.is_active = True
    services.enrol(pupil_id=known_id, class_id=place)
    _trace(by, audit.Action.PERSON_CHANGED, known_id)


def _trace(by: Viewer, action: audit.Action, pupil_id: int) -> None:
    audit.record(actor_id=by.id, action=action, subject_type="user", subject_id=pupil_id)
