"""Rows of a table by the chosen columns: pupils, or what is wrong and where."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Protocol

from app.interop.rosters import values
from app.interop.rosters.columns import Field
from app.interop.rosters.rows import (
    Bad,
    BrokenFile,
    Cell,
    Fault,
    Place,
    Problem,
    Row,
    Trouble,
    Unreadable,
    shown,
)
from app.interop.rosters.tables import Table

MOST_ROWS = 20_000


def read_rows(table: Table, fields: Sequence[Field], today: dt.date) -> Iterator[Row | Problem]:
    """Every row as a pupil, or what is wrong with it. Empty rows are passed over."""
    for name in table.left_out:
        yield Problem(place=Place(1, name), trouble=Trouble.SHEET_LEFT_OUT)
    count = 0
    for sheet, number_of_headings in table.sheets.items():
        for number, cells in table.source.rows(sheet):
            if number <= number_of_headings or not any(map(shown, cells)):
                continue
            count += 1
            if count > MOST_ROWS:
                raise BrokenFile(Fault.TOO_MANY_ROWS, str(MOST_ROWS))
            # The name of an only sheet says nothing.
            place = Place(number, sheet if len(table.sheets) > 1 else "")
            yield from _Reading(table, fields, place, sheet, cells, today).results()


class _Reading:
    """One row on its way: values by field, troubles as they are met."""

    def __init__(
        self,
        table: Table,
        fields: Sequence[Field],
        place: Place,
        sheet: str,
        cells: Sequence[Cell],
        today: dt.date,
    ) -> None:
        self.place, self.sheet = place, sheet
        self.today = today
        self.problems: list[Problem] = []
        self.names = {
            field: heading.name for field, heading in zip(fields, table.headings, strict=True)
        }
        self.cells: dict[Field, Cell] = {
            field: cells[index] if index < len(cells) else ""
            for index, field in enumerate(fields)
            if field is not Field.LEFT_OUT
        }

    def results(self) -> list[Row | Problem]:
        known = self._read()
        if self.problems:
            return list(self.problems)
        return [Row(place=self.place, **known)]  # type: ignore[arg-type]

    def _read(self) -> dict[str, object]:
        family, given, patronymic = self._name()
        grade, letter = self._class()
        return {
            "family_name": family,
            "given_name": given,
            "patronymic": patronymic,
            "grade": grade,
            "letter": letter,
            "language": self._take(Field.LANGUAGE, values.language),
            "born_on": self._born_on(),
            "external_id": self._take(Field.EXTERNAL_ID, values.external_id),
            "own_id": self._take(Field.OWN_ID, values.own_number),
        }

    def _name(self) -> tuple[object, object, object]:
        if Field.FULL_NAME in self.cells and Field.FAMILY_NAME not in self.cells:
            return self._take(Field.FULL_NAME, values.full_name) or ("", "", None)  # type: ignore[return-value]
        return (
            self._take(Field.FAMILY_NAME, values.name),
            self._take(Field.GIVEN_NAME, values.name),
            self._take(Field.PATRONYMIC, lambda text: values.name(text) if text.strip() else None),
        )

    def _class(self) -> tuple[object, object]:
        if Field.CLASS_NAME in self.cells:
            return self._take(Field.CLASS_NAME, values.class_name) or (0, "")  # type: ignore[return-value]
        if Field.GRADE in self.cells:
            return self._take(Field.GRADE, values.grade), self._take(Field.LETTER, values.letter)
        return values.class_name(self.sheet)

    def _born_on(self) -> object:
        cell = self.cells.get(Field.BORN_ON, "")
        if isinstance(cell, Bad):
            return self._take(Field.BORN_ON, str)
        try:
            return values.birth_date(cell, self.today)
        except Unreadable as refusal:
            self._trouble(Field.BORN_ON, refusal.trouble)
            return None

    def _take(self, field: Field, read: "Reader") -> object:
        cell = self.cells.get(field, "")
        if isinstance(cell, Bad):
            self._trouble(field, cell.trouble)
            return None
        try:
            return read(_unguarded(shown(cell)))
        except Unreadable as refusal:
            self._trouble(field, refusal.trouble)
            return None

    def _trouble(self, field: Field, trouble: Trouble) -> None:
        self.problems.append(
            Problem(
                place=self.place,
                trouble=trouble,
                column=self.names[field],
                value=shown(self.cells[field])[:60],
            )
        )


class Reader(Protocol):
    def __call__(self, text: str, /) -> object: ...


GUARDED = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """A cell that a spreadsheet could take for a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(GUARDED) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(GUARDED) else text
