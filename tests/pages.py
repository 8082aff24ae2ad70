"""What every page must have, checked on every page that any test opens."""

import contextlib
import re
import zlib
from collections import Counter
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

LABELLED = ("input", "select", "textarea")
STATIC = Path(__file__).parents[1] / "app" / "static"
SILENT_TYPES = ("hidden", "submit", "button", "image", "reset")


def lint(page: BeautifulSoup) -> None:
    html = page.find("html")
    language = html.get("lang") if html else None
    assert language in ("kk", "ru", "en"), "the page does not say its language"
    headings = page.select("h1")
    assert len(headings) == 1, f"{len(headings)} h1 on the page"
    title = page.title.get_text(strip=True) if page.title else ""
    assert title, "the page has no title"
    repeated = [one for one, n in Counter(t["id"] for t in page.select("[id]")).items() if n > 1]
    assert not repeated, f"ids used twice: {repeated}"
    assert not page.select("[style]"), "an inline style: the content policy blocks it"
    assert not page.select("script:not([src])"), "an inline script: the content policy blocks it"
    assert not page.select("[onclick], [onchange], [onsubmit]"), "an inline handler"
    _lint_fields(page)
    _lint_drawings(page)


def _lint_drawings(page: BeautifulSoup) -> None:
    """A drawing that its sprite does not have shows as nothing, and nobody is told."""
    for use in page.select("use[href]"):
        path, _, name = use["href"].partition("#")
        sprite = "/".join(path.split("/")[3:])  # behind /static/<version>/
        assert name in _drawn(sprite), f"not in {sprite}: {name}"


@cache
def _drawn(sprite: str) -> frozenset[str]:
    return frozenset(re.findall(r'\bid="([^"]+)"', (STATIC / sprite).read_text("utf-8")))


def _lint_fields(page: BeautifulSoup) -> None:
    labels = {label.get("for") for label in page.select("label[for]")}
    for field in page.select(", ".join(LABELLED)):
        if field.get("type") in SILENT_TYPES:
            continue
        named = (
            field.get("id") in labels
            or field.find_parent("label")
            or field.get("aria-label")
            or field.get("aria-labelledby")
        )
        assert named, f"a field without a label: {field}"
    for form in page.select("form"):
        assert form.get("action") is not None, f"a form without an action: {form}"


def text_of(page: BeautifulSoup, selector: str = "main") -> str:
    """The words of a part of the page, with single spaces."""
    part = page.select_one(selector)
    return " ".join(part.get_text(" ").split()) if part else ""


def sheets_of_pdf(data: bytes) -> int:
    """How many pages a PDF has: WeasyPrint packs what describes them into compressed streams."""
    number = 0
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        with contextlib.suppress(zlib.error):
            number += len(re.findall(rb"/Type /Page\b", zlib.decompress(packed)))
    return number
