"""A table of questions (CSV): one row a question, heads in any of the three languages. Pure."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.bank import build
from app.bank.build import Choosable, Written
from app.bank.drafts import Draft, Place, Problem, Read, Refused, gathered
from app.bank.gift_answers import within
from app.bank.sheet_words import NEEDED, OPTION, REASON, column_of, kind_of, truth_of
from app.bank.texts import one_line
from app.content.schema.items import AnyItem

GAP = re.compile(r"_{3,}")
NUMBERS = re.compile(r"\d{1,2}(?:[\s,;.]+\d{1,2})*")
ARROWS = ("->", "→")
# A spreadsheet takes a cell that begins so for a formula.
FORMULA = tuple("=+-@'\t")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[tuple[str, int], str]
    # How the head of the file names each column.
    heads: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def text(self, column: str, number: int = 0) -> str:
        return self.cells.get((column, number), "")

    def place(self, column: str, number: int = 0) -> Place:
        return Place(self.line, self.heads.get((column, number), column))

    def written(self, column: str, number: int = 0) -> Written:
        return Written(self.text(column, number), self.place(column, number))

    def options(self) -> list[tuple[int, Written]]:
        """Those that are filled in, with their numbers."""
        numbers = sorted(number for column, number in self.cells if column == OPTION)
        return [(n, self.written(OPTION, n)) for n in numbers if self.text(OPTION, n)]

    def reason(self, number: int = 0) -> str:
        return self.text(REASON, number)


def read(text: str) -> Read:
    try:
        return gathered(_drafts(text))
    except csv.Error:
        return Read(problems=(Problem(Place(1), "no-table"),))


def _drafts(text: str) -> Iterator[Draft | Problem]:
    rows = _rows(text)
    heads = next(rows, (1, []))[1]
    known = {column: at for at, one in enumerate(heads) if (column := column_of(one))}
    missing = [column for column in NEEDED if (column, 0) not in known]
    yield from (Problem(Place(1), "no-column", {"column": column}) for column in missing)
    if missing:
        return
    names = {column: one_line(heads[at]) for column, at in known.items()}
    for line, cells in rows:
        found = {column: _cell(cells, at) for column, at in known.items()}
        if any(found.values()):
            yield _read_row(_Row(line, found, names))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins: a cell may hold several lines."""
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = 1
    for cells in reader:
        yield begin, cells
        begin = reader.line_num + 1


def _cell(cells: Sequence[str], at: int) -> str:
    text = one_line(cells[at]) if at < len(cells) else ""
    return text[1:] if text.startswith("'") and text[1:2] in FORMULA and text[1:] else text


def _read_row(row: _Row) -> Draft | Problem:
    try:
        kind = kind_of(row.text("type"))
        if kind is None:
            raise Refused(row.place("type"), "unknown-kind")
        return Draft(
            row.text("name"), row.text("category").strip("/ "), _KINDS[kind](row), row.line
        )
    except Refused as refused:
        return refused.problem


def _choice(row: _Row) -> AnyItem:
    return build.choice(row.written("question"), _choosables(row), row.reason())


def _multiple(row: _Row) -> AnyItem:
    return build.multiple(row.written("question"), _choosables(row), row.reason())


def _choosables(row: _Row) -> list[Choosable]:
    options = row.options()
    numbers = {number for number, _text in options}
    written = row.text("right")
    rights = {int(one) for one in re.findall(r"\d{1,2}", written)}
    if not NUMBERS.fullmatch(written) or not rights <= numbers:
        raise Refused(row.place("right"), "bad-right")
    return [Choosable(text, number in rights, row.reason(number)) for number, text in options]


def _true_false(row: _Row) -> AnyItem:
    truth = truth_of(row.text("right"))
    if truth is None:
        raise Refused(row.place("right"), "bad-truth")
    return build.true_false(row.written("question"), truth, row.reason())


def _gap(row: _Row) -> AnyItem:
    halves = GAP.split(row.text("question"))
    if len(halves) != 2:
        raise Refused(row.place("question"), "one-gap")
    before = Written(halves[0], row.place("question"))
    return build.gap(before, halves[1], _choosables(row), row.reason())


def _match(row: _Row) -> AnyItem:
    options = row.options()
    given = [_pair(written) for _number, written in options]
    reasons = [
        row.reason(number)
        for (number, _), (left, _) in zip(options, given, strict=True)
        if left.text
    ]
    return build.pairs(row.written("question"), given, reasons, row.reason())


def _pair(written: Written) -> tuple[Written, Written]:
    for arrow in ARROWS:
        left, found, right = written.text.partition(arrow)
        if found:
            return Written(left.strip(), written.place), Written(right.strip(), written.place)
    raise Refused(written.place, "pair")


def _order(row: _Row) -> AnyItem:
    steps = [text for _number, text in row.options()]
    return build.order(row.written("question"), steps, row.reason())


def _number(row: _Row) -> AnyItem:
    value, tolerance = within(row.text("right"), row.place("right"))
    if row.text("tolerance"):
        tolerance = abs(within(row.text("tolerance"), row.place("tolerance"))[0])
    near = within(row.text("near"), row.place("near"))[0] if row.text("near") else None
    slips = [
        (within(text.text, text.place)[0], row.reason(number)) for number, text in row.options()
    ]
    if near is not None and near <= tolerance:
        raise Refused(row.place("near"), "bad-near")
    return build.number(
        row.written("question"),
        value,
        tolerance=tolerance,
        near=near,
        reason=row.reason(),
        slips=slips,
    )


_KINDS: dict[str, Callable[[_Row], AnyItem]] = {
    "choice": _choice,
    "multiple-response": _multiple,
    "true-false": _true_false,
    "inline-choice": _gap,
    "match": _match,
    "order": _order,
    "number": _number,
}
