"""The ledger of reviews: who approved which file, in which language, and in which wording."""

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from app.content.schema.base import Strict
from app.content.schema.items import duplicates
from app.core.i18n import LOCALES, Locale, Text

Reviewer = Literal["lawyer", "psychologist", "kk_editor"]
REVIEWERS: tuple[Reviewer, ...] = ("lawyer", "psychologist", "kk_editor")
# The languages in which each of them has to approve a file.
READS: dict[Reviewer, tuple[Locale, ...]] = {
    "lawyer": LOCALES,
    "psychologist": LOCALES,
    "kk_editor": ("kk",),
}

Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class Signature(Strict):
    file: str
    role: Reviewer
    locale: Locale
    fingerprint: Fingerprint
    name: Text
    date: dt.date

    @property
    def place(self) -> tuple[str, Reviewer, Locale]:
        return self.file, self.role, self.locale


class ReviewsFile(Strict):
    schema_version: Literal[1]
    signatures: tuple[Signature, ...] = Field(default=())

    @model_validator(mode="after")
    def _signs_once(self) -> Self:
        repeated = duplicates(" ".join(one.place) for one in self.signatures)
        if repeated:
            raise ValueError(f"two signatures for {repeated[0]}")
        return self
