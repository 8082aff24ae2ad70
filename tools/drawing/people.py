"""Faces for the panels without JavaScript, heads beside names and places behind panels.

python -m tools.drawing.people draws them again from the rig; the same code gives the same files.
"""

import re
from pathlib import Path

from playwright.sync_api import Page

from tools.drawing.studio import STATIC, names, studio

IMG = STATIC / "img"
HEADS = IMG / "cast.svg"
SYMBOL = re.compile(r'<symbol id="([a-z-]+)".*?</symbol>\n?', re.DOTALL)
# Behind a new head, until the sheet is given another colour by hand.
PAPER = "#E2EFF2"


def draw_faces(page: Page, people: list[str]) -> None:
    for name in people:
        _write(IMG / "people" / f"{name}.svg", page.evaluate("(name) => studio.bust(name)", name))


def draw_heads(page: Page, people: list[str]) -> None:
    """Heads of the cast; those who are not in the cast stay as they are."""
    sheet = HEADS.read_text("utf-8")
    known = {found[1]: found[0] for found in SYMBOL.finditer(sheet)}
    for name in people:
        colour = re.search(r'r="112" fill="(#\w+)"', known.get(name, ""))
        asked = [name, colour[1] if colour else PAPER]
        known[name] = page.evaluate("(asked) => studio.portrait(...asked)", asked) + "\n"
    body = "".join(known.values())
    _write(HEADS, f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}</svg>\n')


def draw_places(page: Page) -> None:
    for name in names("places"):
        drawn = page.evaluate("(name) => studio.place(name)", name)
        _write(
            IMG / f"set-{name}.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="200 140 1200 675"'
            ' font-family="sans-serif">'
            f"{drawn['back']}{drawn['front']}</svg>\n",
        )


def _write(file: Path, text: str) -> None:
    if not file.exists() or file.read_text("utf-8") != text:
        file.write_text(text, "utf-8")
        print(file.relative_to(STATIC))


def main() -> None:
    with studio() as page:
        people = page.evaluate("studio.people")
        draw_faces(page, people)
        draw_heads(page, people)
        draw_places(page)


if __name__ == "__main__":
    main()
