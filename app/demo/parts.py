"""What each pupil of the story thinks and does. Pure; people.py says who plays which part."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A pupil's way through the first lesson that the class was given."""

    # A misconception held surely while it lasts.
    belief: str | None = None
    # After so many reviews it is put right: 0 by the class talk after the lesson, None never.
    learns_after: int | None = 0
    # Steps finished; None is the whole lesson with its quiz.
    steps: int | None = None
    # Tries in vain at the task on which the pupil then stays.
    tries: int = 0
    # School days before today on which the lesson is begun; None soon after it was given.
    begins_back: int | None = None
    # School days after the lesson; from the end of the term where negative.
    reviews: tuple[int, ...] = ()


ORDINARY = Part(reviews=(3,))
DILIGENT = Part(reviews=(2, 6))
ABSENT = Part(steps=0)
HALFWAY = Part(steps=2)
SAME_TASK = Part(steps=3, tries=4)


def corrected(belief: str) -> Part:
    """A sure error in the lesson that the class then talks about."""
    return Part(belief=belief, reviews=(3,))


def holds_on(belief: str) -> Part:
    """Sure and wrong in the lesson and in the review: a skill card, long enough for adults."""
    return Part(belief=belief, learns_after=None, reviews=(2,))


def holds_on_lately(belief: str) -> Part:
    """The same, but the review was days ago: the card is still the pupil's alone."""
    return Part(belief=belief, learns_after=None, reviews=(-5,))


def learns(belief: str) -> Part:
    """A card that two right answers have cleared."""
    return Part(belief=belief, learns_after=1, reviews=(2, 4, 9))


def comes_back(belief: str) -> Part:
    """Reviews are due and nobody has done them yet."""
    return Part(belief=belief, learns_after=None)


def under_way(steps: int, begins_back: int = 1) -> Part:
    return Part(steps=steps, begins_back=begins_back)
