"""Writes questions as a table, and the template to fill in. Pure."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from app.bank.drafts import Draft
from app.bank.sheet import FORMULA
from app.bank.sheet_words import HEADS, KINDS, NUMBERED, OPTION, REASON, TRUTH, head
from app.content.schema.base import LocalizedText
from app.content.schema.items import (
    ChoiceItem,
    ClassifyItem,
    InlineChoiceItem,
    Item,
    MatchItem,
    MultipleResponseItem,
    NumberItem,
    OrderItem,
    TrueFalseItem,
)
from app.content.schema.numbers import digits
from app.core.i18n import Locale

Cells = dict[tuple[str, int], str]
LEAST_ANSWERS = 6
# Excel opens a file with this mark as what it is.
BOM = "\ufeff"


def write(drafts: Iterable[Draft], language: Locale) -> str:
    rows = [_cells(draft, language) for draft in drafts]
    most = max((number for row in rows for _column, number in row), default=0)
    columns = _columns(max(LEAST_ANSWERS, most))
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(head(column, language, number) for column, number in columns)
    table.writerows([_safe(row.get(column, "")) for column in columns] for row in rows)
    return BOM + out.getvalue()


def _columns(answers: int) -> list[tuple[str, int]]:
    numbers = range(1, answers + 1)
    spread = {OPTION: [(OPTION, n) for n in numbers], REASON: [(REASON, n) for n in numbers]}
    found: list[tuple[str, int]] = []
    for column in HEADS:
        found += spread[column] if column in NUMBERED else [(column, 0)]
    return [*found, (REASON, 0)]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cells(draft: Draft, language: Locale) -> Cells:
    kind = "match" if isinstance(draft.item, ClassifyItem) else draft.item.interaction
    return {
        ("type", 0): KINDS[kind][language],
        ("category", 0): draft.category,
        ("name", 0): draft.name,
        ("question", 0): draft.item.prompt.kk,
        **_of_item(draft.item, language),
    }


def _of_item(item: Item, language: Locale) -> Cells:
    match item:
        case ChoiceItem() | MultipleResponseItem():
            return _options(item.options, {one.id for one in item.options if one.right})
        case TrueFalseItem():
            return {("right", 0): TRUTH[item.is_true][language], (REASON, 0): _words(item.reason)}
        case InlineChoiceItem():
            return _gap(item)
        case MatchItem():
            return _pairs(item.pairs, [pair.target for pair in item.pairs], item.targets)
        case ClassifyItem():
            return _pairs(item.entries, [one.category for one in item.entries], item.categories)
        case OrderItem():
            return {**_numbered(OPTION, item.steps), (REASON, 0): _words(item.reason)}
        case NumberItem():
            return _number(item)
    raise TypeError(item.interaction)


def _options(options: Iterable[Any], rights: set[str]) -> Cells:
    listed = list(options)
    chosen = ", ".join(str(at) for at, one in enumerate(listed, 1) if one.id in rights)
    reasons = {(REASON, at): _words(one.reason) for at, one in enumerate(listed, 1)}
    return {**_numbered(OPTION, listed), **reasons, ("right", 0): chosen}


def _gap(item: InlineChoiceItem) -> Cells:
    gap = item.gaps[0]
    rights = [str(at) for at, one in enumerate(gap.options, 1) if one.id == gap.right]
    return {
        **_numbered(OPTION, gap.options),
        ("question", 0): item.text.kk.replace("{g1}", "___"),
        ("right", 0): rights[0],
        (REASON, 0): _words(gap.reason),
    }


def _pairs(entries: Iterable[Any], to: list[str], targets: Iterable[Any]) -> Cells:
    names = {one.id: one.text.kk for one in targets}
    rows = [(one.text.kk, names[target]) for one, target in zip(entries, to, strict=True)]
    rows += [("", name) for known, name in names.items() if known not in to]
    cells: Cells = {(OPTION, at): f"{a} -> {b}".strip() for at, (a, b) in enumerate(rows, 1)}
    return cells | {(REASON, at): _words(one.reason) for at, one in enumerate(entries, 1)}


def _number(item: NumberItem) -> Cells:
    slips: Cells = {(OPTION, at): digits(one.value) for at, one in enumerate(item.slips, 1)}
    why: Cells = {(REASON, at): _words(one.reason) for at, one in enumerate(item.slips, 1)}
    return {
        **slips,
        **why,
        ("right", 0): digits(item.value),
        ("tolerance", 0): digits(item.tolerance) if item.tolerance else "",
        ("near", 0): digits(item.near) if item.near is not None else "",
        (REASON, 0): _words(item.reason),
    }


def _numbered(column: str, parts: Iterable[Any]) -> Cells:
    return {(column, at): one.text.kk for at, one in enumerate(parts, 1)}


def _words(reason: LocalizedText | None) -> str:
    return reason.kk if reason else ""
