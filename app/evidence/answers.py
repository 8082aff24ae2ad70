"""What a pupil sent becomes counts and scores without a name. Pure.

A score is a share of what can be reached, from 0 to 100: right statements of those answered, the
place on the scale of agreement, or "so many of ten". What was left out counts nowhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.content.schema.instrument import Form, Instrument, Knowledge, Scale, Statement

Fields = Mapping[str, Sequence[str]]

TRUE, FALSE, DONT_KNOW = "true", "false", "dont-know"
SURE = "sure"
# What an answer to a statement of knowledge is counted as.
SURE_WRONG, WRONG, UNKNOWN, RIGHT, SURE_RIGHT = range(5)
OF_TEN = 10
# Grades 1 to 4 choose among three faces with words.
YOUNG = 4


class BadAnswer(ValueError):
    """A value that the page did not offer."""


class Cell(NamedTuple):
    """One count: the form is empty where both forms ask the same."""

    form: str
    item_id: str
    value: int


@dataclass(frozen=True, slots=True)
class Answered:
    cells: tuple[Cell, ...]
    # By scale, of the scales of which at least one item was answered.
    scores: Mapping[tuple[str, Scale], int]


def points(grade: int) -> int:
    """Steps of the scale of agreement."""
    return 3 if grade <= YOUNG else 4


def score(asked: Knowledge | Statement, value: int, steps: int) -> float:
    """0 to 100."""
    if isinstance(asked, Knowledge):
        return 100.0 * (value >= RIGHT)
    if asked.of_ten:
        return 100.0 * value / OF_TEN
    return 100.0 * (value - 1) / (steps - 1)


def read(instrument: Instrument, grade: int, form: Form, fields: Fields) -> Answered:
    """Raises BadAnswer. Everything may be left out."""
    steps, cells = points(grade), []
    reached: dict[tuple[str, Scale], list[float]] = {}
    for scale, asked in instrument.in_order(grade):
        value = _value(asked, form, steps, fields)
        if value is None:
            continue
        held = form if isinstance(asked, Knowledge) else ""
        cells.append(Cell(held, asked.id, value))
        reached.setdefault((held, scale), []).append(score(asked, value, steps))
    scores = {key: round(sum(each) / len(each)) for key, each in reached.items()}
    return Answered(tuple(cells), scores)


def _value(asked: Knowledge | Statement, form: Form, steps: int, fields: Fields) -> int | None:
    if isinstance(asked, Knowledge):
        return _knowledge(asked, form, fields)
    lowest, highest = (0, OF_TEN) if asked.of_ten else (1, steps)
    chosen = _one(fields, asked.id)
    if chosen is None:
        return None
    if chosen not in {str(one) for one in range(lowest, highest + 1)}:
        raise BadAnswer(asked.id)
    return int(chosen)


def _knowledge(asked: Knowledge, form: Form, fields: Fields) -> int | None:
    chosen, certainty = _one(fields, asked.id), _one(fields, f"{asked.id}-sure")
    if certainty not in (None, SURE, "unsure"):
        raise BadAnswer(asked.id)
    if chosen is None:
        return None
    if chosen == DONT_KNOW:
        return UNKNOWN
    if chosen not in (TRUE, FALSE):
        raise BadAnswer(asked.id)
    is_sure = certainty == SURE
    if (chosen == TRUE) == asked.wording(form).is_true:
        return SURE_RIGHT if is_sure else RIGHT
    return SURE_WRONG if is_sure else WRONG


def _one(fields: Fields, name: str) -> str | None:
    values = fields.get(name, ())
    return values[0] if values and values[0] else None
