"""What a pupil could have answered to an item: right, a slip, or what a belief leads to. Pure.

Responses have the shape that learning.responses reads from a form.
"""

from collections.abc import Callable
from random import Random
from typing import Any

from app.content.schema.items import (
    BestWorstItem,
    ChoiceItem,
    ClassifyItem,
    Entry,
    Item,
    LikertItem,
    MultipleResponseItem,
    NormGuessItem,
    OrderItem,
    SpotSignsItem,
)

Response = dict[str, Any]


def right(item: Item) -> Response:
    return _RIGHT[type(item)](item)


def slip(item: Item, chance: Random) -> Response:
    """Wrong, as somebody answers who has not thought it through."""
    return _SLIP[type(item)](item, chance)


def led_by(item: Item, belief: str) -> Response:
    """What somebody answers who holds this misconception; the item must carry it."""
    return _LED_BY[type(item)](item, belief)


def opinion(item: NormGuessItem | LikertItem, chance: Random) -> Response:
    """Nothing is right here. Guesses are too low and intentions good, as in most classes."""
    if isinstance(item, NormGuessItem):
        return {"guess": chance.choice([3, 4, 5, 5, 6, 6, 7, 8])}
    scale = [2, 3, 3, 4, 4, 4]
    return {"agreement": {one.id: chance.choice(scale) for one in item.statements}}


def _choice(item: ChoiceItem) -> Response:
    return {"option": next(one.id for one in item.options if one.right)}


def _choice_slip(item: ChoiceItem, chance: Random) -> Response:
    return {"option": chance.choice([one.id for one in item.options if not one.right])}


def _choice_belief(item: ChoiceItem, belief: str) -> Response:
    return {"option": next(one.id for one in item.options if one.misconception == belief)}


def _multiple(item: MultipleResponseItem) -> Response:
    return {"options": sorted(one.id for one in item.options if one.right)}


def _multiple_slip(item: MultipleResponseItem, chance: Random) -> Response:
    """One of the right ones is forgotten, or a wrong one taken too."""
    keys = [one.id for one in item.options if one.right]
    others = [one.id for one in item.options if not one.right]
    if len(keys) > 1:
        keys.remove(chance.choice(keys))
    return {"options": sorted([*keys, *chance.sample(others, min(1, len(others)))])}


def _multiple_belief(item: MultipleResponseItem, belief: str) -> Response:
    led = {one.id for one in item.options if one.misconception == belief}
    return {"options": sorted(led | set(_multiple(item)["options"]))}


def _order(item: OrderItem) -> Response:
    return {"order": [step.id for step in item.steps]}


def _order_slip(item: OrderItem, chance: Random) -> Response:
    """Two neighbours change places."""
    order = [step.id for step in item.steps]
    at = chance.randrange(len(order) - 1)
    order[at], order[at + 1] = order[at + 1], order[at]
    return {"order": order}


def _classify(item: ClassifyItem) -> Response:
    return {"placed": {entry.id: entry.category for entry in item.entries}}


def _classify_slip(item: ClassifyItem, chance: Random) -> Response:
    return _misplaced(item, {chance.choice(item.entries).id})


def _classify_belief(item: ClassifyItem, belief: str) -> Response:
    return _misplaced(item, {one.id for one in item.entries if one.misconception == belief})


def _misplaced(item: ClassifyItem, entries: set[str]) -> Response:
    """These entries go into a category that is not theirs."""

    def place(entry: Entry) -> str:
        others = (one.id for one in item.categories if one.id != entry.category)
        return next(others) if entry.id in entries else entry.category

    return {"placed": {entry.id: place(entry) for entry in item.entries}}


def _best_worst(item: BestWorstItem) -> Response:
    return {"best": item.best, "worst": item.worst}


def _best_worst_slip(item: BestWorstItem, chance: Random) -> Response:
    return _with_best(item, chance.choice([one.id for one in item.acts if one.id != item.best]))


def _best_worst_belief(item: BestWorstItem, belief: str) -> Response:
    return _with_best(item, next(one.id for one in item.acts if one.misconception == belief))


def _with_best(item: BestWorstItem, best: str) -> Response:
    """Best and worst are two acts: who takes the worst for the best finds another worst."""
    spare = next(one.id for one in item.acts if one.id not in (best, item.worst))
    return {"best": best, "worst": spare if best == item.worst else item.worst}


def _spot_signs(item: SpotSignsItem) -> Response:
    return {"marked": sorted(one.id for one in item.fragments if one.sign)}


def _spot_signs_slip(item: SpotSignsItem, chance: Random) -> Response:
    """One sign is overlooked; something harmless seems to be one."""
    signs = [one.id for one in item.fragments if one.sign]
    harmless = [one.id for one in item.fragments if not one.sign]
    signs.remove(chance.choice(signs))
    return {"marked": sorted([*signs, *chance.sample(harmless, min(1, len(harmless)))])}


_RIGHT: dict[type[Item], Callable[[Any], Response]] = {
    ChoiceItem: _choice,
    MultipleResponseItem: _multiple,
    OrderItem: _order,
    ClassifyItem: _classify,
    BestWorstItem: _best_worst,
    SpotSignsItem: _spot_signs,
}
_SLIP: dict[type[Item], Callable[[Any, Random], Response]] = {
    ChoiceItem: _choice_slip,
    MultipleResponseItem: _multiple_slip,
    OrderItem: _order_slip,
    ClassifyItem: _classify_slip,
    BestWorstItem: _best_worst_slip,
    SpotSignsItem: _spot_signs_slip,
}
_LED_BY: dict[type[Item], Callable[[Any, str], Response]] = {
    ChoiceItem: _choice_belief,
    MultipleResponseItem: _multiple_belief,
    ClassifyItem: _classify_belief,
    BestWorstItem: _best_worst_belief,
}
