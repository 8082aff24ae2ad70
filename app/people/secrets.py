"""Passwords, PINs and one-time codes. Argon2 for what people remember, a digest for long codes."""

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.core.ids import new_code

# OWASP's second recommended setting for argon2id (19 MiB, 2 passes): fits an old school PC.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _hasher.hash("nobody")

PASSWORD_MINIMUM = 10
PIN_LENGTH = 4


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
        return _hasher.verify(stored or _NOBODY, secret) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def digest(code: str) -> str:
    """For random codes only: they are too long to be guessed."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
