"""Law in texts: articles only for those who can use them, and never one without its record."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.content.check_language import FOR_ADULTS
from app.content.files import Problem
from app.content.schema.base import Band
from app.content.schema.law import LawRecord
from app.content.schema.lesson import Bank, Lesson
from app.content.texts import passages
from app.core.i18n import LOCALES

Kinds = Mapping[str, Mapping[str, Any]]

# "127-2-бап", "статья 232-1", "articles 65–69": a provision is named by its number.
_NUMBER = r"(\d+(?:-\d+)?)"
_ARTICLE = re.compile(
    rf"{_NUMBER}-?\s?бап|\bстать\w*\s+{_NUMBER}|\bст\.\s*{_NUMBER}|\barticles?\s+{_NUMBER}",
    re.IGNORECASE,
)
WITHOUT_ARTICLES: frozenset[Band] = frozenset({"1-4", "5-6"})
# The site shows help numbers; they are its settings and never stand in a text.
_HELP_NUMBER = re.compile(
    r"(?<!\d, )\b(101|102|103|111|112|150)\b(?!,? \d|[,.]\d|\s*(МРП|АЕК|MCI))"
)


def law_faults(kinds: Kinds) -> Iterator[Problem]:
    banks = {bank.lesson: (file, bank) for file, bank in kinds["banks"].items()}
    for file, lesson in kinds["lessons"].items():
        folder = file.removesuffix("lesson.yaml")
        parts = {name: kinds[f"{name}s"].get(f"{folder}{name}.yaml") for name in _COMPANIONS}
        files = {f"{folder}{name}.yaml": part for name, part in parts.items() if part}
        bank_file, bank = banks.get(lesson.id, ("", None))
        files |= {file: lesson} | ({bank_file: bank} if bank else {})
        known = _articles(_cited(lesson, bank, parts), kinds["law"])
        for name, document in files.items():
            yield from _faults(name, document, lesson.band, known)


_COMPANIONS = ("scene", "dilemma")


def _cited(lesson: Lesson, bank: Bank | None, parts: Mapping[str, Any]) -> set[str]:
    """Every record that some file of the lesson names."""
    items = [*lesson.items(), *(bank.items if bank else ())]
    cards = [step for step in lesson.steps if step.kind == "card"]
    holders = [lesson, *cards, *items, *filter(None, parts.values())]
    return {name for holder in holders for name in holder.law}


def _articles(cited: set[str], law: Mapping[str, LawRecord]) -> set[str]:
    """Numbers of the articles that these records read, each of a range."""
    texts = [record.article for record in law.values() if record.id in cited]
    return {number for text in texts for number in _numbers(text)}


def _numbers(article: str) -> Iterator[str]:
    for part in article.replace(" ", "").split(","):
        first, _, last = part.partition("–")
        yield first
        if last.isdigit() and first.isdigit():
            yield from (str(number) for number in range(int(first), int(last) + 1))


def _faults(file: str, document: Any, band: Band, known: set[str]) -> Iterator[Problem]:
    for passage in passages(document):
        is_for_pupils = not passage.fields & FOR_ADULTS
        for locale in LOCALES:
            text = passage.text.in_locale(locale)
            place = " › ".join((*passage.path, locale))
            for match in _ARTICLE.finditer(text):
                number = next(filter(None, match.groups()))
                if is_for_pupils and band in WITHOUT_ARTICLES:
                    sentence = f"“{match.group()}”: article numbers come from grade 7 on"
                    yield Problem(file, place, sentence)
                elif number not in known:
                    sentence = f"“{match.group()}” is named, but no `law` of the lesson reads it"
                    yield Problem(file, place, sentence)
            if phone := _HELP_NUMBER.search(text):
                sentence = f"{phone.group()}: the site shows help numbers, a text never does"
                yield Problem(file, place, sentence)
