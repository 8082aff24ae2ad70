"""Which words and marks a text may hold: words to avoid, quotation marks, who is spoken to how.

Pure: takes typed documents by kind and file name, gives back problems.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.content.check_language import FOR_ADULTS
from app.content.files import Problem
from app.content.schema.language import Avoided, WordsToAvoid
from app.content.texts import Passage, passages
from app.core.i18n import LOCALES, Locale

Kinds = Mapping[str, Mapping[str, Any]]

# Everything that is written for people; the table of МРП and the ledger hold no words.
WRITTEN = (
    "lessons",
    "scenes",
    "dilemmas",
    "banks",
    "instruments",
    "curriculum",
    "plans",
    "consent",
    "disclosure",
    "calls",
    "law",
    "acts",
)
# What the author says to a pupil. Stories, answers to choose from and lines of a chat are other
# people's words.
OWN_VOICE = frozenset(
    {"prompt", "reason", "why", "body", "learn", "role", "reveal", "goal", "question", "intro"}
    | {"content_note", "answer", "happens"}
)
# What the author says to a teacher or a parent; `dinner` is what they say to the child.
TO_ADULTS = frozenset({"teacher_note", "dont", "teacher_tip", "parent_tip", "do"})

_QUOTED = re.compile(r"[«“][^«»“”]*[»”]")

# Marks of another language or of a typewriter; the last is a mark within its own kind.
_WRONG_QUOTES: dict[Locale, re.Pattern[str]] = {
    "kk": re.compile(r"[\"'„‘’]|«[^»]*«"),
    "ru": re.compile(r"[\"'‘’]|«[^»]*«"),
    "en": re.compile(r"[\"«»„]|(?<!\w)'\w|“[^”]*“"),
}
_PAIRS: dict[Locale, tuple[tuple[str, str], ...]] = {
    "kk": (("«", "»"), ("“", "”")),
    "ru": (("«", "»"), ("„", "“")),
    "en": (("“", "”"),),
}
_RIGHT_QUOTES: dict[Locale, str] = {
    "kk": "«…», inside them “…”",
    "ru": "«…», inside them „…“",
    "en": "“…”, inside them ‘…’",
}

# How adults are addressed, and children.
_TO_SEVERAL = re.compile(r"\b(вместе|вдвоём|втроём|оба|обоих|обоим|двое|трое)\b", re.IGNORECASE)
_AS_AN_ADULT: dict[str, re.Pattern[str]] = {
    "kk": re.compile(
        r"\bсіз(дің|ге|ді|де|ден|бен|дер\w*)?\b|\b(?!маңыз|теңіз)\w+[ыіаеөүй]?(ңыз|ңіз)(дар|дер)?\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(r"\b(вы|вас|вам|вами|ваш\w*)\b|\b(?!сайте)\w+[йь]те(сь)?\b", re.IGNORECASE),
}
_AS_A_CHILD: dict[str, re.Pattern[str]] = {
    "kk": re.compile(
        r"\b(сен|сені|саған|сенің|сенде|сенен|сенімен|өзің|өзіңнің)\b|\b\w+[аейыіюя](сың|сің)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(ты|тебя|тебе|тобой|тво[йяеи]|твоего|твоей|твоих|твоим)\b|\b(?!лишь)\w+[еёи]шь(ся)?\b",
        re.IGNORECASE,
    ),
}
_FORMS = {
    "kk": ("«сен»", "«сіз»"),
    "ru": ("«ты»", "«вы»"),
}

# "ученик(ца)", "сделал(а)", "ты сделал": a pupil has no gender on our pages.
_GENDER = re.compile(r"\w+\((а|ла|ца|на|ся)\)|\w+/(а|ла|ца)\b")
_GENDER_OF_YOU = re.compile(
    r"\bты (не )?(\w+(л|ла|лся|лась)|готова?|уверена?|рада?|согласн?а?|сама?|один|одна)\b",
    re.IGNORECASE,
)
_LETTERS = "а-яёәғқңөұүһі"
_MIXED = re.compile(rf"\w*[a-z][{_LETTERS}]\w*|\w*[{_LETTERS}][a-z]\w*", re.IGNORECASE)
# After a number and after "all, some, many" a Kazakh noun stays in the singular.
_DOUBLED_PLURAL = re.compile(
    r"\b(\d+|барлық|бірнеше|көп|әрбір|қанша) (?!адамдар арасында)\w{2,}(лар|лер|дар|дер|тар|тер)\b",
    re.IGNORECASE,
)


def word_faults(kinds: Kinds, lists: Mapping[str, WordsToAvoid]) -> Iterator[Problem]:
    """What a native editor would strike out, in every text of every file."""
    rules = [_Rule(one) for words in lists.values() for one in words.words]
    for kind in WRITTEN:
        for file, document in kinds[kind].items():
            for passage in passages(document):
                for locale in LOCALES:
                    words = _Words(file, kind, passage, locale)
                    yield from _avoided(words, rules)
                    yield from _quotes(words)
                    yield from _address(words)
                    yield from _grammar(words)


@dataclass(frozen=True)
class _Words:
    """One text in one language, where it stands."""

    file: str
    kind: str
    passage: Passage
    locale: Locale

    @cached_property
    def text(self) -> str:
        return self.passage.text.in_locale(self.locale)

    @cached_property
    def own(self) -> str:
        """Without what stands in quotation marks: those are somebody else's words."""
        return _QUOTED.sub(" ", _QUOTED.sub(" ", self.text))

    @property
    def is_to_adults(self) -> bool:
        return bool(self.passage.fields & TO_ADULTS)

    @property
    def is_own_voice(self) -> bool:
        return self.passage.path[-1] in OWN_VOICE and not self.passage.fields & FOR_ADULTS

    def problem(self, sentence: str) -> Problem:
        return Problem(self.file, " › ".join((*self.passage.path, self.locale)), sentence)


