"""A clip as text: beats in order, one verb each, no times and no coordinates needed.

The player brings the beats to life; without JavaScript `panels()` tells the same story as
captioned pictures.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import LawId, LessonId, LocalizedText, Slug, Strict, Verdict
from app.content.schema.screens import (
    Call,
    CardItem,
    Form,
    Message,
    Phone,
    Post,
    RememberCard,
    Screen,
    Sms,
    WebPage,
)
from app.content.schema.stage import BESIDE, CLOSE, Act, Dress, Entrance, Mood, Pose, Position, Shot

END = "end"
SCREENS = ("phone", "sms", "call", "post", "page", "form")
VERBS = (
    "title",
    "narrate",
    "say",
    "react",
    "walk",
    "leave",
    "wait",
    *SCREENS,
    "card",
    "ask",
    "set",
    "split",
    "prop",
    "label",
    "goto",
)


class CastMember(Strict):
    name: LocalizedText
    model: Slug | None = None
    dress: Dress | None = None


class OwnChoice(Strict):
    text: LocalizedText
    verdict: Verdict
    reply: LocalizedText
    goto: Slug | None = None


class Ask(Strict):
    """The decision. Either a node of the lesson's dilemma, or a question of the clip's own."""

    dilemma: str | None = None
    # Which part each choice of the dilemma plays: choice id to label.
    branches: dict[Slug, Slug] = {}
    id: Slug | None = None
    text: LocalizedText | None = None
    choices: tuple[OwnChoice, ...] = Field(default=(), max_length=4)

    @model_validator(mode="after")
    def _is_one_question(self) -> Self:
        if self.dilemma is None:
            if not (self.id and self.text and len(self.choices) >= 2) or self.branches:
                raise ValueError("an ask needs `dilemma`, or `id`, `text` and two or more choices")
        elif self.id or self.text or self.choices:
            raise ValueError("with `dilemma`, the text and the choices come from dilemma.yaml")
        return self

    def targets(self) -> Iterator[str]:
        yield from self.branches.values()
        yield from (choice.goto for choice in self.choices if choice.goto)


class Split(Strict):
    """A second place beside the first, until the next `set` or `split: off`."""

    set: Slug
    people: dict[Slug, Entrance] = Field(min_length=1, max_length=2)


class Beat(Strict):
    """Exactly one of the verbs; the rest of the fields direct it."""

    title: dict[str, str] | None = Field(default=None, max_length=0)
    narrate: LocalizedText | None = None
    say: Slug | None = None
    react: Slug | None = None
    walk: Slug | None = None
    leave: Slug | None = None
    wait: Literal["short", "long"] | None = None
    phone: Phone | None = None
    sms: Sms | None = None
    call: Call | None = None
    post: Post | None = None
    page: WebPage | None = None
    form: Form | None = None
    card: RememberCard | None = None
    ask: Ask | None = None
    set: Slug | None = None
    split: Split | Literal["off"] | None = None
    prop: Slug | None = None
    label: Slug | None = None
    goto: Slug | None = None

    text: LocalizedText | None = None
    mood: Mood | None = None
    pose: Pose | None = None
    to: Position | None = None
    at: Position | None = None
    hand: Slug | None = None
    away: bool = False
    start: dict[Slug, Entrance] = {}
    move: dict[Slug, Position] = {}
    shot: Shot | None = None
    act: dict[Slug, Act] = {}
    with_: Literal["previous"] | None = Field(default=None, alias="with")

    @model_validator(mode="after")
    def _has_one_verb(self) -> Self:
        if sum(getattr(self, verb) is not None for verb in VERBS) != 1:
            raise ValueError("a beat needs exactly one verb: " + ", ".join(VERBS))
        if (self.say is None) != (self.text is None):
            raise ValueError("say and text belong together")
        if self.prop and sum([self.at is not None, self.hand is not None, self.away]) != 1:
            raise ValueError("a prop needs one of `at`, `hand`, `away: true`")
        if self.leave and self.to not in (None, "left", "right"):
            raise ValueError("somebody leaves `to: left` or `to: right`, or by the nearer side")
        if self.start and self.set is None:
            raise ValueError("in the script, `start` belongs to a new `set`")
        return self

    @property
    def verb(self) -> str:
        return next(verb for verb in VERBS if getattr(self, verb) is not None)

    @property
    def argument(self) -> Any:
        return getattr(self, self.verb)

    @property
    def screen(self) -> Screen | None:
        return self.argument if self.verb in SCREENS else None

    def seen(self) -> Iterator[str]:
        """Who must be drawn on the stage."""
        yield from (who for who in (self.say, self.react, self.walk, self.leave, self.hand) if who)
        yield from self.act
        yield from self.move
        yield from self.start
        if isinstance(self.split, Split):
            yield from self.split.people
        if self.shot and self.shot.startswith(CLOSE):
            yield self.shot.removeprefix(CLOSE)
        for position in (self.to, self.at, *self.move.values()):
            if position and position.startswith(BESIDE):
                yield position.removeprefix(BESIDE)

    def writers(self) -> Iterator[str]:
        """Who appears as a name and a face on a screen."""
        if isinstance(self.screen, Phone):
            yield from (message.sender for message in self.screen.messages)
        elif isinstance(self.screen, Sms | Call):
            yield self.screen.sender
        elif isinstance(self.screen, Post):
            yield self.screen.author
            yield from (comment.sender for comment in self.screen.comments)

    def people(self) -> Iterator[str]:
        yield from self.seen()
        yield from self.writers()


@dataclass(frozen=True, slots=True)
class Panel:
    """One captioned picture of the storyboard."""

    kind: Literal["narration", "speech", "phone", "card"]
    text: LocalizedText | None = None
    speaker: str | None = None
    mood: str = "neutral"
    phone: Phone | None = None
    card: RememberCard | None = None
    place: str = ""


class Scene(Strict):
    clip: Slug
    schema_version: Literal[1]
    version: int = Field(ge=1)
    lesson: LessonId
    title: LocalizedText
    goal: LocalizedText
    content_note: LocalizedText | None = None
    description: LocalizedText
    set: Slug
    law: tuple[LawId, ...] = ()
    cast: dict[Slug, CastMember] = Field(min_length=1)
    start: dict[Slug, Entrance] = {}
    script: tuple[Beat, ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _knows_its_cast(self) -> Self:
        named = [(0, person) for person in self.start]
        named += [(n, person) for n, beat in enumerate(self.script, 1) for person in beat.people()]
        for number, person in named:
            if person not in self.cast:
                where = f"beat {number}" if number else "start"
                raise ValueError(f"{where}: {person!r} is not in the cast")
        return self

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        labels = [beat.label for beat in self.script if beat.label]
        for label in labels:
            if labels.count(label) > 1 or label == END:
                raise ValueError(f"label {label!r} stands twice or is the name of the end")
        for number, beat in enumerate(self.script, start=1):
            for target in [*([beat.goto] if beat.goto else []), *(beat.ask or _NO_ASK).targets()]:
                if target not in labels and target != END:
                    raise ValueError(f"beat {number}: there is no label {target!r}")
        return self

    def panels(self) -> list[Panel]:
        """The story up to the decision, which follows as a form of its own."""
        panels, place = [], self.set
        for beat in self.script:
            if beat.ask:
                break
            place = beat.set or place
            if panel := _panel(beat, place):
                panels.append(panel)
        return panels

    @property
    def sets(self) -> list[str]:
        """Every place of the clip, in the order of appearance."""
        splits = (beat.split for beat in self.script)
        names = [self.set, *(beat.set for beat in self.script if beat.set)]
        names += [split.set for split in splits if isinstance(split, Split)]
        return list(dict.fromkeys(names))


_NO_ASK = Ask.model_construct()


def _panel(beat: Beat, place: str) -> Panel | None:
    """Movements alone make no panel: the caption before or after tells them."""
    if beat.narrate:
        return Panel("narration", text=beat.narrate, place=place)
    if beat.say:
        mood = beat.mood or "neutral"
        return Panel("speech", text=beat.text, speaker=beat.say, mood=mood, place=place)
    if beat.screen:
        return _screen_panel(beat.screen, place)
    if beat.card:
        return Panel("card", card=beat.card, place=place)
    return None


def _screen_panel(screen: Screen, place: str) -> Panel:
    if isinstance(screen, Phone):
        return Panel("phone", phone=screen, place=place)
    if isinstance(screen, Sms):
        return Panel("phone", phone=_chat(screen.sender, screen.sub, screen.texts), place=place)
    if isinstance(screen, Post):
        own = Message(sender=screen.author, text=screen.text)
        phone = Phone.model_construct(messages=(own, *screen.comments))
        return Panel("phone", phone=phone, place=place)
    if isinstance(screen, Call):
        return Panel("narration", text=screen.sub, place=place)
    return Panel("narration", text=screen.title, place=place)


def _chat(sender: str, sub: LocalizedText | None, texts: tuple[LocalizedText, ...]) -> Phone:
    messages = tuple(Message(sender=sender, text=text) for text in texts)
    return Phone(sub=sub, messages=messages)


__all__ = ["END", "Ask", "Beat", "CardItem", "CastMember", "Panel", "Scene", "Split"]
