"""The second factor: six digits of an authenticator app, or a recovery code on paper."""

import datetime as dt
import hmac
import re

import pyotp
import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db, upsert
from app.core.ids import new_code
from app.people.roles import WITH_SECOND_FACTOR, Role
from app.people.secrets import digest
from app.signin.models import Authenticator, Passkey, RecoveryCode

ISSUER = "Adal Jol"
STEP = 30
# A telephone's clock may be this many half-minutes before or behind ours.
DRIFT = 1
RECOVERY_CODES = 8
RECOVERY_LENGTH = 10


def new_secret() -> str:
    return pyotp.random_base32()


def address(secret: str, username: str) -> str:
    """What the QR code says to the authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def fits(secret: str, code: str) -> int | None:
    """The half-minute to which this code belongs, if it is one of now. Pure but for the clock."""
    digits = "".join(re.findall(r"[0-9]", code))
    now = int(clock.now().timestamp()) // STEP
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step), digits):
            return step
    return None


def add_authenticator(*, user_id: int, secret: str, step: int) -> None:
    """The telephone has shown a right code. Another one before it does not count any more."""
    values = {"secret": secret, "made_at": clock.now(), "last_step": step}
    db.session.execute(upsert(Authenticator, {"user_id": user_id, **values}, values))
    _trace(user_id, user_id, audit.Action.FACTOR_ADDED)


def code_is_right(user_id: int, code: str) -> bool:
    """Takes each code once: whoever has watched it being typed cannot use it."""
    secret = db.session.scalar(
        sa.select(Authenticator.secret).where(Authenticator.user_id == user_id)
    )
    step = fits(secret, code) if secret else None
    if step is None:
        return False
    taken = db.session.scalar(
        sa.update(Authenticator)
        .where(Authenticator.user_id == user_id, Authenticator.last_step < step)
        .values(last_step=step)
        .returning(Authenticator.user_id)
    )
    return taken is not None


def new_recovery_codes(user_id: int) -> list[str]:
    """Shown once by the caller; earlier ones do not count any more."""
    codes = [new_code(RECOVERY_LENGTH) for _ in range(RECOVERY_CODES)]
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    db.session.add_all(RecoveryCode(user_id=user_id, digest=digest(code)) for code in codes)
    _trace(user_id, user_id, audit.Action.RECOVERY_CODES_MADE)
    db.session.flush()
    return codes


def use_recovery_code(user_id: int, code: str) -> bool:
    used = db.session.scalar(
        sa.update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.digest == digest(code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .returning(RecoveryCode.user_id)
    )
    if used is not None:
        _trace(user_id, user_id, audit.Action.RECOVERY_CODE_USED)
    return used is not None


def recovery_codes_left(user_id: int) -> int:
    query = sa.select(sa.func.count()).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(query) or 0


def authenticator_since(user_id: int) -> dt.datetime | None:
    query = sa.select(Authenticator.made_at).where(Authenticator.user_id == user_id)
    return db.session.scalar(query)


def has_any(user_id: int) -> bool:
    query = sa.union_all(
        sa.select(Authenticator.user_id).where(Authenticator.user_id == user_id),
        sa.select(Passkey.user_id).where(Passkey.user_id == user_id),
    )
    return db.session.scalar(query.limit(1)) is not None


def remove_authenticator(*, user_id: int) -> None:
    db.session.execute(sa.delete(Authenticator).where(Authenticator.user_id == user_id))
    _trace(user_id, user_id, audit.Action.FACTOR_REMOVED)


def may_remove_one(role: Role, user_id: int) -> bool:
    """Who needs a second factor keeps at least one."""
    if role not in WITH_SECOND_FACTOR:
        return True
    passkeys = db.session.scalar(sa.select(sa.func.count()).where(Passkey.user_id == user_id)) or 0
    return passkeys + (authenticator_since(user_id) is not None) > 1


def remove_all(*, user_id: int, by_id: int) -> None:
    """A lost telephone: nothing of it counts any more."""
    for model in (Authenticator, Passkey, RecoveryCode):
        db.session.execute(sa.delete(model).where(model.user_id == user_id))
    _trace(user_id, by_id, audit.Action.FACTORS_RESET)


def _trace(user_id: int, by_id: int, action: audit.Action) -> None:
    audit.record(actor_id=by_id, action=action, subject_type="user", subject_id=user_id)
