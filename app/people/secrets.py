"""Passwords, PINs and one-time codes. Argon2 for what people remember, a digest for long codes."""

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.core.ids import new_code

# OWASP's second recommended setting for argon2id (19 MiB, 2 passes): fits an old school PC.
MEMORY_KIB, PASSES = 19_456, 2

_hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)
_nobody = _hasher.hash("nobody")

PASSWORD_MINIMUM = 10
PIN_LENGTH = 4


def use_cost(*, memory_kib: int, passes: int) -> None:
    """What one sign-in costs the server; hashes made at another cost stay valid."""
    global _hasher, _nobody
    _hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
    _nobody = _hasher.hash("nobody")


def new_pin() -> str:
    return f"{secrets.randbelow(10**PIN_LENGTH):0{PIN_LENGTH}}"


def new_password() -> str:
    """For the paper on which a new colleague gets it: easy to read aloud and to type."""
    return "-".join(new_code(4) for _ in range(3)).lower()


def hash_secret(secret: str) -> str:
    return _hasher.hash(secret)


def is_right(secret: str, stored: str | None) -> bool:
    """Takes the same time for an unknown person as for a wrong secret."""
    try:
        return _hasher.verify(stored or _nobody, secret) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def costs_otherwise(stored: str) -> bool:
    """Whether a hash was made at another cost than today's: time to make it anew."""
    return _hasher.check_needs_rehash(stored)


def new_token() -> str:
    """Random enough that nobody guesses it; short enough for a QR code."""
    return secrets.token_urlsafe(16)


def digest(code: str) -> str:
    """For random codes only: they are too long to be guessed."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    return token_digest(plain)


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
