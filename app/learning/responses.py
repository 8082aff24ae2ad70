"""Turns the fields of a plain HTML form into a response, or says what is missing. Pure.

The same field names serve a tap, the keyboard and a page without scripts.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from app.content.schema.base import Certainty
from app.content.schema.item_facts import FALSE, TRUE
from app.content.schema.items import (
    BestWorstItem,
    ChoiceItem,
    ClassifyItem,
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
from app.content.schema.numbers import digits

Fields = Mapping[str, Sequence[str]]
CERTAINTIES: tuple[str, ...] = get_args(Certainty)
# How well something was remembered, in the pupil's own judgement.
RECALLED = ("yes", "almost", "no")
RATHER_NOT_SAY = "rather-not-say"

# Digits of ASCII, with a point or a comma, whatever the language of the page.
_NUMBER = re.compile(r"[-+\u2212]?\d{1,12}(?:[.,]\d{1,6})?", re.ASCII)
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009"))


class BadResponse(ValueError):
    """`code` is "missing" (choose first), "unknown" (an id that the item does not have), "twice"
    (one target for two entries) or "number" (no number, or one out of range).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_certainty(item: Item, fields: Fields, *, is_asked: bool = True) -> str | None:
    """How sure the pupil is; None where it is not asked, by the item or by its place."""
    if not (is_asked and item.has_single_choice):
        return None
    certainty = _one(fields, "certainty")
    if certainty is None:
        raise BadResponse("missing")
    return _known(certainty, CERTAINTIES)


def read_response(item: Item, fields: Fields, certainty: str | None = None) -> dict[str, Any]:
    """The response in the item's own shape; raises BadResponse."""
    if certainty == "dont-know":
        return {}  # also with an option chosen: a guess that is called one is no answer
    return _READERS[type(item)](item, fields)


def _choice(item: ChoiceItem, fields: Fields) -> dict[str, Any]:
    return {"option": _required(fields, "answer", _ids(item.options))}


def _true_false(_item: TrueFalseItem, fields: Fields) -> dict[str, Any]:
    return {"option": _required(fields, "answer", (TRUE, FALSE))}


def _multiple(item: MultipleResponseItem, fields: Fields) -> dict[str, Any]:
    chosen = [_known(value, _ids(item.options)) for value in fields.get("answers", ())]
    if not chosen:
        raise BadResponse("missing")
    return {"options": sorted(set(chosen))}


def _order(item: OrderItem, fields: Fields) -> dict[str, Any]:
    """Each step names its place; two steps on one place are an unfinished order."""
    places = [str(number) for number in range(1, len(item.steps) + 1)]
    placed = {_required(fields, f"place-{step.id}", places): step.id for step in item.steps}
    if len(placed) != len(item.steps):
        raise BadResponse("missing")
    return {"order": [placed[place] for place in places]}


def _classify(item: ClassifyItem, fields: Fields) -> dict[str, Any]:
    categories = _ids(item.categories)
    return {
        "placed": {
            entry.id: _required(fields, f"entry-{entry.id}", categories) for entry in item.entries
        }
    }


def _match(item: MatchItem, fields: Fields) -> dict[str, Any]:
    targets = _ids(item.targets)
    pairs = {pair.id: _required(fields, f"pair-{pair.id}", targets) for pair in item.pairs}
    if len(set(pairs.values())) != len(pairs):
        raise BadResponse("twice")
    return {"pairs": pairs}


def _inline_choice(item: InlineChoiceItem, fields: Fields) -> dict[str, Any]:
    return {
        "gaps": {gap.id: _required(fields, f"gap-{gap.id}", _ids(gap.options)) for gap in item.gaps}
    }


def _number(item: NumberItem, fields: Fields) -> dict[str, Any]:
    """Spaces between thousands, a decimal comma or a point: all are understood."""
    written = (_one(fields, "number") or "").translate(_SPACES)
    if not written:
        raise BadResponse("missing")
    if not _NUMBER.fullmatch(written):
        raise BadResponse("number")
    number = float(written.replace("\u2212", "-").replace(",", "."))
    if not item.lowest <= number <= item.highest:
        raise BadResponse("number")
    return {"number": number}


