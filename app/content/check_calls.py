"""Scripts of "play the call": each belongs to a skill risk, and is short enough to read aloud.

Pure: takes typed documents by kind and file name, gives back problems.
"""

from collections.abc import Collection, Iterator
from typing import Any

from app.content.check_language import sentences, words
from app.content.files import Problem
from app.content.schema.base import Band
from app.content.schema.language import LanguageLimits
from app.content.texts import passages
from app.core.i18n import LOCALES

# Every family plays the same script, whatever the child's grade.
BAND: Band = "7-9"


def call_errors(kinds: dict[str, dict[str, Any]], risks: Collection[str]) -> Iterator[Problem]:
    for file, scripts in kinds["calls"].items():
        for call in scripts.calls:
            if call.risk not in risks:
                yield Problem(file, call.risk, "is not a skill risk of the curriculum")


def call_faults(kinds: dict[str, dict[str, Any]]) -> Iterator[Problem]:
    for limits in kinds["limits"].values():
        for file, scripts in kinds["calls"].items():
            yield from _long(file, scripts, limits)


def _long(file: str, scripts: Any, limits: LanguageLimits) -> Iterator[Problem]:
    for passage in passages(scripts):
        for locale in LOCALES:
            most = limits.words_a_sentence[BAND].in_locale(locale)
            for sentence in sentences(passage.text.in_locale(locale)):
                if (length := words(sentence)) > most:
                    complaint = f"{length} words to read aloud, {most} at most: {sentence}"
                    yield Problem(file, " › ".join((*passage.path, locale)), complaint)
