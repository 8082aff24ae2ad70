"""What a class without devices can vote on with its hands. Pure.

Never on opinions, on what is sensitive, or where a child may raise a hand more than once: ten hands
have to be ten children.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.content.library import ItemHome, Library
from app.content.schema.dilemma import Dilemma
from app.content.schema.item_facts import FALSE, TRUE, TrueFalseItem
from app.content.schema.items import ChoiceItem, Item, NormGuessItem
from app.content.schema.lesson import Lesson

# A place of a lesson's story, as item_id; no item's id holds a colon.
PLACE = "place:"
OF_TEN = tuple(str(number) for number in range(11))


@dataclass(frozen=True, slots=True)
class Ballot:
    """A question, and the ids of what may be voted for, in the order of the screen."""

    # Where the item lives: a booster asks what belongs to another lesson.
    lesson_id: str
    item_id: str
    version: int
    options: tuple[str, ...]

    def field(self, option_id: str) -> str:
        """The name of the form field that holds this option's hands."""
        return f"hands:{self.item_id}:{option_id}"


def ballots_of(
    catalogue: Library, lesson: Lesson, boosters: Iterable[ItemHome] = ()
) -> dict[str, Ballot]:
    """By item id: the lesson's tasks, the places of its story, and what is brought back first."""
    homes = [*boosters, *(catalogue.item(item.id) for item in lesson.items())]
    found = [ballot for home in homes if (ballot := _ballot(home))]
    dilemma = catalogue.dilemmas.get(lesson.id)
    if dilemma is not None and not (dilemma.sensitive or lesson.sensitive):
        found += _places(dilemma)
    return {ballot.item_id: ballot for ballot in found}


def _ballot(home: ItemHome) -> Ballot | None:
    options = () if home.is_sensitive else _options(home.item)
    return Ballot(home.lesson.id, home.item.id, home.item.version, options) if options else None


def _options(item: Item) -> tuple[str, ...]:
    if isinstance(item, ChoiceItem):
        return tuple(option.id for option in item.options)
    if isinstance(item, TrueFalseItem):
        return (TRUE, FALSE)
    return OF_TEN if isinstance(item, NormGuessItem) else ()


def _places(dilemma: Dilemma) -> list[Ballot]:
    return [
        Ballot(
            dilemma.lesson,
            PLACE + name,
            dilemma.version,
            tuple(choice.id for choice in node.choices),
        )
        for name, node in dilemma.nodes.items()
    ]


def beliefs_voted_for(item: Item, hands: Mapping[str, int]) -> dict[str, int]:
    """By misconception, the most hands that one answer showing it got."""
    found: dict[str, int] = {}
    for option, misconception in _beliefs(item):
        found[misconception] = max(found.get(misconception, 0), hands.get(option, 0))
    return found


def _beliefs(item: Item) -> list[tuple[str, str]]:
    if isinstance(item, TrueFalseItem):
        wrong = FALSE if item.is_true else TRUE
        return [(wrong, item.misconception)] if item.misconception else []
    options = item.options if isinstance(item, ChoiceItem) else ()
    return [(one.id, one.misconception) for one in options if one.misconception]
