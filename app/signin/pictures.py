"""Three pictures in order instead of letters: the secret of grades 1 to 4. Pure."""

import secrets
from collections.abc import Sequence

PICTURES = (
    "apple",
    "yurt",
    "tulip",
    "mount",
    "dombra",
    "fish",
    "tortoise",
    "kite",
    "moon",
    "tree",
    "ball",
    "cup",
)
LENGTH = 3
GRADES = range(1, 5)


def new_pictures() -> tuple[str, ...]:
    """Three different ones: easier to remember, and still one of 1,320."""
    return tuple(secrets.SystemRandom().sample(PICTURES, LENGTH))


def as_secret(pictures: Sequence[str]) -> str:
    return " ".join(pictures)


def read(text: str) -> tuple[str, ...]:
    """What has been picked so far; what is no picture counts for nothing."""
    return tuple(word for word in text.split() if word in PICTURES)[:LENGTH]
