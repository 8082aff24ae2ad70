"""Passkeys (WebAuthn): the device proves who is before it, and nothing can be typed elsewhere."""

import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.core import audit, clock
from app.core.db import db
from app.people.viewer import Viewer
from app.signin.models import Passkey

NAME = "Adal Jol"
MOST = 10


@dataclass(frozen=True, slots=True)
class Site:
    """Where the browser is: a passkey of one site is none of another."""

    host: str
    origin: str


class NotAPasskey(Exception):
    """What the browser sent proves nothing."""


def of(user_id: int) -> list[Passkey]:
    query = sa.select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.made_at)
    return list(db.session.scalars(query))


def options_to_add(person: Viewer, site: Site) -> tuple[bytes, str]:
    """The challenge to remember, and what the browser is asked, as JSON."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=NAME,
        user_id=str(person.id).encode(),
        user_name=person.full_name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=_known(person.id),
    )
    return options.challenge, options_to_json(options)


def options_to_use(person: Viewer, site: Site) -> tuple[bytes, str]:
    options = generate_authentication_options(
        rp_id=site.host,
        allow_credentials=_known(person.id),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return options.challenge, options_to_json(options)


def _known(user_id: int) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=one.credential_id) for one in of(user_id)]


def add(*, person: Viewer, answer: dict[str, Any], challenge: bytes, site: Site, name: str) -> None:
    if len(of(person.id)) >= MOST:
        raise NotAPasskey
    try:
        proved = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise NotAPasskey from error
    db.session.add(
        Passkey(
            user_id=person.id,
            credential_id=proved.credential_id,
            public_key=proved.credential_public_key,
            sign_count=proved.sign_count,
            name=name,
        )
    )
    audit.record(
        actor_id=person.id,
        action=audit.Action.FACTOR_ADDED,
        subject_type="user",
        subject_id=person.id,
    )
    db.session.flush()


def use(*, person: Viewer, answer: dict[str, Any], challenge: bytes, site: Site) -> None:
    """Raises NotAPasskey unless one of this person's own passkeys has signed the challenge."""
    passkey = _named(person.id, answer)
    try:
        proved = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise NotAPasskey from error
    passkey.sign_count = proved.new_sign_count
    passkey.last_used_at = clock.now()


def _named(user_id: int, answer: dict[str, Any]) -> Passkey:
    try:
        credential_id = base64url_to_bytes(str(answer.get("rawId", "")))
    except ValueError as error:
        raise NotAPasskey from error
    query = sa.select(Passkey).where(
        Passkey.user_id == user_id, Passkey.credential_id == credential_id
    )
    passkey = db.session.scalar(query)
    if passkey is None:
        raise NotAPasskey
    return passkey


def remove(*, user_id: int, passkey_id: uuid.UUID) -> None:
    db.session.execute(
        sa.delete(Passkey).where(Passkey.user_id == user_id, Passkey.id == passkey_id)
    )
    audit.record(
        actor_id=user_id,
        action=audit.Action.FACTOR_REMOVED,
        subject_type="user",
        subject_id=user_id,
    )
