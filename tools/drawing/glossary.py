"""The picture glossary: every person in every mood, poses, places and things, from the code.

python -m tools.drawing.glossary [FILE] writes build/glossary.html.
"""

import sys
from html import escape
from pathlib import Path

from playwright.sync_api import Page

from tools.drawing.studio import ROOT, names, studio

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


def glossary(page: Page) -> str:
    people, moods, poses = (page.evaluate(f"studio.{one}") for one in ("people", "moods", "poses"))
    parts = ["<h1>Picture glossary</h1>", "<h2>People</h2>"]
    figures = [_figure(page, name, "friendly", "idle", name) for name in people]
    parts += [_list("figures", figures), "<h2>Moods</h2>"]
    for name in people:
        faces = [_face(page, name, mood) for mood in moods]
        parts += [f"<h3>{escape(name)}</h3>", _list("faces", faces)]
    models = ("damir", "alua", "kamila", "teacher")
    shown = [_figure(page, model, "neutral", pose, pose) for model in models for pose in poses]
    parts += ["<h2>Poses</h2>", _list("figures", shown)]
    parts += ["<h2>Places</h2>", _list("places", [_place(page, name) for name in names("places")])]
    parts += ["<h2>Props</h2>", _list("props", [_prop(page, name) for name in names("props")])]
    parts += [
        "<h2>Props in a hand</h2>",
        _list("figures", [_held(page, n) for n in names("props")]),
    ]
    return HEAD + "\n".join(parts)


def _list(kind: str, cells: list[str]) -> str:
    return f'<ul class="{kind}">{"".join(f"<li>{cell}</li>" for cell in cells)}</ul>'


def _cell(box: str, drawing: str, caption: str) -> str:
    picture = f'<svg viewBox="{box}" role="img" aria-label="{escape(caption)}">{drawing}</svg>'
    return f"<figure>{picture}<figcaption>{escape(caption)}</figcaption></figure>"


def _face(page: Page, name: str, mood: str) -> str:
    drawing = page.evaluate("([name, mood]) => studio.figure(name, mood, 'idle')", [name, mood])
    height = page.evaluate("(name) => studio.heightOf(name)", name)
    return _cell(f"-105 {-height - 20} 210 230", drawing, mood)


def _figure(page: Page, name: str, mood: str, pose: str, caption: str) -> str:
    drawing = page.evaluate("(which) => studio.figure(...which)", [name, mood, pose])
    return _cell("-170 -540 340 560", drawing, caption)


def _place(page: Page, name: str) -> str:
    drawn = page.evaluate("(name) => studio.place(name)", name)
    visitors = "".join(
        f'<g transform="translate({x} {drawn["ground"]})">'
        + page.evaluate("(who) => studio.figure(who, 'friendly', 'idle')", who)
        + "</g>"
        for x, who in ((620, "aigerim"), (980, "father"))
    )
    return _cell("0 0 1600 900", drawn["back"] + visitors + drawn["front"], name)


def _prop(page: Page, name: str) -> str:
    drawn = page.evaluate("(name) => studio.prop(name)", name)
    return _cell(drawn["box"], drawn["text"], name)


def _held(page: Page, name: str) -> str:
    drawing = page.evaluate("(name) => studio.held(name, 'sabina', 'explain')", name)
    return _cell("-170 -420 340 440", drawing, name)


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "glossary.html"
    target.parent.mkdir(exist_ok=True)
    with studio() as page:
        target.write_text(glossary(page), "utf-8")
    print(target)


if __name__ == "__main__":
    main()
