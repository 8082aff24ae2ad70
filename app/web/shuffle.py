"""An order that gives nothing away."""

import random
from collections.abc import Sequence

from app.content.schema.items import Part


def shuffled(seed: str, parts: Sequence[Part]) -> list[Part]:
    """The same for everybody and never the order in which they are written."""
    mixed = list(parts)
    chance = random.Random(seed)  # noqa: S311  (a shuffle, not a secret)
    while mixed == list(parts):
        chance.shuffle(mixed)
    return mixed
