"""Marks one response to one item. Pure: item and response in, mark out.

Scores are shares of the item, 0 to 1, and None where there is no right answer. The share that
each interaction gives for a partly right response is named in its function.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.content.schema.items import (
    BestWorstItem,
    ChoiceItem,
    ClassifyItem,
    InlineChoiceItem,
    Item,
    MatchItem,
    MultipleResponseItem,
    NumberItem,
    OrderItem,
    SpotSignsItem,
    TrueFalseItem,
)
from app.content.schema.numbers import is_within

Response = Mapping[str, Any]

# Certainty marking (plan §5, rule 10): never negative, honesty pays in practice.
UNSURE_SHARE = 0.7
# A number that is near the right one.
NEAR_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Mark:
    score: float | None
    misconceptions: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        return self.score == 1


def mark(item: Item, response: Response) -> Mark:
    marker = _MARKERS.get(type(item))
    return marker(item, response) if marker else Mark(score=None)


def credit(score: float | None, certainty: str | None, *, honest_share: float) -> float | None:
    """The score weighed by certainty. `honest_share` is what "I don't know" earns."""
    if score is None:
        return None
    if certainty == "dont-know":
        return honest_share
    return score * UNSURE_SHARE if certainty == "unsure" else score


def _choice(item: ChoiceItem, response: Response) -> Mark:
    """All or nothing. Without a choice ("I don't know") nothing is shown to be believed."""
    chosen = next((one for one in item.options if one.id == response.get("option")), None)
    if chosen is None:
        return Mark(score=0)
    shown = (chosen.misconception,) if chosen.misconception else ()
    return Mark(score=float(chosen.right), misconceptions=shown)


def _true_false(item: TrueFalseItem, response: Response) -> Mark:
    """All or nothing; only an answer that was given shows a belief."""
    answer = response.get("option")
    is_right = answer == item.key
    shown = (item.misconception,) if answer and not is_right and item.misconception else ()
    return Mark(score=float(is_right), misconceptions=shown)


def _multiple(item: MultipleResponseItem, response: Response) -> Mark:
    """Right ones chosen minus wrong ones chosen, over the number of right ones; at least 0."""
    chosen = set(response["options"])
    right = {option.id for option in item.options if option.right}
    points = len(chosen & right) - len(chosen - right)
    shown = [one.misconception for one in item.options if one.id in chosen and one.misconception]
    return Mark(score=max(0, points) / len(right), misconceptions=tuple(shown))


def _order(item: OrderItem, response: Response) -> Mark:
    """Share of neighbours that follow each other as they should."""
    wanted = set(pairwise(step.id for step in item.steps))
    kept = wanted & set(pairwise(response["order"]))
    return Mark(score=len(kept) / len(wanted))


def _classify(item: ClassifyItem, response: Response) -> Mark:
    """Share of entries in their category."""
    placed = response["placed"]
    wrong = [entry for entry in item.entries if placed.get(entry.id) != entry.category]
    shown = dict.fromkeys(entry.misconception for entry in wrong if entry.misconception)
    return Mark(
        score=(len(item.entries) - len(wrong)) / len(item.entries), misconceptions=tuple(shown)
    )


def _match(item: MatchItem, response: Response) -> Mark:
    """Share of entries with their own target."""
    paired = response["pairs"]
    wrong = [pair for pair in item.pairs if paired.get(pair.id) != pair.target]
    shown = dict.fromkeys(pair.misconception for pair in wrong if pair.misconception)
    return Mark(score=(len(item.pairs) - len(wrong)) / len(item.pairs), misconceptions=tuple(shown))


def _inline_choice(item: InlineChoiceItem, response: Response) -> Mark:
    """Share of gaps with the right word."""
    filled = response["gaps"]
    kept = sum(filled.get(gap.id) == gap.right for gap in item.gaps)
    shown = dict.fromkeys(
        option.misconception
        for gap in item.gaps
        for option in gap.options
        if option.id == filled.get(gap.id) != gap.right and option.misconception
    )
    return Mark(score=kept / len(item.gaps), misconceptions=tuple(shown))


def _number(item: NumberItem, response: Response) -> Mark:
    """All within the tolerance, half within `near`, else nothing."""
    number = response["number"]
    slip = item.slip(number)
    shown = (slip.misconception,) if slip and slip.misconception else ()
    if is_within(number, item.value, item.tolerance):
        return Mark(score=1)
    is_near = item.near is not None and is_within(number, item.value, item.near)
    return Mark(score=NEAR_SHARE if is_near else 0, misconceptions=shown)


def _best_worst(item: BestWorstItem, response: Response) -> Mark:
    """Half for the best act, half for the worst."""
    score = (response["best"] == item.best) / 2 + (response["worst"] == item.worst) / 2
    taken_as_best = next((act for act in item.acts if act.id == response["best"]), None)
    shown = taken_as_best.misconception if taken_as_best else None
    return Mark(score=score, misconceptions=(shown,) if shown else ())


def _spot_signs(item: SpotSignsItem, response: Response) -> Mark:
    """Signs found minus false alarms, over the number of signs; at least 0."""
    marked = set(response["marked"])
    signs = {fragment.id for fragment in item.fragments if fragment.sign}
    points = len(marked & signs) - len(marked - signs)
    return Mark(score=max(0, points) / len(signs))


_MARKERS: dict[type[Item], Callable[[Any, Response], Mark]] = {
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
