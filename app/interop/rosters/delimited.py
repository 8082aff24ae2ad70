"""CSV as schools save it: three encodings, three separators."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from app.interop.rosters.columns import known_headings
from app.interop.rosters.rows import BrokenFile, Cell, Fault

SEPARATORS = ",;\t"
LOOK_AT = 20
Numbered = tuple[int, list[Cell]]


class Delimited:
    """One nameless sheet."""

    def __init__(self, data: bytes) -> None:
        text, is_sure = decode(data)
        # Excel writes this line to name the separator.
        self._skip = 1 if text[:5].casefold() in ("sep=;", "sep=,", "sep=\t") else 0
        self._text = text
        self._separator = text[4] if self._skip else _separator(text)
        if not is_sure and not self._has_known_heading():
            raise BrokenFile(Fault.ENCODING)

    sheet_names = [""]

    def count(self, _sheet_name: str = "") -> int:
        return self._text.count("\n")

    def rows(self, _sheet_name: str = "") -> Iterator[Numbered]:
        reader = csv.reader(io.StringIO(self._text, newline=""), delimiter=self._separator)
        try:
            for number, cells in enumerate(reader, start=1):
                if number > self._skip:
                    yield number, list(cells)
        except csv.Error:
            raise BrokenFile(Fault.NOT_A_TABLE) from None

    def _has_known_heading(self) -> bool:
        first = (cells for _number, (cells) in zip(range(LOOK_AT), self.rows(), strict=False))
        return any(known_headings(map(str, cells)) for _row, cells in first)


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding is beyond doubt.

    KZ-1048 is Windows-1251 with the Kazakh letters in the places of Serbian ones.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(data, "utf-16"), True
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return _strictly(data, "kz1048"), False


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise BrokenFile(Fault.ENCODING) from None


def _separator(text: str) -> str:
    """The one that parts the first lines into the most columns, most steadily."""
    lines = text.splitlines()[:LOOK_AT]

    def steadiness(separator: str) -> tuple[int, int]:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=separator))
        width, times = max(
            widths.items(), key=lambda one: (one[0] > 1, one[1], one[0]), default=(0, 0)
        )
        return (times if width > 1 else 0, width)

    try:
        return max(SEPARATORS, key=steadiness)
    except csv.Error:
        raise BrokenFile(Fault.NOT_A_TABLE) from None
