"""The texts with known truth, their two halves, and how varied they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

import yaml

from app.risk import words

CORPORA = Path(__file__).parent / "corpora"
LESSONS = Path(__file__).parents[2] / "content" / "lessons"
LANGUAGES = ("kk", "ru", "en")
# Kinds of texts that are close to what the lists look for; the rest is what children write daily.
HARD = ("idiom", "game", "song and book", "song book", "lesson", "others", "denial", "place")
# A text that shares more of its words with another one is a variant of it.
ALIKE = 0.8

Half = Literal["tuning", "measured"]


@dataclass(frozen=True, slots=True)
class Text:
    """`rule` is what should be found, "none" if nothing; `kind` the heading it stands under."""

    language: str
    rule: str
    kind: str
    text: str

    @property
    def is_hard(self) -> bool:
        return self.kind in HARD

    @property
    def half(self) -> Half:
        return "tuning" if sha256(self.text.encode()).digest()[0] % 2 else "measured"


def texts(language: str) -> list[Text]:
    """Each line once: what is written twice would count twice."""
    lines = (CORPORA / f"{language}.txt").read_text("utf-8").splitlines()
    return list(dict.fromkeys(_read(language, lines)))


def _read(language: str, lines: Iterable[str]) -> Iterator[Text]:
    rule = kind = ""
    for line in filter(None, lines):
        if line.startswith("## "):
            rule = kind = line[3:]
        elif line.startswith("# "):
            kind = line[2:]
        else:
            yield Text(language, rule, kind, line)


def lesson_texts() -> list[str]:
    """Every text of every lesson in all languages: what children copy from, and ordinary."""
    files = sorted(LESSONS.rglob("*.yaml"))
    return [text for path in files for text in _localized(yaml.safe_load(path.read_text("utf-8")))]


def _localized(node: object) -> Iterator[str]:
    match node:
        case dict():
            for key, value in node.items():
                if key in LANGUAGES and isinstance(value, str):
                    yield value
                else:
                    yield from _localized(value)
        case list():
            for one in node:
                yield from _localized(one)


def share_of_variants(lines: Sequence[str]) -> float:
    """The share of lines that have more than `ALIKE` of their words in common with another."""
    bags = [frozenset(words.words_of(line)) for line in lines]
    places = defaultdict(set)
    for place, bag in enumerate(bags):
        for word in bag:
            places[word].add(place)
    return sum(_has_variant(place, bags, places) for place in range(len(bags))) / len(bags)


def _has_variant(place: int, bags: Sequence[frozenset[str]], places: dict[str, set[int]]) -> bool:
    bag = bags[place]
    others = set().union(*(places[word] for word in bag)) - {place}
    return any(len(bag & bags[other]) > ALIKE * max(len(bag), len(bags[other])) for other in others)
