"""How we write for the readers of a band, in each language."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import BANDS, Band, Strict
from app.core.i18n import Locale, Text


class Words(Strict):
    kk: int = Field(ge=1)
    ru: int = Field(ge=1)
    en: int = Field(ge=1)

    def in_locale(self, locale: str) -> int:
        return int(getattr(self, locale))


class LanguageLimits(Strict):
    schema_version: Literal[1]
    words_a_sentence: dict[Band, Words]
    words_a_screen: dict[Band, Annotated[int, Field(ge=1)]]

    @model_validator(mode="after")
    def _knows_every_band(self) -> Self:
        for limits in (self.words_a_sentence, self.words_a_screen):
            missing = [band for band in BANDS if band not in limits]
            if missing:
                raise ValueError(f"no limit for the grades {', '.join(missing)}")
        return self


class Avoided(Strict):
    """Words not to use, and what stands in their place. `*` is any ending.

    everywhere: not even somebody in a story says so. own-voice: people in stories and wrong
    answers may, we do not.
    """

    where: Literal["everywhere", "own-voice"]
    avoid: dict[Locale, tuple[Text, ...]] = Field(min_length=1)
    instead: dict[Locale, Text]

    @model_validator(mode="after")
    def _offers_something_else(self) -> Self:
        for locale in self.avoid:
            if locale not in self.instead:
                raise ValueError(f"`instead` says nothing in {locale}")
        return self


class WordsToAvoid(Strict):
    schema_version: Literal[1]
    words: tuple[Avoided, ...] = Field(min_length=1)
