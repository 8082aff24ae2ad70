"""T1, T2 and T3: strict phrases in text that a child addressed to an adult. Pure.

domain/safeguarding.md §8. A match is a coincidence of words, not a judgement: somebody reads the
whole text. Only the first person counts; what is quoted, told of others, denied, or stands in the
task itself does not. Words of identity (whom one loves, what one believes, where one's family
comes from) stand in no list and never may.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict

from app.risk.letters import folded

WORDS_VERSION = 2
LISTS = Path(__file__).parent / "lexicon"
# Words that may stand between two words of a phrase where the list writes "..".
GAP = 2
SERIOUS, CRITICAL = 3, 4

Rule = Literal["T1", "T2", "T3"]
RULES: tuple[Rule, ...] = get_args(Rule)

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"")
_SENTENCE = re.compile(r"[.!?…;\n]+")
_WORD = re.compile(r"[\w'-]+")
_SAME_LETTERS = str.maketrans({"ё": "е", "Ё": "Е", "’": "'", "ʻ": "'"})
# Lists whose words are also looked for in other letters (app.risk.letters).
_FOLDED = ("kk", "ru")

# Kazakh nouns take their endings one after the other: number, whose, case.
_KAZAKH_ENDINGS = (
    r"(?:лар|лер|дар|дер|тар|тер)?"
    r"(?:м|ым|ім|ң|ың|ің|сы|сі|ы|і|мыз|міз|ымыз|іміз)?"
    r"(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|а|е|ны|ні|ды|ді|ты|ті|н"
    r"|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен)?"
)
# Of Kazakh verbs only what affirms: -ма, -ме, -ба, -бе, -па, -пе stand in neither.
_KAZAKH_OF_ME = (
    r"(?:[ае]м|[ае]мын|[ае]мін|йм|ймын|ймін|[ае]йін|[ае]йын|йін|йын|с[ае]м|с[ае]мші"
    r"|[ғқ]ым|[гк]ім|[дт]ым|[дт]ім|[ыі]?ппын|[ыі]?ппін)"
)
_KAZAKH_OF_OTHERS = (
    r"(?:[ае]ды|[ае]ді|йды|йді|ды|ді|ты|ті|ған|ген|қан|кен|[ае]тын|[ае]тін|йтын|йтін"
    r"|[ыі]?п|[ыі]?пты|[ыі]?пті|[ае]|й)"
)
_ENDINGS = {
    "*": r"\w*",
    "~": folded(_KAZAKH_ENDINGS),
    "^": folded(_KAZAKH_OF_ME),
    "_": folded(_KAZAKH_OF_OTHERS),
}


class Phrase(BaseModel):
    """`words`: tokens one after the other; a|b are alternatives, a* any ending, a~ Kazakh endings
    of nouns, a^ of verbs in the first person, a_ in the third, ".." up to two words between.
    `not_after`, `not_before` and, anywhere in the sentence, `not_with` are words that make it mean
    something else."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: str
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()


class Lexicon(BaseModel):
    """The list of one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    # Whoever said it: before or right after such a word it is told of somebody else.
    reporting: tuple[str, ...]
    # A first word of a phrase right after one of these is denied.
    negations: tuple[str, ...]
    # Right after a phrase these deny it.
    denials: tuple[str, ...] = ()
    # A game, a book, a match, a task, a time that is over: such a sentence is not looked at.
    elsewhere: tuple[str, ...] = ()
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


def find(text: str, *, given: str = "", rules: Collection[Rule] = RULES) -> WordFinding | None:
    """The gravest finding of these rules in a text, or None. `given` is the task that the child was
    answering: its own words are nobody's.
    """
    found = [
        finding
        for sentence in _sentences(text)
        for lexicon in lexicons()
        for finding in _findings(sentence, lexicon)
        if finding.rule in rules and not _stands_in(finding.phrase, given)
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
    written = words_of(sentence)
    tokens = [_read(word, lexicon.language) for word in written]
    if _any(tokens, lexicon.elsewhere):
        return
    for rule, patterns in _compiled(lexicon):
        for pattern in patterns:
            span = pattern.find(tokens, lexicon)
            if span:
                phrase = " ".join(written[slice(*span)])
                severity = _severity(tokens, lexicon)
                yield WordFinding(rule, severity, lexicon.language, phrase, sentence)


def _severity(tokens: Sequence[str], lexicon: Lexicon) -> int:
    return CRITICAL if _any(tokens, lexicon.now_or_means) else SERIOUS


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A phrase as regular expressions of whole words; None is a gap."""

    parts: tuple[re.Pattern[str] | None, ...]
    phrase: Phrase

    def find(self, tokens: Sequence[str], lexicon: Lexicon) -> tuple[int, int] | None:
        never_between = (*lexicon.negations, *lexicon.reporting)
        for start in range(len(tokens)):
            end = _match(self.parts, tokens, start, never_between)
            if end is not None and self._is_meant(tokens, start, end, lexicon):
                return start, end
        return None

    def _is_meant(self, tokens: Sequence[str], start: int, end: int, lexicon: Lexicon) -> bool:
        before, after = tokens[:start], tokens[end : end + GAP]
        return not (
            _any(before[-1:], lexicon.negations)
            or _any((*before, *after), lexicon.reporting)
            or _any(after, lexicon.denials)
            or _any(before[-GAP:], self.phrase.not_after)
            or _any(after, self.phrase.not_before)
            or _any(tokens, self.phrase.not_with)
        )


def _match(
    parts: Sequence[re.Pattern[str] | None],
    tokens: Sequence[str],
    start: int,
    never_between: tuple[str, ...],
) -> int | None:
    """Where the phrase ends if it begins at this word. No gap reaches over `never_between`."""
    if not parts:
        return start
    first, rest = parts[0], parts[1:]
    if first is None:
        ends = (
            _match(rest, tokens, start + skipped, never_between)
            for skipped in range(GAP + 1)
            if not _any(tokens[start : start + skipped], never_between)
        )
        return next((end for end in ends if end is not None), None)
    if start < len(tokens) and first.fullmatch(tokens[start]):
        return _match(rest, tokens, start + 1, never_between)
    return None


def _any(tokens: Iterable[str], words: tuple[str, ...]) -> bool:
    if not words:
        return False
    known = _word("|".join(words))
    return any(known.fullmatch(token) for token in tokens)


@cache
def _word(pattern: str) -> re.Pattern[str]:
    return re.compile("|".join(_alternative(one) for one in pattern.split("|")))


def _alternative(word: str) -> str:
    ending = _ENDINGS.get(word[-1])
    return re.escape(word) if ending is None else re.escape(word[:-1]) + ending


def _read(text: str, language: str) -> str:
    return folded(text) if language in _FOLDED else text


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
    return _Pattern(parts, phrase)


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """All lists: a child may write in any language, or in several."""
    return tuple(
        Lexicon.model_validate(_readable(yaml.safe_load(path.read_text("utf-8")), path.stem))
        for path in sorted(LISTS.glob("*.yaml"))
    )


def _readable(listed: Any, language: str) -> Any:
    """A list in the letters in which texts are read; its keys stay."""
    match listed:
        case dict():
            return {
                key: value if key == "language" else _readable(value, language)
                for key, value in listed.items()
            }
        case list():
            return [_readable(one, language) for one in listed]
    return _read(listed, language)
