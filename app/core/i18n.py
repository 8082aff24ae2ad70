"""Languages of the platform: localized texts and the order of Kazakh names.

Pure: knows neither Flask nor the request. The request's locale is chosen in `web.locale`.
"""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Locale = Literal["kk", "ru", "en"]
LOCALES: tuple[Locale, ...] = ("kk", "ru", "en")
DEFAULT_LOCALE: Locale = "kk"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Strict(BaseModel):
    """Base of all content: nothing unknown, nothing coerced, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class LocalizedText(Strict):
    """One text in the three languages, side by side for the reviewer."""

    kk: Text
    ru: Text
    en: Text

    def in_locale(self, locale: str) -> str:
        return str(getattr(self, locale))


# The 42 letters in the order of the Kazakh alphabet. Neither code points, nor the root
# collation, nor libc give it: they put І and Ё first, or Ә, Қ and Ө after Я.
KAZAKH_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_LETTER_KEYS = {letter: f"{index:02d}" for index, letter in enumerate(KAZAKH_ALPHABET, start=1)}
_RUSSIAN_KEYBOARD = str.maketrans("әғқңөұүһіё", "агкноуухие")
# Latin letters that are typed and pasted for the Cyrillic ones they look like.
_LOOK_ALIKES = str.maketrans("abcehikmoptxy", "авсеникмортху")


def collation_key(text: str) -> str:
    """A string that sorts as the Kazakh alphabet does, in any database collation."""
    return "".join(_character_key(character) for character in text.casefold())


def listing_key(text: str) -> str:
    """As collation_key, and numbers by their value: № 3 before № 14."""
    return collation_key(re.sub(r"\d+", lambda found: found[0].zfill(6), text))


def _character_key(character: str) -> str:
    if character in _LETTER_KEYS:
        return _LETTER_KEYS[character]
    if character.isspace():
        return "00"
    return f"9{ord(character):05x}" if character.isalnum() else ""


def search_key(text: str) -> str:
    """Folds case and the letters that a Russian keyboard lacks: «Әсем» is found by «асем».

    Look-alikes fold too, and what is neither letter nor digit parts words.
    """
    folded = text.casefold().translate(_RUSSIAN_KEYBOARD).translate(_LOOK_ALIKES)
    return " ".join(re.split(r"[\W_]+", folded)).strip()
