"""What a scene may ask of the people and the camera: moods, poses, positions, shots."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.content.schema.base import Slug, Strict

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
    "sit",
    "sit-phone",
    "sit-explain",
    "sit-comfort",
    "sit-slump",
]

# Feet on the ground of a stage that is 1600 units wide.
POSITIONS = {
    "far-left": 340,
    "left": 560,
    "centre-left": 680,
    "centre": 800,
    "centre-right": 920,
    "right": 1040,
    "far-right": 1260,
}
BESIDE = "beside "
Position = Annotated[
    str,
    StringConstraints(pattern=rf"^({'|'.join(POSITIONS)}|{BESIDE}[a-z0-9]+(-[a-z0-9]+)*)$"),
]
Side = Literal["left", "right"]

CLOSE = "close "
Shot = Annotated[
    str, StringConstraints(pattern=rf"^(wide|two|aside|ask|{CLOSE}[a-z0-9]+(-[a-z0-9]+)*)$")
]


class Act(Strict):
    """How somebody who does not speak reacts in the beat."""

    mood: Mood | None = None
    pose: Pose | None = None


class Entrance(Strict):
    """How somebody stands when the curtain rises."""

    at: Position
    face: Side | None = None
    mood: Mood = "neutral"
    pose: Pose = "idle"


class Dress(Strict):
    """Other clothes than the cast's own, for one clip."""

    top: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


__all__ = ["Act", "Dress", "Entrance", "Mood", "Pose", "Position", "Shot", "Side", "Slug"]
