"""Names shared by all content files."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.core.i18n import LocalizedText, Strict

# Ids are what attempts and files point to; they are never reused.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
LessonId = Annotated[str, StringConstraints(pattern=r"^L\d{2}$")]
ObjectiveId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-\d{1,2}$")]
MisconceptionId = Annotated[str, StringConstraints(pattern=r"^M-[A-Z0-9]+(-[A-Z0-9]+)*$")]
LawId = Annotated[str, StringConstraints(pattern=r"^kz-[a-z0-9]+(-[a-z0-9]+)*$")]
NormId = Annotated[str, StringConstraints(pattern=r"^N-[A-Z]+$")]
SkillRiskId = Annotated[str, StringConstraints(pattern=r"^SR-[A-Z]+$")]

Band = Literal["1-4", "5-6", "7-9", "10-11"]
BANDS: tuple[Band, ...] = ("1-4", "5-6", "7-9", "10-11")
Theme = Literal[
    "bullying",
    "cyberbullying",
    "online-safety",
    "fraud",
    "substances",
    "rights",
    "order",
    "help",
    "court",
]
THEMES: tuple[Theme, ...] = (
    "rights",
    "bullying",
    "cyberbullying",
    "online-safety",
    "fraud",
    "substances",
    "order",
    "help",
    "court",
)

Verdict = Literal["good", "think"]
Certainty = Literal["sure", "unsure", "dont-know"]


class Review(Strict):
    """Empty, in files of the older form: signatures stand in content/reviews.yaml."""

    lawyer: None = None
    psychologist: None = None
    kk_editor: None = None


class Source(Strict):
    """Where a fact or a claim about what works comes from."""

    title: str
    url: str | None = None
    checked_on: str | None = None


def band_of_grade(grade: int) -> Band:
    """The band in which a pupil of this grade (1 to 11) is taught."""
    if grade <= 4:
        return "1-4"
    if grade <= 6:
        return "5-6"
    return "7-9" if grade <= 9 else "10-11"


__all__ = [
    "BANDS",
    "THEMES",
    "Band",
    "Certainty",
    "LawId",
    "LessonId",
    "LocalizedText",
    "MisconceptionId",
    "NormId",
    "ObjectiveId",
    "Review",
    "SkillRiskId",
    "Slug",
    "Source",
    "Strict",
    "Theme",
    "Verdict",
    "band_of_grade",
]
