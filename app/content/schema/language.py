"""How long a sentence may be for the readers of a band, in each language."""

from typing import Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import BANDS, Band, Strict


class Words(Strict):
    kk: int = Field(ge=1)
    ru: int = Field(ge=1)
    en: int = Field(ge=1)

    def in_locale(self, locale: str) -> int:
        return int(getattr(self, locale))


class LanguageLimits(Strict):
    schema_version: Literal[1]
    words_a_sentence: dict[Band, Words]

    @model_validator(mode="after")
    def _knows_every_band(self) -> Self:
        missing = [band for band in BANDS if band not in self.words_a_sentence]
        if missing:
            raise ValueError(f"no limit for the grades {', '.join(missing)}")
        return self
