"""A clip as text: beats in order, one verb each, no times and no coordinates needed.

The player brings the beats to life; until a page has it, and always without JavaScript,
`panels()` tells the same story as captioned pictures.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import LawId, LessonId, LocalizedText, Slug, Strict

Mood = Literal[
    "neutral",
    "friendly",
    "happy",
    "relief",
    "sad",
    "crying",
    "worried",
    "angry",
    "shocked",
    "smirk",
    "thinking",
    "serious",
    "kind",
]
Pose = Literal[
    "idle",
    "wave",
    "phone",
    "show-phone",
    "think",
    "explain",
    "hips",
    "comfort",
    "point",
    "shock",
    "shrug",
    "cheer",
    "crossed",
    "slump",
    "heart",
]
Place = Literal["left", "centre", "right"]
Backdrop = Literal[
    "schoolyard", "classroom", "corridor", "canteen", "room", "street", "bank", "aul"
]


class CastMember(Strict):
    name: LocalizedText
    model: Slug | None = None


class Act(Strict):
    """How somebody who does not speak reacts in the beat."""

    mood: Mood | None = None
    pose: Pose | None = None


class Message(Strict):
    sender: Slug
    text: LocalizedText
    reacts: int | None = Field(default=None, ge=1)


class Phone(Strict):
    app: LocalizedText
    sub: LocalizedText | None = None
    messages: tuple[Message, ...] = Field(min_length=1)


class CardItem(Strict):
    icon: Slug | None = None
    text: LocalizedText


class RememberCard(Strict):
    title: LocalizedText
    items: tuple[CardItem, ...] = Field(min_length=1, max_length=5)


class Beat(Strict):
    """Exactly one of the verbs; the rest of the fields direct it."""

    narrate: LocalizedText | None = None
    say: Slug | None = None
    react: Slug | None = None
    walk: Slug | None = None
    leave: Slug | None = None
    phone: Phone | None = None
    card: RememberCard | None = None

    text: LocalizedText | None = None
    mood: Mood | None = None
    pose: Pose | None = None
    to: Place | None = None
    shot: str | None = None
    act: dict[Slug, Act] = {}

    @model_validator(mode="after")
    def _has_one_verb(self) -> Self:
        if len(self._verbs()) != 1:
            raise ValueError("a beat needs exactly one verb: " + ", ".join(VERBS))
        if (self.say is None) != (self.text is None):
            raise ValueError("say and text belong together")
        return self

    def _verbs(self) -> list[str]:
        return [verb for verb in VERBS if getattr(self, verb) is not None]

    def people(self) -> Iterator[str]:
        yield from (who for who in (self.say, self.react, self.walk, self.leave) if who)
        yield from self.act
        if self.phone:
            yield from (message.sender for message in self.phone.messages)


VERBS = ("narrate", "say", "react", "walk", "leave", "phone", "card")


@dataclass(frozen=True, slots=True)
class Panel:
    """One captioned picture of the storyboard."""

    kind: Literal["narration", "speech", "phone", "card"]
    text: LocalizedText | None = None
    speaker: str | None = None
    mood: str = "neutral"
    phone: Phone | None = None
    card: RememberCard | None = None


class Scene(Strict):
    clip: Slug
    schema_version: Literal[1]
    version: int = Field(ge=1)
    lesson: LessonId
    title: LocalizedText
    goal: LocalizedText
    content_note: LocalizedText | None = None
    description: LocalizedText
    set: Backdrop
    law: tuple[LawId, ...] = ()
    cast: dict[Slug, CastMember] = Field(min_length=1)
    script: tuple[Beat, ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _knows_its_cast(self) -> Self:
        for number, beat in enumerate(self.script, start=1):
            for person in beat.people():
                if person not in self.cast:
                    raise ValueError(f"beat {number}: {person!r} is not in the cast")
        return self

    def panels(self) -> list[Panel]:
        return [panel for beat in self.script if (panel := _panel(beat))]


def _panel(beat: Beat) -> Panel | None:
    """Movements alone make no panel: the caption before or after tells them."""
    if beat.narrate:
        return Panel("narration", text=beat.narrate)
    if beat.say:
        return Panel("speech", text=beat.text, speaker=beat.say, mood=beat.mood or "neutral")
    if beat.phone:
        return Panel("phone", phone=beat.phone)
    if beat.card:
        return Panel("card", card=beat.card)
    return None
