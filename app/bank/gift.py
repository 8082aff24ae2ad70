"""Moodle's GIFT: a file of questions in, drafts and all problems with line and column out. Pure.

    file      = { "$CATEGORY:" path | "//" comment | question } separated by empty lines
    question  = [ "::" name "::" ] [ "[" format "]" ] text "{" answers "}" [ text ]
    answers   = "T" | "F" | choices | pairs | "#" numbers, then optionally "####" a general word
    choices   = { ("=" | "~") [ "%" weight "%" ] text [ "#" feedback ] }
    pairs     = { "=" text "->" text }
    numbers   = number [ ":" tolerance ] | low ".." high, or several of them behind "="

A backslash takes the meaning from the sign behind it: ~ = # { } : and itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.bank import gift_answers
from app.bank.drafts import Draft, Place, Problem, Read, Refused, gathered
from app.bank.gift_signs import Piece, cut
from app.bank.texts import one_line

_ROOTS = re.compile(r"^(?:\$(?:course|system|module|cat\d*)\$|top)(?:/|$)", re.IGNORECASE)
_CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one question with their numbers; comments are left out."""

    lines: tuple[tuple[int, str], ...]
    category: str

    def piece(self) -> Piece:
        starts, offset = [], 0
        for number, line in self.lines:
            starts.append((offset, number))
            offset += len(line) + 1
        return Piece("\n".join(line for _number, line in self.lines), 0, tuple(starts))


def read(text: str) -> Read:
    return gathered(_drafts(text))


def _drafts(text: str) -> Iterator[Draft | Problem]:
    for block in _blocks(text):
        try:
            yield _question(block)
        except Refused as refused:
            yield refused.problem


def _blocks(text: str) -> Iterator[_Block]:
    category, lines = "", list[tuple[int, str]]()
    for number, line in enumerate([*text.split("\n"), ""], 1):
        found = _CATEGORY.match(line)
        if line.strip() and not found:
            if not line.lstrip().startswith("//"):
                lines.append((number, line))
            continue
        if lines:
            yield _Block(tuple(lines), category)
            lines = []
        category = category_of(found[1]) if found else category


def category_of(path: str) -> str:
    """The path without Moodle's own roots."""
    words = one_line(path)
    while shorter := _ROOTS.match(words):
        words = words[shorter.end() :].strip()
    return words.strip("/ ")


def _question(block: _Block) -> Draft:
    whole = block.piece()
    name, rest = _name(whole)
    before, opening, behind = cut(rest, "{")
    if not opening:
        raise Refused(rest.place, "no-answers")
    body, closing, after = cut(behind, "}")
    if not closing:
        raise Refused(before.end, "unclosed")
    again, opened, _more = cut(after, "{")
    if opened:
        raise Refused(again.end, "two-blocks")
    item, notices = gift_answers.item(before, body, after)
    return Draft(name, block.category, item, block.lines[0][0], tuple(notices))


def _name(whole: Piece) -> tuple[str, Piece]:
    start = whole.stripped()
    if not start.text.startswith("::"):
        return "", start
    name, closing, rest = cut(start.after(2), "::")
    if not closing:
        raise Refused(Place(*whole.place_of(0)), "name-unclosed")
    return one_line(name.plain()), rest
