"""What only several files together can get wrong about what is asked before and after lessons.

Pure: takes typed documents by kind and file name, gives back problems.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from app.content.files import Problem
from app.content.schema.base import THEMES
from app.content.schema.instrument import Instrument

Kinds = Mapping[str, Mapping[str, Any]]

FOLDER = "quizzes/instruments"


def instrument_errors(kinds: Kinds) -> Iterator[Problem]:
    """Answers are found again by these names."""
    seen: dict[str, str] = {}
    for file, one in kinds["instruments"].items():
        if file != f"{FOLDER}/{one.theme}.yaml":
            yield Problem(file, "instrument", f"the file must be {FOLDER}/<theme>.yaml")
        for _scale, asked in one.in_order():
            if asked.id in seen:
                yield Problem(
                    file, asked.id, f"the item id is used twice, also in {seen[asked.id]}"
                )
            seen[asked.id] = file


def instrument_faults(kinds: Kinds) -> Iterator[Problem]:
    """A theme that is taught and cannot be measured; words that stand in both twins."""
    taught = {lesson.theme for lesson in kinds["lessons"].values()}
    known = {one.theme for one in kinds["instruments"].values()}
    for theme in THEMES:
        if theme in taught - known:
            yield Problem(f"{FOLDER}/{theme}.yaml", "", "the file is missing")
    for file, one in kinds["instruments"].items():
        yield from _same_twins(file, one)


def _same_twins(file: str, instrument: Instrument) -> Iterator[Problem]:
    for one in instrument.knowledge:
        for locale, text in one.a.text.model_dump().items():
            if text.casefold() == one.b.text.in_locale(locale).casefold():
                yield Problem(file, f"{one.id} › {locale}", "both forms say the same; write a twin")
