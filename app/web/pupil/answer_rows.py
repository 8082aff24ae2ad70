"""An answered item as rows: what was right, what the pupil chose, and why.

Rows are made only of an answer that is recorded.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from flask_babel import format_decimal
from flask_babel import gettext as _

from app.content.schema.item_facts import FALSE, TRUE
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
    RecallItem,
    SpotSignsItem,
    TrueFalseItem,
)
from app.content.schema.numbers import is_within
from app.core.i18n import LocalizedText
from app.learning.responses import Fields, to_fields
from app.web.display import localized, pieces
from app.web.exercises import true_false_labels

Response = Mapping[str, Any]
Tone = Literal["right", "wrong", "plain"]


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


def _true_false(item: TrueFalseItem, fields: Fields) -> Iterable[AnswerRow]:
    """The reason is the same for both: it stands with the right one."""
    names = true_false_labels(item)
    for value in (TRUE, FALSE):
        is_right, is_own = value == item.key, value in fields["answer"]
        yield AnswerRow(
            text=names[value],
            reason=localized(item.reason) if is_right else "",
            tone=_tone(is_right, is_own),
            marks=_marks((is_own, _("Your answer")), (is_right, _("Right answer"))),
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
        yield _placed(entry.text, entry.reason, own, entry.category, names)


def _match(item: MatchItem, fields: Fields) -> Iterable[AnswerRow]:
    names = {target.id: localized(target.text) for target in item.targets}
    for pair in item.pairs:
        own = next(iter(fields.get(f"pair-{pair.id}", ())), "")
        yield _placed(pair.text, pair.reason, own, pair.target, names)


def _inline_choice(item: InlineChoiceItem, fields: Fields) -> Iterable[AnswerRow]:
    """Gap by gap in the order of the text, which differs between languages."""
    gaps = [gap for _words, gap in pieces(item) if gap]
    for number, gap in enumerate(gaps, start=1):
        names = {option.id: localized(option.text) for option in gap.options}
        own = next(iter(fields.get(f"gap-{gap.id}", ())), "")
        yield _placed(_("Gap %(n)s", n=number), gap.reason, own, gap.right, names)


def _placed(
    text: LocalizedText | str,
    reason: LocalizedText | None,
    own: str,
    key: str,
    names: Mapping[str, str],
) -> AnswerRow:
    """An entry that had to be put somewhere: where it was put, where it belongs."""
    is_right = own == key
    wrong = _("Your answer: %(answer)s", answer=names.get(own, ""))
    right = _("Right answer: %(answer)s", answer=names[key])
    return AnswerRow(
        text=text if isinstance(text, str) else localized(text),
        reason=localized(reason),
        tone="right" if is_right else "wrong",
        marks=_marks((not is_right and own in names, wrong), (True, right)),
    )


def _number(item: NumberItem, fields: Fields) -> Iterable[AnswerRow]:
    """The own number with the thought behind it, if it is a common one; then the right one."""
    own = next((float(number) for number in fields["number"]), None)
    is_right = own is not None and is_within(own, item.value, item.tolerance)
    if own is not None and not is_right:
        slip = item.slip(own)
        yield AnswerRow(
            text=_with_unit(item, own),
            reason=localized(slip.reason) if slip else "",
            tone="wrong",
            marks=(_("Your answer"),),
        )
    yield AnswerRow(
        text=_with_unit(item, item.value),
        reason=localized(item.reason),
        tone="right",
        marks=_marks((is_right, _("Your answer")), (True, _("Right answer"))),
    )


def _with_unit(item: NumberItem, number: float) -> str:
    unit = localized(item.unit) if item.unit else ""
    return f"{format_decimal(number)} {unit}".strip()


def _recall(item: RecallItem, _fields: Fields) -> Iterable[AnswerRow]:
    yield AnswerRow(text=localized(item.answer), reason=localized(item.reason), tone="plain")


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
    TrueFalseItem: _true_false,
    MultipleResponseItem: _options,
    OrderItem: _order,
    ClassifyItem: _classify,
    MatchItem: _match,
    InlineChoiceItem: _inline_choice,
    NumberItem: _number,
    RecallItem: _recall,
    BestWorstItem: _best_worst,
    SpotSignsItem: _spot_signs,
}
