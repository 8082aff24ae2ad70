"""What a text does to its readers: sentences too long for their age, questions they know already.

Pure: takes typed documents by kind and file name, gives back problems.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import BaseModel

from app.content.files import Problem
from app.content.schema.base import Band
from app.content.schema.items import Item
from app.content.schema.language import LanguageLimits
from app.content.schema.lesson import AnyStep
from app.content.texts import passages
from app.core.i18n import LOCALES

Kinds = Mapping[str, Mapping[str, Any]]
Pairs = frozenset[tuple[str, str]]

# Adults read these; their sentences may be as long as the matter needs.
FOR_ADULTS = frozenset({"teacher_note", "dinner", "dont", "sources"})
# Two items of different lessons may not be more alike than this.
MOST_ALIKE = 0.8
OPENING_SHOWN = 60
# What an item asks to choose from or to sort, whatever its interaction calls it.
_LISTS = ("options", "steps", "entries", "acts", "fragments", "pairs", "targets")


class _Home(NamedTuple):
    lesson: str
    file: str
    item: Item


_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_STOP = re.compile(r"[.!?…]+[»”\"*)]*\s+")


def length_faults(kinds: Kinds, limits: LanguageLimits) -> Iterator[Problem]:
    """Sentences and texts of pupils that are over the limits of the lesson's band."""
    bands: dict[str, Band] = {lesson.id: lesson.band for lesson in kinds["lessons"].values()}
    for kind in ("lessons", "dilemmas", "banks", "scenes"):
        for file, document in kinds[kind].items():
            band = bands.get(document.id if kind == "lessons" else document.lesson)
            if band:
                yield from _long(file, document, band, limits)
                yield from _large(file, document, band, limits)


def sentences(text: str) -> list[str]:
    """The sentences of a text; each paragraph and list entry begins a new one.

    "«Why?» – she asks." stays one sentence: what follows a full stop begins with a capital.
    """
    found: list[str] = []
    for line in text.splitlines():
        start = 0
        for stop in _STOP.finditer(line):
            if _begins_a_sentence(line[stop.end() :]):
                found.append(line[start : stop.end()])
                start = stop.end()
        found.append(line[start:])
    return [sentence for sentence in map(_without_marks, found) if sentence]


def near_duplicates(kinds: Kinds) -> Iterator[Problem]:
    """Items whose text another lesson holds already, with other names at most."""
    homes = list(_homes(kinds))
    for locale in LOCALES:
        for one, two in _alike([_pairs(home.item, locale) for home in homes]):
            if homes[one].lesson != homes[two].lesson:
                yield _duplicate(homes[one], homes[two], locale)


def _long(file: str, document: BaseModel, band: Band, limits: LanguageLimits) -> Iterator[Problem]:
    for passage in passages(document):
        if passage.fields & FOR_ADULTS:
            continue
        for locale in LOCALES:
            most = limits.words_a_sentence[band].in_locale(locale)
            for sentence in sentences(passage.text.in_locale(locale)):
                if (length := words(sentence)) > most:
                    complaint = f"{length} words, grades {band} read up to {most}: {sentence}"
                    yield Problem(file, " › ".join((*passage.path, locale)), complaint)


def _large(file: str, document: BaseModel, band: Band, limits: LanguageLimits) -> Iterator[Problem]:
    """Texts that are too much at once; a description is folded away, and law is quoted whole."""
    quoting = {("steps", step.id) for step in getattr(document, "steps", ()) if _quotes_law(step)}
    most = limits.words_a_screen[band]
    for passage in passages(document):
        if passage.fields & {*FOR_ADULTS, "description"} or passage.path[:2] in quoting:
            continue
        for locale in LOCALES:
            if (length := words(passage.text.in_locale(locale))) > most:
                sentence = f"{length} words at once, grades {band} take in {most}; divide the text"
                yield Problem(file, " › ".join((*passage.path, locale)), sentence)


def _quotes_law(step: AnyStep) -> bool:
    return step.kind == "card" and bool(step.law)


def words(text: str) -> int:
    """How many words a reader counts."""
    return len(_WORD.findall(text))


def _begins_a_sentence(rest: str) -> bool:
    first = next((character for character in rest if character.isalnum()), "")
    return first.isupper() or first.isdigit()


def _without_marks(sentence: str) -> str:
    """Without the marks of lists, headings and bold print."""
    return sentence.replace("**", "").strip().lstrip("-#>").strip()


def _homes(kinds: Kinds) -> Iterator[_Home]:
    for file, lesson in kinds["lessons"].items():
        yield from (_Home(lesson.id, file, item) for item in lesson.items())
    for file, bank in kinds["banks"].items():
        yield from (_Home(bank.lesson, file, item) for item in bank.items)


def _pairs(item: Item, locale: str) -> Pairs:
    """Each word with the one after it: a few changed names leave most of the pairs."""
    return frozenset(pairwise(_WORD.findall(" ".join(_asked(item, locale)).casefold())))


def _asked(item: Item, locale: str) -> Iterator[str]:
    yield item.prompt.in_locale(locale)
    for name in _LISTS:
        for part in getattr(item, name, ()):
            yield part.text.in_locale(locale)


def _alike(texts: Sequence[Pairs]) -> Iterator[tuple[int, int]]:
    """Which texts share too many of their pairs (Dice). Texts without a common pair never meet."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, pairs in enumerate(texts):
        common = Counter(other for pair in pairs for other in holders[pair])
        for other, shared in common.items():
            if 2 * shared > MOST_ALIKE * (len(pairs) + len(texts[other])):
                yield other, number
        for pair in pairs:
            holders[pair].append(number)


def _duplicate(known: _Home, new: _Home, locale: str) -> Problem:
    opening = new.item.prompt.in_locale(locale)[:OPENING_SHOWN]
    sentence = f"too much like {known.item.id!r} in {known.file}; write it anew: {opening}"
    return Problem(new.file, f"{new.item.id} › {locale}", sentence)
