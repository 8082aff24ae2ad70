"""What stands beside every lesson in the teacher's guide."""

from typing import Literal

from pydantic import Field

from app.content.schema.base import LawId, LocalizedText, Strict


class DisclosureStep(Strict):
    title: LocalizedText
    do: LocalizedText
    # Words for the child.
    say: LocalizedText | None = None


class Disclosure(Strict):
    """If a child begins to tell: the same steps whatever the lesson."""

    schema_version: Literal[1]
    title: LocalizedText
    steps: tuple[DisclosureStep, ...] = Field(min_length=1)
    law: LawId
