"""Tables of signing in. Nothing here can be read back into a secret."""

import datetime as dt
import uuid

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import EncryptedText, Model
from app.people.models import one_of

METHODS = ("password", "pin", "pictures", "card", "provider")


class SignInSession(Model):
    """One signed-in browser. Without its row a cookie opens nothing."""

    __tablename__ = "sign_in_sessions"
    __table_args__ = (sa.CheckConstraint(one_of("method", METHODS), "method_known"),)

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=uuid.uuid4)
    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    method: so.Mapped[str]
    opened_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    expires_at: so.Mapped[dt.datetime] = so.mapped_column(index=True)
    # When the second factor was shown; a session without one opens no case.
    factor_at: so.Mapped[dt.datetime | None]
    # When the person last proved more than having the cookie.
    confirmed_at: so.Mapped[dt.datetime | None]


class KnownDevice(Model):
    """A browser in which somebody has signed in before: others' failures do not count there."""

    __tablename__ = "known_devices"

    digest: so.Mapped[str] = so.mapped_column(primary_key=True)
    user_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("users.id"), primary_key=True, index=True
    )
    last_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    # Wrong secrets typed here since the secret was made or its teacher looked.
    wrong: so.Mapped[int] = so.mapped_column(default=0)


class GuessCount(Model):
    """Wrong secrets for one person from browsers that are new to them."""

    __tablename__ = "guess_counts"

    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    day: so.Mapped[dt.date]
    today: so.Mapped[int]
    # Since the secret was made or the teacher looked.
    total: so.Mapped[int]


class SignInCard(Model):
    """The QR code of a printed card; only the digest of its token is kept."""

    __tablename__ = "sign_in_cards"
    __table_args__ = (sa.UniqueConstraint("digest"),)

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=uuid.uuid4)
    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    digest: so.Mapped[str]
    made_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    made_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    revoked_at: so.Mapped[dt.datetime | None]
    last_used_at: so.Mapped[dt.datetime | None]


class Authenticator(Model):
    """A telephone that shows six digits (RFC 6238)."""

    __tablename__ = "authenticators"

    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    secret: so.Mapped[str] = so.mapped_column(EncryptedText)
    made_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    # The half-minute of the last code that was taken: no code is taken twice.
    last_step: so.Mapped[int] = so.mapped_column(default=0)


class Passkey(Model):
    __tablename__ = "passkeys"
    __table_args__ = (sa.UniqueConstraint("credential_id"),)

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=uuid.uuid4)
    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    credential_id: so.Mapped[bytes]
    public_key: so.Mapped[bytes]
    sign_count: so.Mapped[int]
    name: so.Mapped[str]
    made_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    last_used_at: so.Mapped[dt.datetime | None]


class RecoveryCode(Model):
    """For the day on which the telephone is lost. Works once."""

    __tablename__ = "recovery_codes"

    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    digest: so.Mapped[str] = so.mapped_column(primary_key=True)
    used_at: so.Mapped[dt.datetime | None]


class Provider(Model):
    """A school's or a region's OpenID provider. Off until an administrator switches it on."""

    __tablename__ = "sign_in_providers"

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    # None: for every school of this server.
    school_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("schools.id"), unique=True)
    name: so.Mapped[str]
    issuer: so.Mapped[str]
    client_id: so.Mapped[str]
    client_secret: so.Mapped[str] = so.mapped_column(EncryptedText)
    is_on: so.Mapped[bool] = so.mapped_column(default=False)


class OutsideIdentity(Model):
    """Who somebody is at a provider. Linked by hand or by a code, never by a likeness."""

    __tablename__ = "outside_identities"

    provider_id: so.Mapped[int] = so.mapped_column(
        sa.ForeignKey("sign_in_providers.id"), primary_key=True
    )
    subject: so.Mapped[str] = so.mapped_column(primary_key=True)
    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    linked_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    linked_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))


class LinkCode(Model):
    """A one-time code by which a person ties an outside identity to the own account."""

    __tablename__ = "link_codes"

    digest: so.Mapped[str] = so.mapped_column(primary_key=True)
    user_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    made_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    expires_at: so.Mapped[dt.datetime]
