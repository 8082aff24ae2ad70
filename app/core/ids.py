"""Ids made by the application."""

import secrets
import time
import uuid


def new_id() -> uuid.UUID:
    """Time-ordered (UUID version 7, RFC 9562 §5.7), so that indexes grow at one end.

    The time goes below the millisecond (§6.2, method 3): what one request writes keeps its order.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)


def new_class_code() -> str:
    """Nine digits, as printed on a pupil's card: too many to find a class by trying."""
    return f"{secrets.randbelow(900_000_000) + 100_000_000}"


# Without look-alikes (0 O, 1 I L, 5 S, 2 Z, 8 B): read aloud and typed by hand.
_CODE_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"


def new_code(length: int = 8) -> str:
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(length))


def code_from(entropy: bytes, length: int = 12) -> str:
    """A code of these letters that is made from given randomness, in groups of four."""
    number, letters = int.from_bytes(entropy), []
    for _ in range(length):
        number, index = divmod(number, len(_CODE_LETTERS))
        letters.append(_CODE_LETTERS[index])
    return "-".join("".join(letters[start : start + 4]) for start in range(0, length, 4))