def _best_worst(item: BestWorstItem, fields: Fields) -> dict[str, Any]:
    best = _required(fields, "best", _ids(item.acts))
    worst = _required(fields, "worst", _ids(item.acts))
    if best == worst:
        raise BadResponse("missing")
    return {"best": best, "worst": worst}


def _spot_signs(item: SpotSignsItem, fields: Fields) -> dict[str, Any]:
    marked = [_known(value, _ids(item.fragments)) for value in fields.get("marks", ())]
    if not marked:
        raise BadResponse("missing")
    return {"marked": sorted(set(marked))}


def _norm_guess(_item: NormGuessItem, fields: Fields) -> dict[str, Any]:
    return {"guess": int(_required(fields, "guess", [str(number) for number in range(11)]))}


def _recall(_item: RecallItem, fields: Fields) -> dict[str, Any]:
    return {"recalled": _required(fields, "recalled", RECALLED)}


def _self_report(item: SelfReportItem, fields: Fields) -> dict[str, Any]:
    """Nothing chosen is as good as "I'd rather not say"."""
    option = _one(fields, "answer")
    if option in (None, RATHER_NOT_SAY):
        return {}
    return {"option": _known(option, _ids(item.options))}


def _likert(item: LikertItem, fields: Fields) -> dict[str, Any]:
    """Every statement may be left out."""
    scale = ["1", "2", "3", "4"]
    answers = {one.id: _one(fields, f"agree-{one.id}") for one in item.statements}
    return {
        "agreement": {key: int(_known(value, scale)) for key, value in answers.items() if value}
    }


_READERS: dict[type[Item], Callable[[Any, Fields], dict[str, Any]]] = {
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
    NormGuessItem: _norm_guess,
    RecallItem: _recall,
    SelfReportItem: _self_report,
    LikertItem: _likert,
}


def to_fields(response: Mapping[str, Any]) -> dict[str, list[str]]:
    """A kept response as form fields again, so that a page shows both in one way."""
    fields = {
        "answer": [response["option"]] if "option" in response else [],
        "answers": response.get("options", []),
        "marks": response.get("marked", []),
        "best": [response["best"]] if "best" in response else [],
        "worst": [response["worst"]] if "worst" in response else [],
        "guess": [str(response["guess"])] if "guess" in response else [],
        "number": [digits(response["number"])] if "number" in response else [],
        "recalled": [response["recalled"]] if "recalled" in response else [],
    }
    places = enumerate(response.get("order", []), start=1)
    fields |= {f"place-{step}": [str(place)] for place, step in places}
    for prefix, name in (("entry", "placed"), ("pair", "pairs"), ("gap", "gaps")):
        fields |= {f"{prefix}-{one}": [to] for one, to in response.get(name, {}).items()}
    agreement = response.get("agreement", {})
    return fields | {f"agree-{one}": [str(point)] for one, point in agreement.items()}


# As many values as the largest form of an item has, and as long as the longest id or number.
_MOST_VALUES, _LONGEST_VALUE = 20, 80
_ONES = ("answer", "answers", "marks", "best", "worst", "guess", "number", "recalled", "certainty")
_PARTS = (
    ("place", "steps"),
    ("entry", "entries"),
    ("pair", "pairs"),
    ("gap", "gaps"),
    ("agree", "statements"),
)


def own_fields(item: Item, fields: Fields) -> dict[str, list[str]]:
    """What of a form belongs to this item, as it is: to be kept on the way to an answer."""
    names = {*_ONES}
    for prefix, parts in _PARTS:
        names |= {f"{prefix}-{part.id}" for part in getattr(item, parts, ())}
    return {
        name: [value for value in values[:_MOST_VALUES] if len(value) <= _LONGEST_VALUE]
        for name, values in fields.items()
        if name in names
    }


def _ids(parts: Sequence[Any]) -> list[str]:
    return [part.id for part in parts]


def _one(fields: Fields, name: str) -> str | None:
    values = fields.get(name, ())
    return values[0] if values and values[0] else None


def _required(fields: Fields, name: str, known: Sequence[str]) -> str:
    value = _one(fields, name)
    if value is None:
        raise BadResponse("missing")
    return _known(value, known)


def _known(value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise BadResponse("unknown")
    return value
