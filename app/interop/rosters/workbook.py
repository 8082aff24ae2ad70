"""XLSX: what is opened is checked first, and read row by row."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from app.interop.rosters.rows import Bad, BrokenFile, Cell, Fault, Trouble

LARGEST_UNPACKED = 120 * 1024 * 1024
MOST_PARTS = 1000
WIDEST = 60
LARGEST_EXACT = 2**53
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')

Numbered = tuple[int, list[Cell]]


class Workbook:
    """Sheets by name. Formulas are not computed and values left by others are not believed."""

    def __init__(self, data: bytes) -> None:
        from openpyxl import load_workbook  # 17 MiB, for those who read a workbook

        check_archive(data)
        self._data = data
        try:
            self._book: Any = load_workbook(
                io.BytesIO(data), read_only=True, data_only=False, keep_links=False
            )
        except BrokenFile:
            raise
        except Exception:  # openpyxl raises whatever its parsers raise
            raise BrokenFile(Fault.NOT_A_TABLE) from None

    @property
    def sheet_names(self) -> list[str]:
        return [one.title for one in self._book.worksheets if one.sheet_state == "visible"]

    def count(self, sheet_name: str) -> int:
        """As the file itself says; for a progress bar."""
        return int(self._book[sheet_name].max_row or 0)

    def rows(self, sheet_name: str) -> Iterator[Numbered]:
        sheet = self._book[sheet_name]
        merged = _merged_ranges(self._data, sheet)
        sheet.reset_dimensions()
        try:
            for number, cells in enumerate(sheet.iter_rows(max_col=WIDEST), start=1):
                values = [_value(cell) for cell in cells]
                _mark_merged(values, number, merged)
                yield number, values
        except BrokenFile:
            raise
        except Exception:
            raise BrokenFile(Fault.NOT_A_TABLE, sheet_name) from None


def check_archive(data: bytes) -> None:
    """Before anything is unpacked: how large it would be. Unpacking keeps to what is declared."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise BrokenFile(Fault.NOT_A_TABLE) from None
    if any(part.flag_bits & 1 for part in parts):
        raise BrokenFile(Fault.LOCKED)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise BrokenFile(Fault.UNPACKS_TOO_LARGE)


def _value(cell: Any) -> Cell:
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        return Bad(Trouble.FORMULA, str(cell.value)[:80])
    if cell.data_type == "e":
        return Bad(Trouble.FORMULA, str(cell.value)[:80])
    return _plain(cell.value)


def _plain(value: object) -> Cell:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    return str(value)


def _number(value: float) -> Cell:
    """Sheets keep numbers as floating ones: beyond 2^53 the last digits are lost already."""
    if abs(value) >= LARGEST_EXACT:
        return Bad(Trouble.NUMBER_TOO_LONG, f"{value:.17g}")
    return str(int(value)) if value == int(value) else str(value)


def _merged_ranges(data: bytes, sheet: Any) -> list[tuple[int, int, int, int]]:
    """Read-only sheets do not tell them; they stand at the end of the sheet's part."""
    from openpyxl.utils import range_boundaries

    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(sheet._worksheet_path) as part:
        found, tail = [], b""
        while chunk := part.read(1 << 20):
            text = tail + chunk
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise BrokenFile(Fault.NOT_A_TABLE)
            found += _MERGED.findall(text)
            tail = text[-200:]
    return [range_boundaries(ref.decode()) for ref in dict.fromkeys(found)]  # type: ignore[misc]


def _mark_merged(values: list[Cell], number: int, merged: list[tuple[int, int, int, int]]) -> None:
    """An empty cell under a merged one is not empty: its value stands elsewhere."""
    for left, top, right, bottom in merged:
        if top <= number <= bottom:
            for column in range(left, min(right, len(values)) + 1):
                if (column, number) != (left, top) and values[column - 1] == "":
                    values[column - 1] = Bad(Trouble.MERGED)
