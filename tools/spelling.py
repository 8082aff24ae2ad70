"""The spelling of lessons, banks and law records by hunspell: `python tools/spelling.py`.

Russian and English fail on a word that neither the dictionary nor content/language/words.*.txt
knows. Debian's Kazakh dictionary adds one ending to a stem and lacks ten plural rules, so it is
repaired first, and from what it still does not know one ending is peeled off in vowel harmony. What
then is unknown fails if no stem is found under three endings either; otherwise it is a warning.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from app.content.files import Documents, read_documents
from app.core.i18n import LOCALES

ROOT = Path(__file__).resolve().parent.parent
LISTS = Path("content/language")
DICTIONARIES = Path("/usr/share/hunspell")
NAMES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}
PACKAGES = {"kk": "hunspell-kk", "ru": "hunspell-ru", "en": "hunspell-en-gb"}

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
# Names of gaps in a text, filled in on the page.
_GAP = re.compile(r"\{[^{}]*\}")

_BACK, _FRONT = "аоұы", "әеөүіэ"
# A stem that softens before a vowel.
_SOFT = {"ғ": "қ", "г": "к", "б": "п"}
_PEELS_OF_A_WARNING = 3
_SHORTEST_STEM = 3
# The dictionary's rules lack the plural after a back vowel and these.
_WITHOUT_A_PLURAL = "кқпсфхцчшщ"
# What one step of the language adds to a word, with its forms in vowel and consonant harmony.
_ENDINGS = """
лар лер дар дер тар тер ым ім м ың ің ң ымыз іміз мыз міз ыңыз іңіз ңыз ңіз сы сі ы і
ның нің дың дің тың тің н ға ге қа ке а е на не ны ні ды ді ты ті да де та те нда нде
дан ден тан тен нан нен мен бен пен дағы дегі тағы тегі ндағы ндегі сың сің сыз сіз
мын мін бын бін пын пін быз біз пыз піз ма ме ба бе па пе маз мез лы лі лық лік дық дік тық тік
ша ше ады еді йды йді й ып іп п са се сам сем саң сең сақ сек қан кен ған ген атын етін йтын йтін
у уы уі уға уге уді уды удың удің йық йік айық ейік мады меді пады педі майды мейді пайды пейді
байды бейді маған меген баған беген паған пеген дым дім тым тім сын сін ыл іл л ын ін ыс іс с т
дыр дір тыр тір ғыз гіз қыз кіз шы ші ңдар ңдер ыңдар іңдер дай дей тай тей
ғым гім қым кім ғың гің қың кің ғысы гісі қысы кісі рақ рек ырақ ірек
май мей бай бей пай пей мау меу бау беу пау пеу маса месе баса бесе паса песе
ар ер р мас мес бас бес пас пес ғанша генше қанша кенше мақ мек бақ бек пақ пек
ушы уші амын емін ймын ймін асың есің йсың йсің
иды иді имын имін исың исің имыз иміз итын итін
"""
# The same after every vowel.
_INVARIANT = frozenset(["мен", "бен", "пен", "нікі", "дікі", "тікі", "ма", "ме"])
ENDINGS = sorted({*_ENDINGS.split(), *_INVARIANT}, key=len, reverse=True)


class Missing(Exception):
    """hunspell or one of its dictionaries is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(f"{package} is missing; install it with: sudo apt-get install {package}")


class Spelling(NamedTuple):
    """Unknown words with the place of their first use."""

    errors: list[str]
    warnings: list[str]


def main() -> int:
    documents, _ = read_documents(ROOT)
    try:
        found = [check(documents, locale, ROOT) for locale in LOCALES]
    except Missing as missing:
        print(missing)
        return 1
    for line in (f"warning: {one}" for spelling in found for one in spelling.warnings):
        print(line)
    errors = [one for spelling in found for one in spelling.errors]
    print("\n".join(errors))
    return 1 if errors else 0


def check(documents: Documents, locale: str, root: Path) -> Spelling:
    """Every word of one language, once."""
    places = words(documents, locale)
    extra = (root / LISTS / f"words.{locale}.txt").resolve()
    dictionary = DICTIONARIES / NAMES[locale]
    if not dictionary.with_suffix(".aff").exists():
        raise Missing(PACKAGES[locale])
    if locale == "kk":
        wrong, doubtful = _kazakh(places, dictionary, extra)
    else:
        wrong, doubtful = unknown(places, dictionary, extra), set()
    return Spelling(_lines(places, locale, wrong), _lines(places, locale, doubtful))


def _lines(places: Mapping[str, str], locale: str, found: Iterable[str]) -> list[str]:
    advice = f"mend it, or add it to {LISTS}/words.{locale}.txt"
    return sorted(
        f"{_place(places, word)} › {locale}: “{word}” is unknown; {advice}" for word in found
    )


