"""What is seen at each moment of a film: the clip along its good choices, and each question held
for as long as a class needs to read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

from app.content.captions import Cue
from app.content.pacing import holding_seconds
from app.content.schema.base import Band

FRAMES_A_SECOND = 24
# The last picture before the question covers the stage.
JUST_BEFORE = 0.03


@dataclass(frozen=True, slots=True)
class Moment:
    kind: Literal["play", "question", "reply"]
    position: float
    ask: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the film: the clip runs on from `position`, or a question stands there."""

    kind: Literal["play", "question", "reply"]
    position: float
    lasts: float
    ask: int = 0

    def at(self, seconds: float) -> Moment:
        moves = seconds if self.kind == "play" else 0.0
        return Moment(self.kind, self.position + moves, self.ask)


@dataclass(frozen=True, slots=True)
class Voice:
    """A recorded line, and when it is heard."""

    begins: float
    name: str


@dataclass(frozen=True)
class Film:
    pieces: tuple[Piece, ...]
    cues: tuple[Cue, ...]
    voices: tuple[Voice, ...] = ()

    @property
    def lasts(self) -> float:
        return sum(piece.lasts for piece in self.pieces)

    def moments(self) -> list[Moment]:
        """One for each frame."""
        return [self._at(n / FRAMES_A_SECOND) for n in range(round(self.lasts * FRAMES_A_SECOND))]

    def _at(self, seconds: float) -> Moment:
        for piece in self.pieces:
            if seconds < piece.lasts:
                return piece.at(seconds)
            seconds -= piece.lasts
        return self.pieces[-1].at(self.pieces[-1].lasts)


def film_of(plan: dict[str, Any], *, band: Band, locale: str) -> Film:
    """`plan`: length, questions, captions and recorded lines as the player tells them."""
    pieces = tuple(_pieces(plan, band, locale))
    return Film(pieces, tuple(sorted(_cues(plan, pieces))), tuple(_voices(plan, pieces)))


def _pieces(plan: dict[str, Any], band: Band, locale: str) -> Iterator[Piece]:
    shown = 0.0
    for number, ask in enumerate(plan["asks"]):
        stop = ask["at"] - JUST_BEFORE
        yield Piece("play", shown, stop - shown, number)
        question = " ".join([ask["question"], *ask["choices"]])
        yield Piece("question", stop, holding_seconds(question, locale, band), number)
        yield Piece("reply", stop, holding_seconds(ask["reply"], locale, band), number)
        shown = stop
    yield Piece("play", shown, plan["lasts"] - shown)


def _cues(plan: dict[str, Any], pieces: tuple[Piece, ...]) -> Iterator[Cue]:
    starts = [0.0, *accumulate(piece.lasts for piece in pieces)]
    for start, piece in zip(starts, pieces, strict=False):
        if piece.kind == "play":
            yield from _spoken(plan, piece, start)
        else:
            ask = plan["asks"][piece.ask]
            lines = [f"{number}. {text}" for number, text in enumerate(ask["choices"], start=1)]
            asked = "\n".join([ask["question"], *lines])
            text = asked if piece.kind == "question" else ask["reply"]
            yield Cue(round(start, 3), round(start + piece.lasts, 3), text)


def _voices(plan: dict[str, Any], pieces: tuple[Piece, ...]) -> Iterator[Voice]:
    starts = [0.0, *accumulate(piece.lasts for piece in pieces)]
    for start, piece in zip(starts, pieces, strict=False):
        for line in plan["voices"] if piece.kind == "play" else ():
            since = line["begins"] - piece.position
            if 0 <= since < piece.lasts:
                yield Voice(round(start + since, 3), line["name"])


def _spoken(plan: dict[str, Any], piece: Piece, start: float) -> Iterator[Cue]:
    ends = piece.position + piece.lasts
    for cue in plan["cues"]:
        if piece.position <= cue["begins"] < ends:
            shift = start - piece.position
            last = min(cue["ends"], ends) + shift
            yield Cue(round(cue["begins"] + shift, 3), round(last, 3), cue["text"], cue["speaker"])
