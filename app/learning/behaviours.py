"""How an item is used in a place: what the page tells and when, and what the answer counts for.

The interaction says what is asked, the behaviour what becomes of the answer. Pure data: services,
reviews and rules ask a behaviour instead of comparing its name. A feature of a place that
depends on more than this becomes a field here.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from app.content.schema.items import Item

Name = Literal["practice", "test", "review", "survey", "live"]
Feedback = Literal["at-once", "after-hand-in", "after-reveal", "never"]
Counts = Literal["first", "every", "none"]
# When a test that was handed in tells its reasons and its score.
Release = Literal["at-once", "after-due", "by-teacher"]


@dataclass(frozen=True, slots=True)
class Behaviour:
    name: Name
    # When reasons and the key are shown.
    feedback: Feedback
    # May the pupil answer the same item again in the same place?
    may_retry: bool
    # What an honest "I don't know" earns (see marking.credit).
    honest_credit: float
    # Which answers of a pupil go into the roll-ups and can open or clear a skill card.
    counts: Counts
    # An attempt with the pupil's name is stored; without names only a class's counts are.
    keeps_names: bool = True
    # Every answer is told to the rules of skills at once, not only a sure error.
    is_recheck: bool = False
    # Certainty marking: asks how sure the pupil is, wherever an item has a single right choice.
    asks_certainty: bool = True

    def asks_how_sure(self, item: Item) -> bool:
        return self.asks_certainty and item.has_single_choice

    def tells(self, *, is_over: bool) -> bool:
        """May the page show reasons now? `is_over`: handed in, or revealed to the class."""
        return self.feedback == "at-once" or (self.feedback != "never" and is_over)

    def counts_try(self, number: int) -> bool:
        """Does the answer count that is this pupil's first, second … one to the item?"""
        return self.counts == "every" or (self.counts == "first" and number == 1)


PRACTICE = Behaviour("practice", "at-once", may_retry=True, honest_credit=0.2, counts="first")
TEST = Behaviour("test", "after-hand-in", may_retry=False, honest_credit=0.0, counts="first")
PLAIN_TEST = replace(TEST, asks_certainty=False)
REVIEW = Behaviour(
    "review", "at-once", may_retry=False, honest_credit=0.2, counts="every", is_recheck=True
)
SURVEY = Behaviour(
    "survey", "never", may_retry=False, honest_credit=0.0, counts="none", keeps_names=False
)
# In front of the class: the key is shown to all at once, and nobody is judged by it. Data only:
# no page uses it before the live lesson comes.
LIVE = Behaviour(
    "live", "after-reveal", may_retry=True, honest_credit=0.0, counts="none", keeps_names=False
)

_ALL = {one.name: one for one in (PRACTICE, TEST, REVIEW, SURVEY, LIVE)}


def of(name: str) -> Behaviour:
    """The behaviour of a place or of a stored attempt."""
    return _ALL[name]  # type: ignore[index]


def used(item: Item, name: Name) -> Behaviour:
    """How this item is used there. An opinion is a survey wherever it stands: a lesson or a quiz
    cannot make it scored or give it a name.
    """
    return SURVEY if item.is_anonymous else of(name)


def is_released(
    rule: Release, *, today: dt.date, due_on: dt.date, released_at: dt.datetime | None
) -> bool:
    """May a test that was handed in tell now? "After the due date" begins with the next day;
    the teacher may always do it earlier.
    """
    if rule == "at-once" or released_at is not None:
        return True
    return rule == "after-due" and today > due_on
