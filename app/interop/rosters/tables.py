"""A file of the school's own: which kind it is, which sheets count, where its headings stand."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from app.interop.rosters import values
from app.interop.rosters.columns import is_forbidden, known_headings
from app.interop.rosters.delimited import Delimited
from app.interop.rosters.rows import BrokenFile, Cell, Fault, Unreadable, shown
from app.interop.rosters.workbook import Numbered, Workbook

LARGEST_FILE = 10 * 1024 * 1024
HEADINGS_WITHIN = 15
SAMPLES = 3


class Source(Protocol):
    @property
    def sheet_names(self) -> list[str]: ...

    def count(self, sheet_name: str) -> int: ...

    def rows(self, sheet_name: str) -> Iterator[Numbered]: ...


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    # The letters by which a spreadsheet calls the column.
    column: str
    samples: tuple[str, ...]

    @property
    def is_forbidden(self) -> bool:
        return is_forbidden(self.text)

    @property
    def name(self) -> str:
        return self.text or self.column


@dataclass(frozen=True, slots=True)
class Table:
    """Sheets with the same headings; the others are left out with a remark."""

    source: Source
    headings: tuple[Heading, ...]
    # Sheet → number of its row of headings.
    sheets: dict[str, int]
    left_out: tuple[str, ...]

    def count_rows(self) -> int:
        return sum(self.source.count(sheet) for sheet in self.sheets)

    @property
    def sheets_are_classes(self) -> bool:
        return bool(self.sheets) and all(map(_is_class, self.sheets))


def _is_class(sheet_name: str) -> bool:
    try:
        values.class_name(sheet_name)
    except Unreadable:
        return False
    return True


def is_archive_of_csv(data: bytes) -> bool:
    """A OneRoster file, not a workbook: both are zip archives."""
    if not data.startswith(b"PK"):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return False
    return "[Content_Types].xml" not in names and any(one.lower().endswith(".csv") for one in names)


def open_source(data: bytes) -> Source:
    if not data.strip(b"\0 \r\n\t"):
        raise BrokenFile(Fault.EMPTY)
    if len(data) > LARGEST_FILE:
        raise BrokenFile(Fault.TOO_LARGE)
    if data.startswith(b"PK"):
        return Workbook(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BrokenFile(_kind_of_compound(data))
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BrokenFile(Fault.NOT_A_TABLE)
    return Delimited(data)


def _kind_of_compound(data: bytes) -> Fault:
    """The old XLS; a workbook behind a password is wrapped the same way."""
    return Fault.LOCKED if "EncryptedPackage".encode("utf-16-le") in data else Fault.OLD_WORKBOOK


def open_table(data: bytes) -> Table:
    source = open_source(data)
    firsts = {name: _first_rows(source, name) for name in source.sheet_names}
    filled = {name: rows for name, rows in firsts.items() if rows}
    if not filled:
        raise BrokenFile(Fault.EMPTY)
    main = max(filled, key=lambda name: _best_heading(filled[name])[0])
    _score, number = _best_heading(filled[main])
    texts = _texts(dict(filled[main])[number])
    sheets = {
        name: found for name, rows in filled.items() if (found := _row_of(texts, rows)) is not None
    }
    return Table(
        source=source,
        headings=_headings(texts, [cells for row, cells in filled[main] if row > number]),
        sheets=sheets,
        left_out=tuple(name for name in filled if name not in sheets),
    )


def _first_rows(source: Source, name: str) -> list[Numbered]:
    rows = islice(source.rows(name), HEADINGS_WITHIN)
    return [(number, cells) for number, cells in rows if any(map(shown, cells))]


def _best_heading(rows: Sequence[Numbered]) -> tuple[int, int]:
    """How many headings are known, and in which row: above it stand titles. Else the first row."""
    scores = [(known_headings(_texts(cells)), -number) for number, cells in rows]
    best, number = max(scores)
    return best, -number


def _texts(cells: Sequence[Cell]) -> list[str]:
    texts = [values.tidy(shown(cell))[:80] for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _row_of(texts: list[str], rows: Sequence[Numbered]) -> int | None:
    return next((number for number, cells in rows if _texts(cells) == texts), None)


def _headings(texts: Sequence[str], below: Sequence[Sequence[Cell]]) -> tuple[Heading, ...]:
    from openpyxl.utils import get_column_letter  # 17 MiB, for those who read a table

    def samples(index: int) -> tuple[str, ...]:
        seen = [shown(cells[index])[:40] for cells in below if index < len(cells)]
        return tuple(islice(filter(None, seen), SAMPLES))

    return tuple(
        # What may not be kept is not shown either.
        Heading(text, get_column_letter(index + 1), () if is_forbidden(text) else samples(index))
        for index, text in enumerate(texts)
    )
