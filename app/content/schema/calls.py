"""Scripts of "play the call": a parent is the caller, the child answers, on one phone."""

from typing import Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import LocalizedText, SkillRiskId, Slug, Strict, Verdict
from app.content.schema.items import duplicates


class Reply(Strict):
    """`happens` is what follows, without a word of blame: both hear it."""

    id: Slug
    verdict: Verdict
    text: LocalizedText
    happens: LocalizedText


class Turn(Strict):
    """What the caller says, and two or three replies; the first good one is to say next time."""

    says: LocalizedText
    replies: tuple[Reply, ...] = Field(min_length=2, max_length=3)

    @model_validator(mode="after")
    def _leaves_a_choice(self) -> Self:
        repeated = duplicates(reply.id for reply in self.replies)
        if repeated:
            raise ValueError(f"duplicate reply id {repeated[0]!r}")
        if {reply.verdict for reply in self.replies} != {"good", "think"}:
            raise ValueError("a turn needs a good reply and one to think about")
        return self

    @property
    def next_time(self) -> LocalizedText:
        return next(reply.text for reply in self.replies if reply.verdict == "good")


class CallScript(Strict):
    """Two minutes: more turns than three would be a lesson."""

    risk: SkillRiskId
    channel: Literal["call", "message"]
    # Whom the parent plays, as a noun without a full stop.
    plays: LocalizedText
    turns: tuple[Turn, ...] = Field(min_length=2, max_length=3)
    # What both keep in mind.
    after: LocalizedText


class CallScripts(Strict):
    schema_version: Literal[1]
    calls: tuple[CallScript, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_one_for_each_risk(self) -> Self:
        repeated = duplicates(call.risk for call in self.calls)
        if repeated:
            raise ValueError(f"two scripts for {repeated[0]}")
        return self
