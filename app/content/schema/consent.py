"""Words of consent: what a parent and a pupil read before they decide, with a version each."""

import hashlib
from typing import Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import LawId, LocalizedText, Strict
from app.content.schema.items import duplicates
from app.core.i18n import Locale


class PurposeText(Strict):
    id: str
    version: int = Field(ge=1)
    title: LocalizedText
    # What is collected, why, who sees it, for how long, and what is off without it.
    data: LocalizedText
    why: LocalizedText
    who: LocalizedText
    term: LocalizedText
    without: LocalizedText
    # For grades 1 to 4, and for everybody older.
    junior: LocalizedText
    pupil: LocalizedText

    def digest(self, frame: LocalizedText, locale: Locale) -> str:
        """Proof of the words that were shown in this language."""
        parts = (frame, self.title, self.data, self.why, self.who, self.term, self.without)
        words = [one.in_locale(locale) for one in (*parts, self.junior, self.pupil)]
        return hashlib.sha256("\n".join([f"{self.id} {self.version}", *words]).encode()).hexdigest()


class ConsentTexts(Strict):
    schema_version: Literal[1]
    # What is the same for every purpose.
    frame: LocalizedText
    law: LawId
    purposes: tuple[PurposeText, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        repeated = duplicates(one.id for one in self.purposes)
        if repeated:
            raise ValueError(f"two purposes {repeated[0]}")
        return self

    def of(self, purpose: str) -> PurposeText:
        return next(one for one in self.purposes if one.id == purpose)