class _Rule:
    def __init__(self, avoided: Avoided) -> None:
        self.avoided = avoided
        self.patterns = {locale: _pattern(words) for locale, words in avoided.avoid.items()}

    def found(self, words: _Words) -> str | None:
        pattern = self.patterns.get(words.locale)
        if pattern is None:
            return None
        if self.avoided.where == "everywhere":
            match = pattern.search(words.text)
        elif words.is_own_voice or words.is_to_adults:
            match = pattern.search(words.own)
        else:
            return None
        return match.group() if match else None


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    escaped = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    either = "|".join(one if one.endswith("!") else rf"{one}\b" for one in escaped)
    return re.compile(rf"\b({either})", re.IGNORECASE)


def _avoided(words: _Words, rules: list[_Rule]) -> Iterator[Problem]:
    for rule in rules:
        found = rule.found(words)
        if found:
            instead = rule.avoided.instead[words.locale]
            sentence = f"we do not write “{found}” (content/language/words.yaml); say: {instead}"
            yield words.problem(sentence)


def _quotes(words: _Words) -> Iterator[Problem]:
    right = f"this language quotes with {_RIGHT_QUOTES[words.locale]}"
    wrong = _WRONG_QUOTES[words.locale].search(words.text)
    if wrong:
        yield words.problem(f"the quotation mark in {wrong.group()} does not fit: {right}")
        return
    for opening, closing in _PAIRS[words.locale]:
        if words.text.count(opening) != words.text.count(closing):
            yield words.problem(f"{opening} and {closing} do not come in pairs: {right}")


def _address(words: _Words) -> Iterator[Problem]:
    if words.locale not in _FORMS:
        return
    child, adult = _FORMS[words.locale]
    if words.is_to_adults:
        match = _AS_A_CHILD[words.locale].search(words.own)
        if match:
            yield words.problem(f"“{match.group()}”: an adult reads this, write {adult}")
    elif words.is_own_voice and not _TO_SEVERAL.search(words.own):
        match = _AS_AN_ADULT[words.locale].search(words.own)
        if match:
            yield words.problem(f"“{match.group()}”: a pupil reads this, write {child}")


def _grammar(words: _Words) -> Iterator[Problem]:
    if words.locale == "en":
        return
    mixed = _MIXED.search(words.text)
    if mixed:
        yield words.problem(f"Latin and Cyrillic letters in one word: {mixed.group()}")
    if words.locale == "ru":
        yield from _gender(words)
        return
    plural = _DOUBLED_PLURAL.search(words.text)
    if plural and words.kind != "law":
        yield words.problem(f"“{plural.group()}”: after this word the noun is in the singular")


def _gender(words: _Words) -> Iterator[Problem]:
    match = _GENDER.search(words.text)
    if match is None and words.is_own_voice and words.kind != "dilemmas":
        match = _GENDER_OF_YOU.search(words.own)
    if match:
        sentence = f"“{match.group()}” fits a boy or a girl only; see docs/content-format.md"
        yield words.problem(sentence)
