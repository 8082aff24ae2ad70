"""Typed items from the parts of a question, whatever the file they stood in. Pure.

Ids of parts come from their places: a changed question is a new version, and answers name it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import Any

from app.bank.drafts import LONGEST_TEXT, Place, Refused
from app.bank.texts import one_line
from app.content.schema.base import LocalizedText
from app.content.schema.item_facts import Gap, GapOption, NumberSlip, Pair
from app.content.schema.items import (
    ChoiceItem,
    ClassifyItem,
    Entry,
    InlineChoiceItem,
    MatchItem,
    MultipleResponseItem,
    NumberItem,
    Option,
    OrderItem,
    Part,
    TrueFalseItem,
)
from app.content.schema.numbers import is_within

# No objective of the curriculum: a school's own questions move no level of anybody.
NO_OBJECTIVE = "SCH-0"
# Until a question has a place in the bank.
UNNAMED = "school-question"
FILL_THE_GAP = LocalizedText(
    kk="Бос орынға сәйкес сөзді таңда.",
    ru="Выбери слово, которое подходит.",
    en="Choose the word that fits.",
)
_LIMITS = {"choice": (2, 6), "multiple-response": (3, 8), "gap": (2, 6), "order": (3, 7)}


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of text and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Choosable:
    text: Written
    right: bool
    reason: str = ""


def choice(prompt: Written, options: Sequence[Choosable], general: str = "") -> ChoiceItem:
    _check_options("choice", prompt, options)
    rights = [one for one in options if one.right]
    if len(rights) != 1:
        raise Refused(prompt.place, "many-right" if rights else "no-right")
    return ChoiceItem(
        **_head(prompt), interaction="choice", options=tuple(_options(options, general))
    )


def multiple(
    prompt: Written, options: Sequence[Choosable], general: str = ""
) -> MultipleResponseItem:
    _check_options("multiple-response", prompt, options)
    if not any(one.right for one in options):
        raise Refused(prompt.place, "no-right")
    return MultipleResponseItem(
        **_head(prompt), interaction="multiple-response", options=tuple(_options(options, general))
    )


def true_false(prompt: Written, is_true: bool, reason: str) -> TrueFalseItem:
    return TrueFalseItem(
        **_head(prompt), interaction="true-false", is_true=is_true, reason=_reason(reason)
    )


def gap(
    before: Written, after: str, options: Sequence[Choosable], reason: str = ""
) -> InlineChoiceItem:
    """One gap between the two halves of a sentence."""
    _check_options("gap", before, options)
    rights = [at for at, one in enumerate(options, 1) if one.right]
    if len(rights) != 1:
        raise Refused(before.place, "many-right" if rights else "no-right")
    hole = Gap(
        id="g1",
        options=tuple(
            GapOption(id=f"o{at}", text=_text(one.text)) for at, one in enumerate(options, 1)
        ),
        right=f"o{rights[0]}",
        reason=_reason(reason),
    )
    marks = str.maketrans("{}_", "() ")  # in files these stand for the gap
    halves = (before.text.translate(marks), after.translate(marks))
    sentence = Written("{g1}".join(halves), before.place)
    return InlineChoiceItem(
        **_frame(FILL_THE_GAP), interaction="inline-choice", text=_text(sentence), gaps=(hole,)
    )


def pairs(
    prompt: Written, given: Sequence[tuple[Written, Written]], reasons: Sequence[str], general: str
) -> MatchItem | ClassifyItem:
    """Entries with their targets; one that serves several makes it a sorting.

    An entry without words leaves its target over.
    """
    entries = [(left, _arrowless(right.text)) for left, right in given if left.text.strip()]
    for left, right in given:
        if not right.text.strip():
            raise Refused(left.place, "pair")
    _refuse_doubles([left for left, _right in entries])
    targets = list(dict.fromkeys(_arrowless(right.text) for _left, right in given))
    told = _told_last([*reasons][: len(entries)] or [""] * len(entries), general)
    used = Counter(right for _left, right in entries)
    if used and max(used.values()) > 1:
        return _classify(prompt, entries, targets, told)
    return _match(prompt, entries, targets, told)


def _match(
    prompt: Written, entries: Sequence[tuple[Written, str]], targets: list[str], told: list[str]
) -> MatchItem:
    _check_number(prompt, len(entries), 2, 6, "pairs")
    _check_number(prompt, len(targets), 2, 7, "pairs")
    ids = {text: f"t{at}" for at, text in enumerate(targets, 1)}
    made = (
        Pair(id=f"p{at}", text=_entry(left), target=ids[right], reason=_reason(told[at - 1]))
        for at, (left, right) in enumerate(entries, 1)
    )
    return MatchItem(
        **_head(prompt),
        interaction="match",
        targets=tuple(_parts(ids, prompt.place)),
        pairs=tuple(made),
    )


def _classify(
    prompt: Written, entries: Sequence[tuple[Written, str]], targets: list[str], told: list[str]
) -> ClassifyItem:
    _check_number(prompt, len(entries), 3, 10, "sorted")
    _check_number(prompt, len(targets), 2, 4, "groups")
    ids = {text: f"t{at}" for at, text in enumerate(targets, 1)}
    made = (
        Entry(id=f"p{at}", text=_entry(left), category=ids[right], reason=_reason(told[at - 1]))
        for at, (left, right) in enumerate(entries, 1)
    )
    return ClassifyItem(
        **_head(prompt),
        interaction="classify",
        categories=tuple(_parts(ids, prompt.place)),
        entries=tuple(made),
    )


def order(prompt: Written, steps: Sequence[Written], reason: str) -> OrderItem:
    _check_number(prompt, len(steps), *_LIMITS["order"], "steps")
    _refuse_doubles(steps)
    made = (Part(id=f"s{at}", text=_text(one)) for at, one in enumerate(steps, 1))
    return OrderItem(
        **_head(prompt), interaction="order", steps=tuple(made), reason=_reason(reason)
    )


def number(
    prompt: Written,
    value: float,
    *,
    tolerance: float = 0,
    near: float | None = None,
    reason: str = "",
    slips: Sequence[tuple[float, str]] = (),
) -> NumberItem:
    """The range that the field takes follows from the numbers: ten times beyond them."""
    wide = near if near is not None and near > tolerance else None
    known = [value, value - tolerance, value + tolerance, *(one for one, _why in slips)]
    reach = 10.0 ** (ceil(log10(max(abs(one) for one in known) + 1)) + 1)
    if reach > 1e12:
        raise Refused(prompt.place, "bad-number")
    if any(is_within(one, value, tolerance) for one, _why in slips) or len(
        {one for one, _why in slips}
    ) != len(slips):
        raise Refused(prompt.place, "bad-slip")
    _check_number(prompt, len(slips), 0, 4, "slips")
    return NumberItem(
        **_head(prompt),
        interaction="number",
        value=value,
        tolerance=tolerance,
        near=wide,
        lowest=0.0 if min(known) >= 0 else -reach,
        highest=reach,
        reason=_reason(reason),
        slips=tuple(NumberSlip(value=one, reason=_reason(why)) for one, why in slips),
    )


def _head(prompt: Written) -> dict[str, Any]:
    return _frame(_text(prompt))


def _frame(prompt: LocalizedText) -> dict[str, Any]:
    return {"id": UNNAMED, "version": 1, "objective": NO_OBJECTIVE, "prompt": prompt}


def _options(options: Sequence[Choosable], general: str) -> Iterable[Option]:
    """A word on the whole question goes to its first right answer."""
    first = next(at for at, one in enumerate(options) if one.right)
    for at, one in enumerate(options):
        reason = " ".join(filter(None, [one.reason, general if at == first else ""]))
        yield Option(id=f"o{at + 1}", text=_text(one.text), right=one.right, reason=_reason(reason))


def _told_last(reasons: list[str], general: str) -> list[str]:
    return [*reasons[:-1], " ".join(filter(None, [reasons[-1], general]))] if reasons else []


def _parts(ids: dict[str, str], place: Place) -> Iterable[Part]:
    return (Part(id=known, text=_text(Written(text, place))) for text, known in ids.items())


def _entry(left: Written) -> LocalizedText:
    return _text(Written(_arrowless(left.text), left.place))


def _arrowless(text: str) -> str:
    """In GIFT the arrow stands between the two halves of a pair."""
    return one_line(text).replace("->", "→")


def _check_options(kind: str, prompt: Written, options: Sequence[Choosable]) -> None:
    _check_number(prompt, len(options), *_LIMITS[kind], "options")
    _refuse_doubles([one.text for one in options])


def _check_number(prompt: Written, found: int, low: int, high: int, of: str) -> None:
    if not low <= found <= high:
        code = f"{of}-few" if found < low else f"{of}-many"
        raise Refused(prompt.place, code, low=low, high=high, found=found)


def _refuse_doubles(texts: Iterable[Written]) -> None:
    seen: set[str] = set()
    for one in texts:
        words = one_line(one.text).casefold()
        if words in seen:
            raise Refused(one.place, "answer-twice", text=one_line(one.text))
        seen.add(words)


def _text(written: Written) -> LocalizedText:
    """The one language that the question has, wherever a page asks for another."""
    words = one_line(written.text)
    if not words:
        raise Refused(written.place, "no-words")
    if len(words) > LONGEST_TEXT:
        raise Refused(written.place, "too-long", max=LONGEST_TEXT)
    return LocalizedText(kk=words, ru=words, en=words)


def _reason(words: str) -> LocalizedText | None:
    words = one_line(words)[:LONGEST_TEXT].rstrip()
    return LocalizedText(kk=words, ru=words, en=words) if words else None