def _place(places: Mapping[str, str], word: str) -> str:
    """hunspell may name one half of a word with a hyphen."""
    return places.get(word) or next(places[whole] for whole in places if word in whole)


def words(documents: Documents, locale: str) -> dict[str, str]:
    """Each word of the texts and where it first stands."""
    places: dict[str, str] = {}
    for file, document in documents.items():
        if file.startswith(f"{LISTS}/"):
            continue
        for path, text in _texts(document, ()):
            for word in _WORD.findall(_GAP.sub(" ", str(text[locale]))):
                plain = _POSSESSIVE.sub("", word) if locale == "en" else word
                places.setdefault(plain, f"{file}: {' › '.join(path)}")
    return places


def _texts(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        if value.keys() == set(LOCALES):
            yield path, value
            return
        for name, part in value.items():
            yield from _texts(part, (*path, str(name)))
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            name = part.get("id", number) if isinstance(part, dict) else number
            yield from _texts(part, (*path, str(name)))


def unknown(some: Iterable[str], dictionary: Path, extra: Path) -> set[str]:
    """Those that the dictionary does not know, nor the list of this project."""
    command = ["hunspell", "-d", str(dictionary), "-p", str(extra), "-i", "utf-8", "-l"]
    try:
        run = subprocess.run(
            command, input="\n".join(some), capture_output=True, text=True, check=True
        )
    except FileNotFoundError:
        raise Missing("hunspell") from None
    return set(run.stdout.split())


def _kazakh(some: Iterable[str], dictionary: Path, extra: Path) -> tuple[set[str], set[str]]:
    """Words without a stem, and words whose stem is deep."""
    with tempfile.TemporaryDirectory() as folder:
        repaired = repair(dictionary, Path(folder))
        strange = unknown(some, repaired, extra)
        peeled = {word: list(peels(word)) for word in strange}
        stems = {stem for steps in peeled.values() for step in steps for stem in step}
        without = unknown(sorted(stems), repaired, extra)
    depths = {word: _depth(steps, without) for word, steps in peeled.items()}
    # Of «АЕК-тің» hunspell names the ending alone.
    wrong = {word for word, depth in depths.items() if depth is None and word not in ENDINGS}
    return wrong, {word for word, depth in depths.items() if depth and depth > 1}


def _depth(steps: list[set[str]], without: set[str]) -> int | None:
    """After how many endings a known stem is left."""
    return next((depth for depth, step in enumerate(steps, start=1) if step - without), None)


def repair(dictionary: Path, folder: Path) -> Path:
    """A copy of the dictionary with the plural rules that it lacks."""
    rules = dictionary.with_suffix(".aff").read_text("utf-8-sig").replace("\r", "")
    plurals = [f"SFX A 0 тар [аоуұыэ]{letter}" for letter in _WITHOUT_A_PLURAL]
    missing = [rule for rule in plurals if rule not in rules]
    header = re.search(r"SFX A N (\d+)", rules)
    assert header is not None
    counted = f"SFX A N {int(header[1]) + len(missing)}"
    copy = folder / "kk"
    new = rules.replace(header[0], "\n".join([counted, *missing]), 1)
    copy.with_suffix(".aff").write_text(new, "utf-8")
    stems = dictionary.with_suffix(".dic").read_text("utf-8-sig").replace("\r", "")
    copy.with_suffix(".dic").write_text(stems, "utf-8")
    return copy


def peels(word: str) -> Iterator[set[str]]:
    """What may be left of a Kazakh word after one ending, two, three."""
    now = {word.lower()}
    for _ in range(_PEELS_OF_A_WARNING):
        now = {stem for one in now for ending in ENDINGS for stem in _without(one, ending)}
        # A name is known by its capital only.
        yield now | {stem.capitalize() for stem in now if word[0].isupper()}


def _without(word: str, ending: str) -> Iterator[str]:
    stem = word.removesuffix(ending)
    if stem == word or len(stem) < _SHORTEST_STEM or not _in_harmony(ending, stem):
        return
    yield stem
    yield stem[:-1] + _SOFT.get(stem[-1], stem[-1])
    # A verb stands in the dictionary with -у.
    yield stem + "у"
    if stem[-1] in "ыі":
        yield stem[:-1] + "у"


def _in_harmony(ending: str, stem: str) -> bool:
    vowels = _BACK + _FRONT
    first = next((letter for letter in ending if letter in vowels), None)
    last = next((letter for letter in reversed(stem) if letter in vowels), None)
    if first is None or last is None or stem[-1] in "юя" or ending in _INVARIANT:
        return True
    return (first in _FRONT) == (last in _FRONT)


if __name__ == "__main__":
    sys.exit(main())
