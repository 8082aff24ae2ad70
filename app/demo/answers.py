"""What a pupil could have answered to an item: right, a slip, or what a belief leads to. Pure.

Responses have the shape that learning.responses reads from a form.
"""

from collections.abc import Callable
from random import Random
from typing import Any

from app.content.schema.item_facts import FALSE, TRUE
from app.content.schema.items import (
    BestWorstItem,
    ChoiceItem,
    ClassifyItem,
    Entry,
    InlineChoiceItem,
    Item,
    LikertItem,
    MatchItem,
    MultipleResponseItem,
    NormGuessItem,
    NumberItem,
    OrderItem,
    RecallItem,
    SelfReportItem,
    SpotSignsItem,
    TrueFalseItem,
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


def unscored(item: Item, chance: Random) -> Response:
    """Nothing is right here. Guesses are too low and intentions good, as in most classes."""
    return _UNSCORED[type(item)](item, chance)


def _norm_guess(_item: NormGuessItem, chance: Random) -> Response:
    return {"guess": chance.choice([3, 4, 5, 5, 6, 6, 7, 8])}


def _likert(item: LikertItem, chance: Random) -> Response:
    scale = [2, 3, 3, 4, 4, 4]
    return {"agreement": {one.id: chance.choice(scale) for one in item.statements}}


def _self_report(item: SelfReportItem, chance: Random) -> Response:
    """Every fifth would rather not say."""
    chosen = chance.choice(item.options)
    return {"option": chosen.id} if chance.random() < 0.8 else {}


def _recall(_item: RecallItem, chance: Random) -> Response:
    return {"recalled": chance.choice(["yes", "yes", "almost", "no"])}


def _choice(item: ChoiceItem) -> Response:
    return {"option": next(one.id for one in item.options if one.right)}


def _choice_slip(item: ChoiceItem, chance: Random) -> Response:
    return {"option": chance.choice([one.id for one in item.options if not one.right])}


def _choice_belief(item: ChoiceItem, belief: str) -> Response:
    return {"option": next(one.id for one in item.options if one.misconception == belief)}


def _true_false(item: TrueFalseItem) -> Response:
    return {"option": item.key}


def _true_false_slip(item: TrueFalseItem, _chance: Random) -> Response:
    return {"option": FALSE if item.is_true else TRUE}


def _true_false_belief(item: TrueFalseItem, _belief: str) -> Response:
    return {"option": FALSE if item.is_true else TRUE}


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


def _match(item: MatchItem) -> Response:
    return {"pairs": {pair.id: pair.target for pair in item.pairs}}


def _match_slip(item: MatchItem, chance: Random) -> Response:
    """Two pairs change their targets."""
    one, other = chance.sample(item.pairs, 2)
    return {"pairs": {**_match(item)["pairs"], one.id: other.target, other.id: one.target}}


def _match_belief(item: MatchItem, belief: str) -> Response:
    """The pair that shows the belief changes its target with the next one."""
    at = next(number for number, pair in enumerate(item.pairs) if pair.misconception == belief)
    one, other = item.pairs[at], item.pairs[at - 1]
    return {"pairs": {**_match(item)["pairs"], one.id: other.target, other.id: one.target}}


def _inline_choice(item: InlineChoiceItem) -> Response:
    return {"gaps": {gap.id: gap.right for gap in item.gaps}}


def _inline_choice_slip(item: InlineChoiceItem, chance: Random) -> Response:
    gap = chance.choice(item.gaps)
    other = chance.choice([one.id for one in gap.options if one.id != gap.right])
    return {"gaps": {**_inline_choice(item)["gaps"], gap.id: other}}


def _inline_choice_belief(item: InlineChoiceItem, belief: str) -> Response:
    led = {
        gap.id: option.id
        for gap in item.gaps
        for option in gap.options
        if option.misconception == belief
    }
    return {"gaps": {**_inline_choice(item)["gaps"], **led}}


def _number(item: NumberItem) -> Response:
    return {"number": float(item.value)}


def _number_slip(item: NumberItem, _chance: Random) -> Response:
    """A number that many write, or one too far away."""
    if item.slips:
        return {"number": float(item.slips[0].value)}
    far = max((item.lowest, item.highest), key=lambda end: abs(end - item.value))
    return {"number": float(far)}


def _number_belief(item: NumberItem, belief: str) -> Response:
    slip = next(slip for slip in item.slips if slip.misconception == belief)
    return {"number": float(slip.value)}


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
    TrueFalseItem: _true_false,
    MultipleResponseItem: _multiple,
    OrderItem: _order,
    ClassifyItem: _classify,
    MatchItem: _match,
    InlineChoiceItem: _inline_choice,
    NumberItem: _number,
    BestWorstItem: _best_worst,
    SpotSignsItem: _spot_signs,
}
_SLIP: dict[type[Item], Callable[[Any, Random], Response]] = {
    ChoiceItem: _choice_slip,
    TrueFalseItem: _true_false_slip,
    MultipleResponseItem: _multiple_slip,
    OrderItem: _order_slip,
    ClassifyItem: _classify_slip,
    MatchItem: _match_slip,
    InlineChoiceItem: _inline_choice_slip,
    NumberItem: _number_slip,
    BestWorstItem: _best_worst_slip,
    SpotSignsItem: _spot_signs_slip,
}
_LED_BY: dict[type[Item], Callable[[Any, str], Response]] = {
    ChoiceItem: _choice_belief,
    TrueFalseItem: _true_false_belief,
    MultipleResponseItem: _multiple_belief,
    ClassifyItem: _classify_belief,
    MatchItem: _match_belief,
    InlineChoiceItem: _inline_choice_belief,
    NumberItem: _number_belief,
    BestWorstItem: _best_worst_belief,
}
_UNSCORED: dict[type[Item], Callable[[Any, Random], Response]] = {
    NormGuessItem: _norm_guess,
    RecallItem: _recall,
    LikertItem: _likert,
    SelfReportItem: _self_report,
}
