"""A branching story: nodes, choices with a verdict and a reason, endings.

Verdicts are good or think, never wrong; after an ending the page offers the branch not taken.
With `look: chat` the page tells it as a chat: the lines of each place and the pupil's own choices.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from app.content.schema.base import (
    LawId,
    LessonId,
    LocalizedText,
    MisconceptionId,
    ObjectiveId,
    Slug,
    Strict,
    Verdict,
)
from app.content.schema.item_base import Line

NodeId = str
# Whose place the pupil takes; the friend is one of whoever began it.
Who = Literal["target", "bystander", "friend", "adult"]


class Choice(Strict):
    id: Slug
    text: LocalizedText
    verdict: Verdict
    why: LocalizedText
    goto: NodeId
    misconception: MisconceptionId | None = None


class Node(Strict):
    # What is written in the chat before the pupil decides; only with `look: chat`.
    lines: tuple[Line, ...] = Field(default=(), max_length=6)
    text: LocalizedText
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=4)

    def choice(self, choice_id: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.id == choice_id), None)


class Ending(Strict):
    kind: Literal["together", "repaired", "help", "alone"]
    text: LocalizedText
    card: str | None = None


class Start(Strict):
    node: NodeId
    role: LocalizedText
    who: Who | None = None


class Dilemma(Strict):
    dilemma: Slug
    schema_version: Literal[1]
    version: int = Field(ge=1)
    lesson: LessonId
    sensitive: bool
    objectives: tuple[ObjectiveId, ...]
    law: tuple[LawId, ...] = ()
    title: LocalizedText
    look: Literal["story", "chat"] = "story"
    starts: dict[str, Start] = Field(min_length=1)
    nodes: dict[NodeId, Node] = Field(min_length=1)
    endings: dict[str, Ending] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_connected(self) -> Self:
        places = self.nodes.keys() | self.endings.keys()
        for name, start in self.starts.items():
            if start.node not in self.nodes:
                raise ValueError(f"start {name!r} goes to unknown node {start.node!r}")
        for name, node in self.nodes.items():
            for choice in node.choices:
                if choice.goto not in places:
                    raise ValueError(f"{name}/{choice.id} goes to unknown node {choice.goto!r}")
        unreachable = places - self._reachable()
        if unreachable:
            raise ValueError(f"never reached: {', '.join(sorted(unreachable))}")
        return self

    @model_validator(mode="after")
    def _looks_whole(self) -> Self:
        if self.look == "story":
            if any(node.lines for node in self.nodes.values()):
                raise ValueError("lines are shown only with look: chat")
            return self
        for name, start in self.starts.items():
            if start.who is None or not self.nodes[start.node].lines:
                raise ValueError(
                    f"look: chat: start {name!r} needs who, and its first place needs lines"
                )
        return self

    def _reachable(self) -> set[str]:
        found: set[str] = set()
        queue = [start.node for start in self.starts.values()]
        while queue:
            place = queue.pop()
            if place in found:
                continue
            found.add(place)
            if place in self.nodes:
                queue += [choice.goto for choice in self.nodes[place].choices]
        return found

    @property
    def misconceptions(self) -> frozenset[str]:
        choices = (choice for node in self.nodes.values() for choice in node.choices)
        return frozenset(choice.misconception for choice in choices if choice.misconception)
