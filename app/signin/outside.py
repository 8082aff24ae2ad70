"""Signing in through a school's or a region's own provider: who is who, and who said so."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db
from app.core.ids import new_code
from app.people import consents
from app.people.models import User
from app.people.roles import Role
from app.people.secrets import digest
from app.people.services import CodeNotValid
from app.people.viewer import Viewer, load_viewer
from app.signin.models import LinkCode, OutsideIdentity, Provider

LINK_TIME = dt.timedelta(days=7)


class AlreadyLinked(Exception):
    """This outside identity is somebody's, or this person has one of this provider."""


def offered() -> Sequence[Provider]:
    """Providers that are switched on: of every school, then of single ones."""
    query = sa.select(Provider).where(Provider.is_on)
    return db.session.scalars(query.order_by(Provider.school_id.is_not(None), Provider.name)).all()


def provider(provider_id: int) -> Provider | None:
    found = db.session.get(Provider, provider_id)
    return found if found and found.is_on else None


def provider_of(school_id: int | None) -> Provider | None:
    return db.session.scalar(sa.select(Provider).where(Provider.school_id == school_id))


def serving(school_id: int | None) -> Sequence[Provider]:
    """Through which providers somebody of this school can come in."""
    query = sa.select(Provider).where(
        sa.or_(Provider.school_id == school_id, Provider.school_id.is_(None))
    )
    return db.session.scalars(query.order_by(Provider.id)).all()


def save_provider(
    *,
    school_id: int | None,
    name: str,
    issuer: str,
    client_id: str,
    client_secret: str,
    is_on: bool,
    by_id: int | None,
) -> None:
    """An empty secret keeps the one that is there."""
    found = provider_of(school_id)
    if found is None:
        found = Provider(school_id=school_id, client_secret="")
        db.session.add(found)
    elif found.issuer != issuer:
        # Another issuer knows other people by the same names.
        db.session.execute(
            sa.delete(OutsideIdentity).where(OutsideIdentity.provider_id == found.id)
        )
    found.name, found.issuer, found.client_id, found.is_on = name, issuer, client_id, is_on
    found.client_secret = client_secret or found.client_secret
    db.session.flush()
    audit.record(
        actor_id=by_id,
        action=audit.Action.PROVIDER_CHANGED,
        subject_type="provider",
        subject_id=found.id,
    )


def owner(found: Provider, subject: str) -> Viewer | None:
    """Whom the provider has named; nobody of another school than the provider's own."""
    user_id = db.session.scalar(
        sa.select(OutsideIdentity.user_id).where(
            OutsideIdentity.provider_id == found.id, OutsideIdentity.subject == subject
        )
    )
    person = load_viewer(user_id) if user_id else None
    if person is None or not _may_come_by(found, person.school_id):
        return None
    is_agreed = person.role is not Role.PUPIL or consents.allows(person.id, consents.OUTSIDE)
    return person if is_agreed else None


def _may_come_by(found: Provider, school_id: int | None) -> bool:
    return found.school_id is None or found.school_id == school_id


def link(*, found: Provider, subject: str, user_id: int, by_id: int) -> None:
    school_id = db.session.scalar(sa.select(User.school_id).where(User.id == user_id))
    taken = sa.select(OutsideIdentity.user_id).where(
        OutsideIdentity.provider_id == found.id,
        sa.or_(OutsideIdentity.subject == subject, OutsideIdentity.user_id == user_id),
    )
    if db.session.scalar(taken) is not None or not _may_come_by(found, school_id):
        raise AlreadyLinked
    db.session.add(
        OutsideIdentity(provider_id=found.id, subject=subject, user_id=user_id, linked_by_id=by_id)
    )
    db.session.flush()
    _trace(by_id, audit.Action.IDENTITY_LINKED, user_id)


def unlink(*, provider_id: int, user_id: int, by_id: int) -> None:
    gone = db.session.scalar(
        sa.delete(OutsideIdentity)
        .where(OutsideIdentity.provider_id == provider_id, OutsideIdentity.user_id == user_id)
        .returning(OutsideIdentity.user_id)
    )
    if gone is not None:
        _trace(by_id, audit.Action.IDENTITY_UNLINKED, user_id)


def identities(user_id: int) -> Sequence[OutsideIdentity]:
    query = sa.select(OutsideIdentity).where(OutsideIdentity.user_id == user_id)
    return db.session.scalars(query.order_by(OutsideIdentity.linked_at)).all()


def issue_link_code(*, user_id: int, by_id: int) -> str:
    """Shown once; the person types it after the provider has said who they are."""
    db.session.execute(sa.delete(LinkCode).where(LinkCode.user_id == user_id))
    code = new_code(10)
    db.session.add(
        LinkCode(
            digest=digest(code),
            user_id=user_id,
            made_by_id=by_id,
            expires_at=clock.now() + LINK_TIME,
        )
    )
    return code


def redeem_link_code(*, code: str, found: Provider, subject: str) -> int:
    """Links, and returns whose account it is. A code works once."""
    row = db.session.execute(
        sa.delete(LinkCode)
        .where(LinkCode.digest == digest(code), LinkCode.expires_at > clock.now())
        .returning(LinkCode.user_id, LinkCode.made_by_id)
    ).first()
    if row is None:
        raise CodeNotValid
    link(found=found, subject=subject, user_id=row.user_id, by_id=row.made_by_id)
    return row.user_id


def _trace(by_id: int, action: audit.Action, user_id: int) -> None:
    audit.record(actor_id=by_id, action=action, subject_type="user", subject_id=user_id)
