"""Chance that can be checked: who is asked what, and which classes wait. Pure.

The same people and the same seed give the same result, on every machine.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import NamedTuple, TypeVar

from app.content.schema.instrument import FORMS, Form

THEMES_EACH = 2
# Before, after, later: whoever has form A first has B after the lessons, and A again months later.
_OTHER: dict[Form, Form] = {"a": "b", "b": "a"}

Unit = TypeVar("Unit")


class Place(NamedTuple):
    """What one pupil (or one young class) is asked, and in which form first."""

    unit: int
    theme: str
    first_form: Form


def form_at(moment: str, first: Form) -> Form:
    return _OTHER[first] if moment == "after" else first


def deal(
    units: Iterable[int], themes: Sequence[str], seed: str, known: Iterable[Place] = ()
) -> list[Place]:
    """Two themes for each unit that has none yet; all of them if there are no more than two.

    Themes are used equally often, and so are the two forms of a theme: the numbers differ by one
    at most, `known` places included. Which unit gets what is chance.
    """
    chance = Random(f"places {seed}")  # noqa: S311
    held = list(known)
    used = Counter(one.theme for one in held)
    forms = Counter((one.theme, one.first_form) for one in held)
    new = sorted(set(units) - {one.unit for one in held})
    chance.shuffle(new)
    dealt: list[Place] = []
    for unit in new:
        for theme in sorted(themes, key=lambda one: (used[one], chance.random()))[:THEMES_EACH]:
            form = min(FORMS, key=lambda one: (forms[theme, one], chance.random()))
            used[theme] += 1
            forms[theme, form] += 1
            dealt.append(Place(unit, theme, form))
    return dealt


def draw(strata: Mapping[int, str], seed: str) -> dict[int, bool]:
    """Which classes wait, by class: half of each stratum.

    The odd class of each stratum is put with those of the others, and these are halved in the
    same way, so that the two groups differ by one class at most.
    """
    chance = Random(f"classes {seed}")  # noqa: S311
    waits: dict[int, bool] = {}
    left: list[int] = []
    for stratum in sorted(set(strata.values())):
        members = sorted(one for one, its in strata.items() if its == stratum)
        chance.shuffle(members)
        if len(members) % 2:
            left.append(members.pop())
        waits |= _halves(members)
    chance.shuffle(left)
    # Who begins is a coin, too: else the larger group would always be that of the taught.
    first = chance.random() < 0.5
    return waits | {one: (number % 2 == 0) == first for number, one in enumerate(left)}


def _halves(members: Sequence[int]) -> dict[int, bool]:
    half = len(members) // 2
    return {one: number < half for number, one in enumerate(members)}
