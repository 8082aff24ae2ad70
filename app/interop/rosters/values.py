"""Values as schools write them, in one form: names, classes, dates, languages, ids. Pure.

What is tidied once is tidy: every function gives its own results back unchanged.
"""

import datetime as dt
import re
import unicodedata
from typing import Literal

from app.interop.rosters.rows import Trouble, Unreadable

LONGEST_NAME = 80
LONGEST_ID = 64
GRADES = range(1, 12)
PUPIL_AGES = range(4, 22)

# One by one: the capital and the small letter do not always look like the same Cyrillic letter.
_TO_CYRILLIC = {
    "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "I": "І", "K": "К", "M": "М", "O": "О",
    "P": "Р", "T": "Т", "X": "Х", "Y": "У", "a": "а", "c": "с", "e": "е", "i": "і", "o": "о",
    "p": "р", "x": "х", "y": "у", "k": "к", "m": "м", "Ə": "Ә", "ə": "ә", "h": "һ",
}  # fmt: skip
_LOOK_ALIKES = str.maketrans(_TO_CYRILLIC)
_APOSTROPHES = str.maketrans("`´‘ʼʻ′", "’’’’’’")
_DASHES = str.maketrans("–—‑−", "----")
_QUOTES = "«»„“”\"'’‘()"

_CLASS = re.compile(r"(\d{1,2})\s*([^\W\d_]{1,2})")
_CLASS_WORDS = re.compile(r"\b(сынып|сыныбы|класс|класса|кл|class|grade)\b\.?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_ENDINGS = {"ұлы", "қызы", "улы", "кызы", "оглы", "гызы"}

_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")

Language = Literal["kk", "ru"]
_LANGUAGES: dict[str, Language] = {
    "kk": "kk", "kz": "kk", "kaz": "kk", "kazakh": "kk", "каз": "kk", "казахский": "kk",
    "қаз": "kk", "қазақ": "kk", "қазақша": "kk", "ru": "ru", "rus": "ru", "russian": "ru",
    "рус": "ru", "русский": "ru", "орыс": "ru", "орысша": "ru",
}  # fmt: skip


def tidy(text: str) -> str:
    """One space between words, no marks that nobody sees, letters in their composed form."""
    seen = "".join(one for one in unicodedata.normalize("NFC", text) if _is_seen(one))
    return " ".join(seen.translate(_APOSTROPHES).translate(_DASHES).split())


def _is_seen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf")


def name(text: str) -> str:
    """A part of a name: «  АЙГЕРІМ » → «Айгерім»; refuses what is no name."""
    words = tidy(text).replace(" -", "-").replace("- ", "-").split()
    if not words:
        raise Unreadable(Trouble.NAME_MISSING)
    if not all(_WORD.fullmatch(word) for word in words):
        raise Unreadable(Trouble.NAME_UNREADABLE)
    done = " ".join(_word(word) for word in words)
    if len(done) > LONGEST_NAME:
        raise Unreadable(Trouble.NAME_TOO_LONG)
    return done


def _word(word: str) -> str:
    word = _one_alphabet(word)
    if word.casefold() in _ENDINGS:
        return word.lower()
    if (word.isupper() and len(word) > 1) or word.islower():
        return "-".join(_capital(part) for part in word.split("-"))
    return word


def _capital(part: str) -> str:
    return part[:1].upper() + part[1:].lower()


def _one_alphabet(word: str) -> str:
    """A Latin letter among Cyrillic ones was meant as the letter it looks like."""
    return word.translate(_LOOK_ALIKES) if any(map(_is_cyrillic, word)) else word


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u04ff"


def full_name(text: str) -> tuple[str, str, str | None]:
    """Family name, given name, and all that follows as the patronymic."""
    words = tidy(text.replace(",", " ")).split()
    if len(words) < 2:
        raise Unreadable(Trouble.NAME_UNREADABLE if words else Trouble.NAME_MISSING)
    rest = " ".join(words[2:])
    return name(words[0]), name(words[1]), name(rest) if rest else None


def class_name(text: str) -> tuple[int, str]:
    """«7 «Ә»», "7-Ә", "7ә класс" → (7, "Ә")."""
    plain = _CLASS_WORDS.sub(" ", tidy(text))
    plain = "".join(" " if one in _QUOTES or one in "-./" else one for one in plain).strip()
    found = _CLASS.fullmatch(plain)
    if found is None:
        raise Unreadable(Trouble.CLASS_UNREADABLE if plain else Trouble.CLASS_MISSING)
    return grade(found[1]), letter(found[2])


def grade(text: str) -> int:
    plain = tidy(text)
    if not plain:
        raise Unreadable(Trouble.CLASS_MISSING)
    if not (plain.isdecimal() and plain.isascii() and len(plain) < 4):
        raise Unreadable(Trouble.CLASS_UNREADABLE)
    if int(plain) not in GRADES:
        raise Unreadable(Trouble.GRADE_OUT_OF_RANGE)
    return int(plain)


def letter(text: str) -> str:
    """A capital; a Latin one that looks Cyrillic is Cyrillic, as on every door of the country."""
    plain = "".join(one for one in tidy(text) if one not in _QUOTES).strip().upper()
    if not plain:
        raise Unreadable(Trouble.CLASS_MISSING)
    if len(plain) > 2 or not plain.isalpha():
        raise Unreadable(Trouble.CLASS_UNREADABLE)
    return plain.translate(_LOOK_ALIKES)


def birth_date(cell: str | dt.date, today: dt.date) -> dt.date | None:
    """14.03.2013, 2013-03-14 or a cell of dates; an empty one is no trouble."""
    day = cell if isinstance(cell, dt.date) else _read_date(tidy(cell))
    if day is not None and today.year - day.year not in PUPIL_AGES:
        raise Unreadable(Trouble.DATE_OF_NO_PUPIL)
    return day


def _read_date(text: str) -> dt.date | None:
    text = re.sub(r"\s*(г|ж)\.?$", "", text)
    text = re.sub(r"[T ]00:00(:00(\.0+)?)?$", "", text)
    if not text:
        return None
    try:
        if found := _DAY_FIRST.fullmatch(text):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        if found := _YEAR_FIRST.fullmatch(text):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise Unreadable(Trouble.DATE_UNREADABLE)


def language(text: str) -> Language | None:
    plain = tidy(text).casefold()
    if not plain:
        return None
    for word in (plain, *re.split(r"[\W_]+", plain)):
        if word in _LANGUAGES:
            return _LANGUAGES[word]
    raise Unreadable(Trouble.LANGUAGE_UNKNOWN)


def external_id(text: str) -> str | None:
    """Never a number for us: leading zeros and the eighteenth digit count."""
    plain = tidy(text)
    if not plain:
        return None
    if len(plain) == 12 and plain.isdecimal() and _begins_like_a_birthday(plain):
        raise Unreadable(Trouble.ID_IS_IIN)
    if len(plain) > LONGEST_ID or not re.fullmatch(r"\w[\w.:/@+-]*", plain):
        raise Unreadable(Trouble.ID_UNREADABLE)
    return plain


def _begins_like_a_birthday(digits: str) -> bool:
    """An individual identification number begins with year, month and day."""
    return 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31


def own_number(text: str) -> int | None:
    plain = tidy(text)
    if not plain:
        return None
    if not (plain.isdecimal() and plain.isascii()) or int(plain) >= 2**31:
        raise Unreadable(Trouble.UNKNOWN_NUMBER)
    return int(plain)
