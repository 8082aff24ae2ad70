"""T1, T2 and T3: strict phrases in text that a child addressed to an adult. Pure.

domain/safeguarding.md §8. A match is a coincidence of words, not a judgement: somebody reads the
whole text. Only the first person counts; what is quoted, told of others, denied, or stands in the
task itself does not. Words of identity (whom one loves, what one believes, where one's family
comes from) stand in no list and never may.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

WORDS_VERSION = 1
LISTS = Path(__file__).parent / "lexicon"
# Words that may stand between two words of a phrase where the list writes "..".
GAP = 2
SERIOUS, CRITICAL = 3, 4

Rule = Literal["T1", "T2", "T3"]

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"")
_SENTENCE = re.compile(r"[.!?…;\n]+")
_WORD = re.compile(r"[\w'-]+")
_SAME_LETTERS = str.maketrans({"ё": "е", "Ё": "Е", "’": "'", "ʻ": "'"})

# Kazakh nouns take their endings one after the other: number, whose, case.
_KAZAKH_ENDINGS = (
    r"(?:лар|лер|дар|дер|тар|тер)?"
    r"(?:м|ым|ім|ң|ың|ің|сы|сі|ы|і|мыз|міз|ымыз|іміз)?"
    r"(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|а|е|ны|ні|ды|ді|ты|ті|н"
    r"|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен)?"
)


class Phrase(BaseModel):
    """`words`: tokens one after the other; a|b are alternatives, a* any ending, a~ Kazakh endings,
    ".." up to two words between. `not_after` and `not_before` are words that make it mean
    something else."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: str
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


class Lexicon(BaseModel):
    """The list of one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    # Whoever said it: before or right after such a word it is told of somebody else.
    reporting: tuple[str, ...]
    # A first word of a phrase right after one of these is denied.
    negations: tuple[str, ...]
    # "Today", "tablets", "knife": with one of these it is critical.
    now_or_means: tuple[str, ...]
    T1: tuple[Phrase, ...]
    T2: tuple[Phrase, ...]
    T3: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class WordFinding:
    """`phrase` are the child's words that matched, inside `sentence`."""

    rule: Rule
    severity: int
    language: str
    phrase: str
    sentence: str
    version: int = WORDS_VERSION


def find(text: str, *, given: str = "") -> WordFinding | None:
    """The gravest finding in a text, or None. `given` is the task that the child was answering."""
    found = [
        finding
        for sentence in _sentences(text)
        for lexicon in lexicons()
        for finding in _findings(sentence, lexicon)
        if not _stands_in(finding.phrase, given)
    ]
    return max(found, key=lambda one: (one.severity, one.rule == "T1"), default=None)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(_QUOTED.sub(" ", text)):
        if sentence.strip():
            yield sentence.strip()


def words_of(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text.translate(_SAME_LETTERS))]


def _stands_in(phrase: str, given: str) -> bool:
    return bool(given) and " ".join(words_of(phrase)) in " ".join(words_of(given))


def _findings(sentence: str, lexicon: Lexicon) -> Iterator[WordFinding]:
    tokens = words_of(sentence)
    for rule, patterns in _compiled(lexicon):
        for pattern in patterns:
            span = pattern.find(tokens, lexicon)
            if span:
                phrase = " ".join(tokens[slice(*span)])
                severity = _severity(tokens, lexicon)
                yield WordFinding(rule, severity, lexicon.language, phrase, sentence)


def _severity(tokens: Sequence[str], lexicon: Lexicon) -> int:
    return CRITICAL if _any(tokens, lexicon.now_or_means) else SERIOUS


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A phrase as regular expressions of whole words; None is a gap."""

    parts: tuple[re.Pattern[str] | None, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]

    def find(self, tokens: Sequence[str], lexicon: Lexicon) -> tuple[int, int] | None:
        for start in range(len(tokens)):
            end = _match(self.parts, tokens, start)
            if end is not None and self._is_meant(tokens, start, end, lexicon):
                return start, end
        return None

    def _is_meant(self, tokens: Sequence[str], start: int, end: int, lexicon: Lexicon) -> bool:
        before, after = tokens[:start], tokens[end : end + GAP]
        return not (
            _any(before[-1:], lexicon.negations)
            or _any((*before, *after), lexicon.reporting)
            or _any(before[-GAP:], self.not_after)
            or _any(after, self.not_before)
        )


def _match(
    parts: Sequence[re.Pattern[str] | None], tokens: Sequence[str], start: int
) -> int | None:
    """Where the phrase ends if it begins at this word."""
    if not parts:
        return start
    first, rest = parts[0], parts[1:]
    if first is None:
        ends = (_match(rest, tokens, start + skipped) for skipped in range(GAP + 1))
        return next((end for end in ends if end is not None), None)
    if start < len(tokens) and first.fullmatch(tokens[start]):
        return _match(rest, tokens, start + 1)
    return None


def _any(tokens: Iterable[str], words: Iterable[str]) -> bool:
    patterns = [_word(word) for word in words]
    return any(pattern.fullmatch(token) for token in tokens for pattern in patterns)


@cache
def _word(pattern: str) -> re.Pattern[str]:
    return re.compile("|".join(_alternative(one) for one in pattern.split("|")))


def _alternative(word: str) -> str:
    if word.endswith("*"):
        return re.escape(word[:-1]) + r"\w*"
    if word.endswith("~"):
        return re.escape(word[:-1]) + _KAZAKH_ENDINGS
    return re.escape(word)


@cache
def _compiled(lexicon: Lexicon) -> tuple[tuple[Rule, tuple[_Pattern, ...]], ...]:
    lists: tuple[tuple[Rule, tuple[Phrase, ...]], ...] = (
        ("T1", lexicon.T1),
        ("T2", lexicon.T2),
        ("T3", lexicon.T3),
    )
    return tuple((rule, tuple(_pattern(one) for one in phrases)) for rule, phrases in lists)


def _pattern(phrase: Phrase) -> _Pattern:
    parts = tuple(None if one == ".." else _word(one) for one in phrase.words.split())
    return _Pattern(parts, phrase.not_after, phrase.not_before)


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """All lists: a child may write in any language, or in several."""
    return tuple(
        Lexicon.model_validate(yaml.safe_load(path.read_text("utf-8")))
        for path in sorted(LISTS.glob("*.yaml"))
    )
