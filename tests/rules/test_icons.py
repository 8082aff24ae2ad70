"""An icon that the sprite does not have shows as nothing, and nobody is told."""

import re

import pytest

from app.content import library

NAMED = re.compile(r"""\bicon\(\s*["']([a-z0-9-]+)["']\s*[,)]""")


@pytest.fixture(scope="module")
def drawn(repo):
    sprite = (repo / "app" / "static" / "icons" / "ui.svg").read_text("utf-8")
    return set(re.findall(r'<symbol[^>]* id="([a-z0-9-]+)"|id="([a-z0-9-]+)"', sprite))


def names(drawn):
    return {name for pair in drawn for name in pair if name}


def test_every_icon_that_a_template_names_is_in_the_sprite(repo, drawn):
    used = {
        name
        for path in (repo / "app" / "templates").rglob("*.html")
        for name in NAMED.findall(path.read_text("utf-8"))
    }
    assert used - names(drawn) == set()


def test_every_theme_has_its_icon(app, drawn):
    assert {theme.icon for theme in library.get().themes.values()} - names(drawn) == set()
