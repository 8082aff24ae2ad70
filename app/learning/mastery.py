"""What a pupil's first answers on an objective say so far. Pure.

Three levels with plain names; "new" until enough answers are in to say anything.
"""

from typing import Literal

Level = Literal["new", "repeat", "growing", "strong"]

ENOUGH_ANSWERS = 2
STRONG_SHARE = 0.8
STRONG_STREAK = 2
GROWING_SHARE = 0.5

REVIEW_GAP_DAYS = 3
RIGHTS_TO_LEAVE_REVIEW = 2


def level(*, answered: int, credit: float, streak: int) -> Level:
    """`credit` is the sum over `answered` first answers; `streak` counts the last right ones."""
    if answered < ENOUGH_ANSWERS:
        return "new"
    share = credit / answered
    if share >= STRONG_SHARE and streak >= STRONG_STREAK:
        return "strong"
    return "growing" if share >= GROWING_SHARE or streak >= STRONG_STREAK else "repeat"
