"""The words of a table of questions in three languages: heads, kinds, true and false."""

import re

from app.core.i18n import LOCALES, Locale

OPTION, REASON = "option", "reason"
HEADS: dict[str, dict[Locale, str]] = {
    "type": {"kk": "түрі", "ru": "тип", "en": "type"},
    "category": {"kk": "тақырып", "ru": "тема", "en": "topic"},
    "name": {"kk": "атауы", "ru": "название", "en": "name"},
    "question": {"kk": "сұрақ", "ru": "вопрос", "en": "question"},
    OPTION: {"kk": "жауап", "ru": "ответ", "en": "answer"},
    "right": {"kk": "дұрысы", "ru": "верно", "en": "right"},
    "tolerance": {"kk": "ауытқу", "ru": "допуск", "en": "tolerance"},
    "near": {"kk": "жуық", "ru": "близко", "en": "near"},
    REASON: {"kk": "түсіндірме", "ru": "пояснение", "en": "reason"},
}
# Columns that come once for each answer.
NUMBERED = (OPTION, REASON)
NEEDED = ("type", "question", "right")

KINDS: dict[str, dict[Locale, str]] = {
    "choice": {"kk": "таңдау", "ru": "выбор", "en": "choice"},
    "multiple-response": {"kk": "бірнеше", "ru": "несколько", "en": "multiple"},
    "true-false": {"kk": "рас-өтірік", "ru": "верно-неверно", "en": "true-false"},
    "inline-choice": {"kk": "бос орын", "ru": "пропуск", "en": "gap"},
    "match": {"kk": "сәйкестік", "ru": "соответствие", "en": "match"},
    "order": {"kk": "рет", "ru": "порядок", "en": "order"},
    "number": {"kk": "сан", "ru": "число", "en": "number"},
}
TRUTH: dict[bool, dict[Locale, str]] = {
    True: {"kk": "рас", "ru": "верно", "en": "true"},
    False: {"kk": "өтірік", "ru": "неверно", "en": "false"},
}


def head(column: str, language: Locale, number: int | None = None) -> str:
    words = HEADS[column][language]
    return f"{words} {number}" if number else words


def column_of(written: str) -> tuple[str, int] | None:
    """The column that a head names, and its number, 0 where it has none."""
    found = re.fullmatch(r"(.*?)\s*(\d{0,2})", " ".join(written.split()).casefold())
    column = _known(HEADS, found[1]) if found else None
    if found is None or column is None:
        return None
    return column, int(found[2] or 0) if column in NUMBERED else 0


def kind_of(written: str) -> str | None:
    return _known(KINDS, " ".join(written.split()).casefold())


def truth_of(written: str) -> bool | None:
    words = written.strip().casefold()
    return next((truth for truth, names in TRUTH.items() if words in names.values()), None)


def _known(names: dict[str, dict[Locale, str]], words: str) -> str | None:
    return next(
        (key for key, texts in names.items() if words in {texts[one] for one in LOCALES}), None
    )
