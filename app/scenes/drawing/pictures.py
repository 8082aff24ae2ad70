"""Faces for the panels without JavaScript, heads beside names and places behind panels.

The same code gives the same files, so that drawing again changes only what was changed.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.content.drawings import drawings
from app.scenes.drawing.desk import STATIC

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMG = STATIC / "img"
HEADS = IMG / "cast.svg"
SYMBOL = re.compile(r'<symbol id="([a-z-]+)".*?</symbol>\n?', re.DOTALL)
BACKGROUND = re.compile(r'r="112" fill="(#\w+)"')
# Behind a new head, until the sheet is given another colour by hand.
PAPER = "#E2EFF2"


def draw_all(page: "Page") -> Iterator[Path]:
    """The files that have changed."""
    for file, text in changed(page):
        file.write_text(text, "utf-8")
        yield file.relative_to(STATIC)


def changed(page: "Page") -> Iterator[tuple[Path, str]]:
    for file, text in _pictures(page):
        if not file.exists() or file.read_text("utf-8") != text:
            yield file, text


def _pictures(page: "Page") -> Iterator[tuple[Path, str]]:
    people = page.evaluate("desk.people")
    for name in people:
        yield IMG / "people" / f"{name}.svg", page.evaluate("(name) => desk.bust(name)", name)
    yield HEADS, _heads(page, people)
    for name in sorted(drawings().places):
        yield IMG / f"set-{name}.svg", _place(page, name)


def _heads(page: "Page", people: list[str]) -> str:
    """Those who are not in the cast stay as they are."""
    known = {found[1]: found[0] for found in SYMBOL.finditer(HEADS.read_text("utf-8"))}
    for name in people:
        colour = BACKGROUND.search(known.get(name, ""))
        asked = [name, colour[1] if colour else PAPER]
        known[name] = page.evaluate("(asked) => desk.portrait(...asked)", asked) + "\n"
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(known.values())}</svg>\n'


def _place(page: "Page", name: str) -> str:
    drawn = page.evaluate("(name) => desk.place(name)", name)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="200 140 1200 675"'
        ' font-family="sans-serif">'
        f"{drawn['back']}{drawn['front']}</svg>\n"
    )
