"""What a pupil's answers on an objective say so far, and when it comes back. Pure.

Stages by one simple rule over first answers and reviews:

* **attempted**: something was answered, no more can be said;
* **familiar**: half of the credit, or the last two answers right;
* **proficient**: four fifths of the credit and the last two answers right;
* **mastered**: proficient, and right on two different days without an error between:
  remembered, not only just read.

Every stage may fall: an error ends the row of right answers and its days, so that at most
"familiar" is left until two more right answers. Pages say each stage in plain words, and "new"
while fewer than two answers are in; no page ranks anybody by them.

Reviews: a missed objective comes back the next day and then after even gaps of three days;
after two right answers on different days it rests. An error starts anew. Even gaps are as good
as growing ones over the weeks of a lesson, and can be told in one sentence.
"""

import math
from typing import Literal

Stage = Literal["attempted", "familiar", "proficient", "mastered"]
Level = Literal["new", "repeat", "growing", "strong", "firm"]

ENOUGH_ANSWERS = 2
STRONG_SHARE = 0.8
STRONG_STREAK = 2
GROWING_SHARE = 0.5
MASTERED_DAYS = 2
# Sums of shares are not exact.
ROUNDING = 1e-9

FIRST_GAP_DAYS = 1
REVIEW_GAP_DAYS = 3
RIGHTS_TO_LEAVE_REVIEW = 2

WORDS: dict[Stage, Level] = {
    "attempted": "repeat",
    "familiar": "growing",
    "proficient": "strong",
    "mastered": "firm",
}


def stage(*, answered: int, credit: float, streak: int, right_days: int = 0) -> Stage:
    """`credit` is the sum over `answered` answers; `streak` counts the last right ones and
    `right_days` the days on which they were given.
    """
    if answered < ENOUGH_ANSWERS:
        return "attempted"
    share = credit / answered
    if share >= STRONG_SHARE and streak >= STRONG_STREAK:
        return "mastered" if right_days >= MASTERED_DAYS else "proficient"
    return "familiar" if share >= GROWING_SHARE or streak >= STRONG_STREAK else "attempted"


def rights_to_strong(*, answered: int, credit: float, streak: int) -> int:
    """How many right answers, given surely, lead to "proficient"; 0 when it is there."""
    for_streak = STRONG_STREAK - streak
    # (credit + n) / (answered + n) >= STRONG_SHARE, solved for n.
    for_share = (STRONG_SHARE * answered - credit) / (1 - STRONG_SHARE)
    return max(0, for_streak, math.ceil(for_share - ROUNDING))


def level(*, answered: int, credit: float, streak: int, right_days: int = 0) -> Level:
    """The stage in the plain words of the pages."""
    if answered < ENOUGH_ANSWERS:
        return "new"
    return WORDS[stage(answered=answered, credit=credit, streak=streak, right_days=right_days)]
