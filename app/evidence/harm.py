"""When a human is called because a measure went the wrong way. Pure: estimates in, yes or no out.

A false alarm costs somebody a look; a missed one costs children. So a scale is judged by the plain
95 % interval. Nine single items of a theme are nine chances to be wrong, so the interval of an
item is widened by Bonferroni's rule. docs/evidence.md says how often chance alone calls.
"""

from typing import Literal

from app.content.schema.instrument import Scale
from app.evidence.effects import CONFIDENCE, Estimate

Against = Literal["waiting", "before"]

# Knowledge that falls is a bad lesson; these, when they fall, may be a harmful one.
WATCHED: tuple[Scale, ...] = ("norms", "intentions", "confidence")
ITEMS_OF_A_THEME = 9
# Without classes that wait, a fall may come from outside: it must not be a trifle, too.
SMALL = 0.2


def confidence(*, is_item: bool) -> float:
    return 1 - (1 - CONFIDENCE) / ITEMS_OF_A_THEME if is_item else CONFIDENCE


def fell(estimate: Estimate, against: Against, *, is_item: bool) -> tuple[float, float] | None:
    """The interval, where all of it lies below zero and the rule is met; else None."""
    interval = estimate.interval(confidence(is_item=is_item))
    if interval is None or interval[1] >= 0:
        return None
    if against == "before" and (estimate.size is None or estimate.size > -SMALL):
        return None
    return interval
