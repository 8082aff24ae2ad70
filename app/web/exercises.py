"""An item as a pupil's page asks it. Nothing of it tells the key."""

import uuid
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import pgettext

from app.content.schema.item_facts import FALSE, TRUE
from app.content.schema.items import (
    Item,
    MatchItem,
    OrderItem,
    TrueFalseItem,
)
from app.learning.behaviours import PRACTICE, Behaviour
from app.learning.responses import Fields
from app.web.display import localized
from app.web.shuffle import shuffled


@dataclass(frozen=True, slots=True)
class Exercise:
    """An item to answer. `fields` holds what was chosen before a refused form came back."""

    item: Item
    shown: str
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    fields: Fields = field(default_factory=dict)
    error: str = ""
    behaviour: Behaviour = PRACTICE
    # How many times the answer had been saved when the page was made (quizzes only).
    seen: int = 0

    @property
    def asks_certainty(self) -> bool:
        return self.behaviour.asks_how_sure(self.item)

    def value(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "")

    def has(self, name: str, value: str) -> bool:
        return value in self.fields.get(name, ())

    @property
    def rows_to_order(self) -> list[tuple[str, str]]:
        """Steps in the order in which the pupil left them, at first shuffled."""
        assert isinstance(self.item, OrderItem)
        rows = [(step.id, localized(step.text)) for step in shuffled(self.item.id, self.item.steps)]
        places = self.places
        return sorted(rows, key=lambda row: places.get(row[0], 0))

    @property
    def places(self) -> dict[str, int]:
        chosen = {name.removeprefix("place-"): self.value(name) for name in self.fields}
        return {step: int(place) for step, place in chosen.items() if place in _DIGITS}

    @property
    def targets(self) -> list[tuple[str, str]]:
        """What entries are matched with; authors write them beside their entries."""
        assert isinstance(self.item, MatchItem)
        return [(one.id, localized(one.text)) for one in shuffled(self.item.id, self.item.targets)]

    @property
    def labels(self) -> dict[str, str]:
        assert isinstance(self.item, TrueFalseItem)
        return true_false_labels(self.item)


_DIGITS = {str(number) for number in range(1, 10)}


def true_false_labels(item: TrueFalseItem) -> dict[str, str]:
    """The two answers in the words that this item asks with."""
    if item.labels == "myth-fact":
        return {TRUE: _("Fact"), FALSE: _("Myth")}
    return {TRUE: pgettext("statement", "True"), FALSE: pgettext("statement", "Not true")}
