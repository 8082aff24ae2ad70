"""What every source gives: rows of pupils, and troubles with their row and column. Pure."""

import datetime as dt
from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict


class Trouble(StrEnum):
    """What is wrong with a row. Each has its sentence in three languages on the page."""

    NAME_MISSING = "name-missing"
    NAME_UNREADABLE = "name-unreadable"
    NAME_TOO_LONG = "name-too-long"
    CLASS_MISSING = "class-missing"
    CLASS_UNREADABLE = "class-unreadable"
    GRADE_OUT_OF_RANGE = "grade-out-of-range"
    DATE_UNREADABLE = "date-unreadable"
    DATE_OF_NO_PUPIL = "date-of-no-pupil"
    LANGUAGE_UNKNOWN = "language-unknown"
    ID_UNREADABLE = "id-unreadable"
    ID_IS_IIN = "id-is-iin"
    NUMBER_TOO_LONG = "number-too-long"
    FORMULA = "formula"
    MERGED = "merged"
    REPEATED = "repeated"
    SAME_ID = "same-id"
    IN_TWO_CLASSES = "in-two-classes"
    TWO_CLASSES_OF_ONE_NAME = "two-classes-of-one-name"
    TWO_LANGUAGES = "two-languages"
    WHICH_ONE = "which-one"
    UNKNOWN_NUMBER = "unknown-number"
    HAS_LEFT = "has-left"
    # Remarks: nothing stands in the way.
    NAMESAKES = "namesakes"
    NAMESAKE_ELSEWHERE = "namesake-elsewhere"
    SHEET_LEFT_OUT = "sheet-left-out"


REMARKS = frozenset({Trouble.NAMESAKES, Trouble.NAMESAKE_ELSEWHERE, Trouble.SHEET_LEFT_OUT})


class Place(NamedTuple):
    """A row as its file counts it: from one, headings included."""

    row: int
    sheet: str = ""


class Problem(BaseModel):
    model_config = ConfigDict(frozen=True)

    place: Place
    trouble: Trouble
    # The heading, or the letters of a column without one.
    column: str = ""
    value: str = ""
    # The other row of a pair.
    other: int | None = None

    @property
    def is_remark(self) -> bool:
        return self.trouble in REMARKS


class Row(BaseModel):
    """One pupil of the file, in the form in which the school keeps pupils."""

    model_config = ConfigDict(frozen=True)

    place: Place
    family_name: str
    given_name: str
    patronymic: str | None = None
    grade: int
    letter: str
    language: Literal["kk", "ru"] | None = None
    born_on: dt.date | None = None
    # The other system's name for this child, always a text.
    external_id: str | None = None
    # Our own number, from an export of ours.
    own_id: int | None = None

    @property
    def class_name(self) -> tuple[int, str]:
        return self.grade, self.letter

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.family_name, self.given_name, self.patronymic)))


class Fault(StrEnum):
    """Why a file cannot be read at all."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_A_TABLE = "not-a-table"
    OLD_WORKBOOK = "old-workbook"
    LOCKED = "locked"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    ENCODING = "encoding"
    TOO_MANY_ROWS = "too-many-rows"
    COLUMNS_MISSING = "columns-missing"
    FILE_MISSING = "file-missing"
    VERSION_UNKNOWN = "version-unknown"
    SERVICE_DOWN = "service-down"
    SERVICE_REFUSES = "service-refuses"
    SERVICE_SLOW_DOWN = "service-slow-down"
    WHICH_SCHOOL = "which-school"


class BrokenFile(ValueError):
    """Nothing can be done with this file; `about` names the sheet, the file or the limit."""

    def __init__(self, fault: Fault, about: str = "") -> None:
        super().__init__(f"{fault}: {about}" if about else str(fault))
        self.fault = fault
        self.about = about


class Unreadable(ValueError):
    """One value that cannot be what its column says."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble


class Bad(NamedTuple):
    """A cell that holds no value of its own: a formula, a part of a merged cell."""

    trouble: Trouble
    text: str = ""


Cell = str | dt.date | Bad


def shown(cell: Cell) -> str:
    if isinstance(cell, Bad):
        return cell.text
    return cell if isinstance(cell, str) else cell.isoformat()
