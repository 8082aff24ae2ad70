"""`flask scene draw` and `flask scene glossary`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.scenes import tools
from app.scenes.drawing import glossary as glossary_page
from app.scenes.drawing import pictures
from app.scenes.drawing.desk import desk

if TYPE_CHECKING:
    from playwright.sync_api import Page


@click.command("draw")
def draw() -> None:
    """Faces for panels, heads beside names, places behind panels, drawn again from the rig."""
    with _at_desk() as page:
        for file in pictures.draw_all(page):
            click.echo(file)


@click.command("glossary")
@click.argument("file", default="build/glossary.html", type=click.Path(path_type=Path))
def glossary(file: Path) -> None:
    """One page with every person in every mood, pose, place and thing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with _at_desk() as page:
        file.write_text(glossary_page.html(page), "utf-8")
    click.echo(file)


@contextmanager
def _at_desk() -> Iterator["Page"]:
    try:
        with desk() as page:
            yield page
    except tools.ToolMissing as error:
        raise click.ClickException(str(error)) from None


ALL = (draw, glossary)
