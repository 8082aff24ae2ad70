"""A table that adults read: one object for the page, the workbook and the CSV file.

What a column holds is said once, so that a number stays a number in each of them. Nothing here
asks the database: a report fills the rows, the edge names the columns.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "count", "share", "day"]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Instead of a figure that would tell of few people."""

    fewer_than: int = 10


HIDDEN = Hidden()
# None is "there is nothing to say", which is no zero.
Value = str | int | float | dt.date | Hidden | None


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """Values in the order of the columns; `href` is where the first one leads."""

    values: tuple[Value, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is the file's: Latin letters and hyphens. Shares are 0 to 1."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        assert all(len(row.values) == len(self.columns) for row in self.rows), self.name


def shown(count: int | None) -> Value:
    """A count of which None means that it is hidden."""
    return HIDDEN if count is None else count
