"""The picture glossary: every person in every mood, poses, places and things, from the code."""

from html import escape
from typing import TYPE_CHECKING

from app.content.drawings import drawings

if TYPE_CHECKING:
    from playwright.sync_api import Page

STYLE = """
body { font: 16px/1.4 system-ui, sans-serif; margin: 2rem; color: #22303c; background: #fff }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(var(--cell), 1fr)); gap: 8px;
     list-style: none; margin: 0 0 2rem; padding: 0 }
figure { margin: 0; text-align: center } figcaption { font-size: 13px }
svg { width: 100%; background: #eef4f2; border-radius: 8px }
.faces { --cell: 104px } .figures { --cell: 150px }
.places { --cell: 420px } .props { --cell: 120px }
"""
HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Picture glossary</title>'
    f"<style>{STYLE}</style>"
)


# Grown-up, teenager, child, and somebody who always sits.
POSING = ("teacher", "damir", "alua", "kamila")


def html(page: "Page") -> str:
    people, moods, poses = (page.evaluate(f"desk.{one}") for one in ("people", "moods", "poses"))
    places, props = sorted(drawings().places), sorted(drawings().props)
    posing = [(model, pose) for model in POSING for pose in poses]
    return HEAD + "\n".join(
        [
            "<h1>Picture glossary</h1>",
            "<h2>People</h2>",
            _list("figures", [_figure(page, name, "friendly", "idle", name) for name in people]),
            "<h2>Moods</h2>",
            *(_row_of_moods(page, name, moods) for name in people),
            "<h2>Poses</h2>",
            _list("figures", [_figure(page, name, "neutral", pose, pose) for name, pose in posing]),
            "<h2>Places</h2>",
            _list("places", [_place(page, name) for name in places]),
            "<h2>Props</h2>",
            _list("props", [_prop(page, name) for name in props]),
            "<h2>Props in a hand</h2>",
            _list("figures", [_held(page, name) for name in props]),
        ]
    )


def _row_of_moods(page: "Page", name: str, moods: list[str]) -> str:
    faces = [_face(page, name, mood) for mood in moods]
    return f"<h3>{escape(name)}</h3>{_list('faces', faces)}"


def _list(kind: str, cells: list[str]) -> str:
    return f'<ul class="{kind}">{"".join(f"<li>{cell}</li>" for cell in cells)}</ul>'


def _cell(box: str, drawing: str, caption: str) -> str:
    picture = f'<svg viewBox="{box}" role="img" aria-label="{escape(caption)}">{drawing}</svg>'
    return f"<figure>{picture}<figcaption>{escape(caption)}</figcaption></figure>"


def _face(page: "Page", name: str, mood: str) -> str:
    drawing = page.evaluate("([name, mood]) => desk.figure(name, mood, 'idle')", [name, mood])
    height = page.evaluate("(name) => desk.heightOf(name)", name)
    return _cell(f"-105 {-height - 20} 210 230", drawing, mood)


def _figure(page: "Page", name: str, mood: str, pose: str, caption: str) -> str:
    drawing = page.evaluate("(which) => desk.figure(...which)", [name, mood, pose])
    return _cell("-190 -545 400 565", drawing, caption)


def _place(page: "Page", name: str) -> str:
    drawn = page.evaluate("(name) => desk.place(name)", name)
    visitors = "".join(
        f'<g transform="translate({x} {drawn["ground"]})">'
        + page.evaluate("(who) => desk.figure(who, 'friendly', 'idle')", who)
        + "</g>"
        for x, who in ((620, "aigerim"), (980, "father"))
    )
    return _cell("0 0 1600 900", drawn["back"] + visitors + drawn["front"], name)


def _prop(page: "Page", name: str) -> str:
    drawn = page.evaluate("(name) => desk.prop(name)", name)
    return _cell(drawn["box"], drawn["text"], name)


def _held(page: "Page", name: str) -> str:
    drawing = page.evaluate("(name) => desk.held(name, 'sabina', 'explain')", name)
    return _cell("-170 -420 340 440", drawing, name)
