"""Writes questions as GIFT, so that Moodle and our own import read the same again. Pure."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from app.bank.drafts import Draft
from app.bank.gift_signs import escape
from app.bank.texts import one_line
from app.content.schema.base import LocalizedText
from app.content.schema.items import (
    ChoiceItem,
    ClassifyItem,
    InlineChoiceItem,
    Item,
    MatchItem,
    MultipleResponseItem,
    NumberItem,
    TrueFalseItem,
)
from app.content.schema.numbers import digits

_LOOKS_FORMATTED = re.compile(r"\s*\[(?:html|moodle|plain|markdown)\]", re.IGNORECASE)
_LOOKS_WEIGHED = re.compile(r"%-?\d+(?:[.,]\d+)?%")
_GAP = "{g1}"


def write(drafts: Iterable[Draft]) -> str:
    """By category; what GIFT has no form for is told in a comment."""
    blocks = []
    ordered = sorted(drafts, key=lambda one: one.category)
    for category, group in groupby(ordered, key=lambda one: one.category):
        if category:
            blocks.append(f"$CATEGORY: $course$/top/{category}")
        blocks += [_question(one) for one in group]
    return "\n\n".join(blocks) + "\n"


def _question(draft: Draft) -> str:
    writer = _WRITERS.get(type(draft.item))
    if writer is None:
        return f"// {draft.item.interaction}: {one_line(draft.name or draft.item.prompt.kk)}"
    name = f"::{escape(draft.name)}::" if draft.name else ""
    return f"{name}[plain]{writer(draft.item)}"


def _choice(item: ChoiceItem) -> str:
    rows = [
        ("=" if one.right else "~")
        + _weighed(_words(one.text), "100" if one.right else "0")
        + _told("#", one.reason)
        for one in item.options
    ]
    return _with_answers(_stem(item.prompt), rows)


def _multiple(item: MultipleResponseItem) -> str:
    """Moodle knows these shares: a hundred over one to eight."""
    share = f"{100 / sum(one.right for one in item.options):.5f}".rstrip("0").rstrip(".")
    rows = [
        f"~%{'' if one.right else '-'}{share}%{_words(one.text)}{_told('#', one.reason)}"
        for one in item.options
    ]
    return _with_answers(_stem(item.prompt), rows)


def _true_false(item: TrueFalseItem) -> str:
    truth = "T" if item.is_true else "F"
    return f"{_stem(item.prompt)} {{{truth}{_told('####', item.reason)}}}"


def _gap(item: InlineChoiceItem) -> str:
    before, after = item.text.kk.split(_GAP)
    gap = item.gaps[0]
    options = "".join(
        ("=" if one.id == gap.right else "~")
        + _weighed(_words(one.text), "100" if one.id == gap.right else "0")
        for one in gap.options
    )
    told = _told("####", gap.reason)
    return f"{escape(before)}{{{options}{told}}}{_marked(after)}"


def _match(item: MatchItem) -> str:
    names = {one.id: _words(one.text) for one in item.targets}
    rows = [(_words(one.text), names[one.target]) for one in item.pairs]
    return _paired(item, rows, list(names.values()), [one.reason for one in item.pairs])


def _classify(item: ClassifyItem) -> str:
    names = {one.id: _words(one.text) for one in item.categories}
    rows = [(_words(one.text), names[one.category]) for one in item.entries]
    return _paired(item, rows, list(names.values()), [one.reason for one in item.entries])


def _paired(
    item: Item, rows: list[tuple[str, str]], targets: list[str], reasons: list[LocalizedText | None]
) -> str:
    """Feedback of single pairs has no place in GIFT: it is told for all together."""
    taken = {right for _left, right in rows}
    rows += [("", left_over) for left_over in targets if left_over not in taken]
    told = " ".join(one.kk for one in reasons if one)
    general = [f"####{_marked(told)}"] if told else []
    return _with_answers(_stem(item.prompt), [f"={a} -> {b}" for a, b in rows] + general)


def _number(item: NumberItem) -> str:
    answers = [f"=%100%{_within(item.value, item.tolerance)}"]
    if item.near is not None:
        answers.append(f"=%50%{_within(item.value, item.near)}")
    answers += [f"=%0%{digits(one.value)}:0{_told('#', one.reason)}" for one in item.slips]
    told = [_told("####", item.reason)] if item.reason else []
    return f"{_stem(item.prompt)} {{#\n" + "\n".join(answers + told) + "\n}"


def _within(value: float, tolerance: float) -> str:
    return f"{digits(value)}:{digits(tolerance)}"


def _with_answers(stem: str, rows: list[str]) -> str:
    return f"{stem} {{\n" + "\n".join(rows) + "\n}"


def _stem(prompt: LocalizedText) -> str:
    return escape(prompt.kk)


def _words(text: LocalizedText) -> str:
    return _marked(text.kk)


def _marked(text: str) -> str:
    """A text that begins like a format gets one, so that it is read as text."""
    return ("[plain]" if _LOOKS_FORMATTED.match(text) else "") + escape(text)


def _weighed(words: str, weight: str) -> str:
    return f"%{weight}%{words}" if _LOOKS_WEIGHED.match(words) else words


def _told(sign: str, reason: LocalizedText | None) -> str:
    return f"{sign}{_words(reason)}" if reason else ""


_WRITERS: dict[type[Item], Callable[[Any], str]] = {
    ChoiceItem: _choice,
    MultipleResponseItem: _multiple,
    TrueFalseItem: _true_false,
    InlineChoiceItem: _gap,
    MatchItem: _match,
    ClassifyItem: _classify,
    NumberItem: _number,
}
