"""An item as a pupil's page shows it: fields to answer, and rows with reasons afterwards.

Nothing of `Exercise` tells the key; rows are made only of an answer that is recorded.
"""

import random
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from flask_babel import gettext as _

from app.content.schema.items import (
    BestWorstItem,
    ChoiceItem,
    ClassifyItem,
    Item,
    MultipleResponseItem,
    OrderItem,
    OrderStep,
    SpotSignsItem,
)
from app.learning.responses import Fields, to_fields
from app.web.display import localized

Response = Mapping[str, Any]
Tone = Literal["right", "wrong", "plain"]


@dataclass(frozen=True, slots=True)
class Exercise:
    """An item to answer. `fields` holds what was chosen before a refused form came back."""

    item: Item
    shown: str
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    fields: Fields = field(default_factory=dict)
    error: str = ""

    def value(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "")

    def has(self, name: str, value: str) -> bool:
        return value in self.fields.get(name, ())

    @property
    def rows_to_order(self) -> list[tuple[str, str]]:
        """Steps in the order in which the pupil left them, at first shuffled."""
        assert isinstance(self.item, OrderItem)
        rows = [(step.id, localized(step.text)) for step in shuffled(self.item)]
        places = self.places
        return sorted(rows, key=lambda row: places.get(row[0], 0))

    @property
    def places(self) -> dict[str, int]:
        chosen = {name.removeprefix("place-"): self.value(name) for name in self.fields}
        return {step: int(place) for step, place in chosen.items() if place in _DIGITS}


_DIGITS = {str(number) for number in range(1, 10)}


def shuffled(item: OrderItem) -> list[OrderStep]:
    """The same for everybody and never the right order."""
    steps = list(item.steps)
    chance = random.Random(item.id)  # noqa: S311  (a shuffle, not a secret)
    while steps == list(item.steps):
        chance.shuffle(steps)
    return steps


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A part of an answered item: is it right, was it the pupil's, and why."""

    text: str
    reason: str
    tone: Tone
    marks: tuple[str, ...] = ()
    speaker: str = ""


def answer_rows(item: Item, response: Response) -> list[AnswerRow]:
    return list(_ROWS[type(item)](item, to_fields(response)))


def _options(item: ChoiceItem | MultipleResponseItem, fields: Fields) -> Iterable[AnswerRow]:
    chosen = {*fields["answer"], *fields["answers"]}
    for option in item.options:
        is_own = option.id in chosen
        yield AnswerRow(
            text=localized(option.text),
            reason=localized(option.reason),
            tone=_tone(option.right, is_own),
            marks=_marks((is_own, _("Your answer")), (option.right, _("Right answer"))),
        )


def _order(item: OrderItem, fields: Fields) -> Iterable[AnswerRow]:
    for place, step in enumerate(item.steps, start=1):
        own = next(iter(fields.get(f"place-{step.id}", ())), "")
        is_kept = own == str(place)
        yield AnswerRow(
            text=f"{place}. {localized(step.text)}",
            reason="",
            tone="right" if is_kept else "wrong",
            marks=_marks((bool(own) and not is_kept, _("Your place: %(n)s", n=own))),
        )


def _classify(item: ClassifyItem, fields: Fields) -> Iterable[AnswerRow]:
    names = {category.id: localized(category.text) for category in item.categories}
    for entry in item.entries:
        own = next(iter(fields.get(f"entry-{entry.id}", ())), "")
        is_right = own == entry.category
        wrong = _("Your answer: %(answer)s", answer=names.get(own, ""))
        right = _("Right answer: %(answer)s", answer=names[entry.category])
        yield AnswerRow(
            text=localized(entry.text),
            reason=localized(entry.reason),
            tone="right" if is_right else "wrong",
            marks=_marks((not is_right and own in names, wrong), (True, right)),
        )


def _best_worst(item: BestWorstItem, fields: Fields) -> Iterable[AnswerRow]:
    names = {"best": _("Best"), "worst": _("Worst")}
    for act in item.acts:
        key = "best" if act.id == item.best else "worst" if act.id == item.worst else ""
        own = "best" if act.id in fields["best"] else "worst" if act.id in fields["worst"] else ""
        yield AnswerRow(
            text=localized(act.text),
            reason=localized(act.reason),
            tone="right" if key else "wrong" if own else "plain",
            marks=_marks(
                (bool(own), _("Your answer: %(answer)s", answer=names.get(own, ""))),
                (bool(key), _("Right answer: %(answer)s", answer=names.get(key, ""))),
            ),
        )


def _spot_signs(item: SpotSignsItem, fields: Fields) -> Iterable[AnswerRow]:
    for fragment in item.fragments:
        is_own = fragment.id in fields["marks"]
        yield AnswerRow(
            text=localized(fragment.text),
            reason=localized(fragment.reason),
            tone=_tone(fragment.sign, is_own),
            marks=_marks((is_own, _("Your answer")), (fragment.sign, _("A sign"))),
            speaker=localized(fragment.speaker),
        )


def _tone(is_right: bool, is_own: bool) -> Tone:
    if is_right:
        return "right"
    return "wrong" if is_own else "plain"


def _marks(*pairs: tuple[bool, str]) -> tuple[str, ...]:
    return tuple(text for is_shown, text in pairs if is_shown)


_ROWS: dict[type[Item], Callable[[Any, Fields], Iterable[AnswerRow]]] = {
    ChoiceItem: _options,
    MultipleResponseItem: _options,
    OrderItem: _order,
    ClassifyItem: _classify,
    BestWorstItem: _best_worst,
    SpotSignsItem: _spot_signs,
}
