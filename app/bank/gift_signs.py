"""Pieces of a GIFT text that know where they stand, and the signs between them. Pure."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from app.bank.drafts import Place

_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a question's text. `starts`: where in the question each line begins."""

    text: str
    offset: int
    starts: tuple[tuple[int, int], ...]

    def place_of(self, at: int) -> tuple[int, int]:
        """Line and column of a character of this piece."""
        where = self.offset + at
        begin, line = self.starts[bisect_right([one for one, _line in self.starts], where) - 1]
        return line, where - begin + 1

    @property
    def place(self) -> Place:
        """Of the first word; of the piece itself where it has none."""
        words = self.text.lstrip()
        return Place(*self.place_of(len(self.text) - len(words) if words else 0))

    @property
    def end(self) -> Place:
        return Place(*self.place_of(len(self.text)))

    def part(self, begin: int, end: int) -> "Piece":
        return Piece(self.text[begin:end], self.offset + begin, self.starts)

    def after(self, at: int) -> "Piece":
        return self.part(at, len(self.text))

    def stripped(self) -> "Piece":
        inner = self.text.strip()
        begin = self.text.find(inner)
        return self.part(begin, begin + len(inner))

    def plain(self) -> str:
        """The text with its escapes undone."""
        return _ESCAPED.sub(lambda one: "\n" if one[1] == "n" else one[1], self.text)


def cut(piece: Piece, sign: str) -> tuple[Piece, str, Piece]:
    """What stands before the first such sign that is not escaped, the sign, what follows."""
    at = find(piece.text, sign)
    if at < 0:
        return piece, "", piece.after(len(piece.text))
    return piece.part(0, at), sign, piece.after(at + len(sign))


def find(text: str, sign: str, begin: int = 0) -> int:
    """Where the sign stands without a backslash before it; -1 if nowhere."""
    at = begin
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith(sign, at):
            return at
        else:
            at += 1
    return -1


def split_at(piece: Piece, signs: str) -> list[tuple[str, Piece]]:
    """Parts that begin with one of the signs; what stands before the first has none."""
    marks = [
        at
        for at in range(len(piece.text))
        if piece.text[at] in signs and not _is_escaped(piece.text, at)
    ]
    ends = [*marks[1:], len(piece.text)][: len(marks)]
    before = piece.part(0, marks[0] if marks else len(piece.text))
    parts = [(piece.text[at], piece.part(at + 1, end)) for at, end in zip(marks, ends, strict=True)]
    return [("", before), *parts]


def _is_escaped(text: str, at: int) -> bool:
    """An odd number of backslashes stands before."""
    before = text[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def escape(text: str) -> str:
    return text.translate(_ESCAPES)
