"""`flask scene …`: films, the preview, and scripts for voices."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.content.voices import voice_script
from app.core.i18n import LOCALES
from app.scenes import camera, lab, scripts, studio, tools
from app.scenes.drawing import commands
from app.scenes.workshop import NoScene, Script, Workshop
from app.web.clips import clip_words

if TYPE_CHECKING:
    pass

scene = AppGroup("scene", help="Clips of lessons. LESSON is L08, or the name of a folder or clip.")
OUT = Path("build/clips")
folder_option = click.option(
    "--out", default=OUT, show_default=True, type=click.Path(path_type=Path, file_okay=False)
)


def init_app(app: Flask) -> None:
    for command in commands.ALL:
        scene.add_command(command)
    app.cli.add_command(scene)


def is_previewing() -> bool:
    """Whoever mends a scene starts with broken files: the last good catalogue stands in."""
    return sys.argv[1:3] == ["scene", "preview"]


@scene.command("render")
@click.argument("lesson")
@click.option("--locale", type=click.Choice(LOCALES), default="kk", show_default=True)
@click.option("--height", type=click.Choice(["480", "720"]), default="480", show_default=True)
@folder_option
def render(lesson: str, locale: str, height: str, out: Path) -> None:
    """A film of the clip with captions beside it. Interrupted, it goes on where it stopped."""
    workshop = _workshop(lesson)
    order = camera.Order(_script(workshop), locale, int(height), out, workshop.voices)
    out.mkdir(parents=True, exist_ok=True)
    try:
        tools.ffmpeg()
        with (
            studio.running(studio.studio(workshop, clip_words())) as address,
            tools.browser() as browser,
            _progress_bar() as progress,
        ):
            camera.shoot(browser, address, order, progress)
    except (tools.ToolMissing, camera.PlayerFailed, lab.FfmpegFailed) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{order.file} ({order.file.stat().st_size / 1e6:.1f} MB), {order.captions}")


@scene.command("voice")
@click.argument("lesson")
@click.option("--measure", is_flag=True, help="Read how long the recordings in audio/ last.")
@folder_option
def voice(lesson: str, measure: bool, out: Path) -> None:
    """What a teacher reads aloud, in each language, and the lines to record as a table."""
    workshop = _workshop(lesson)
    script = _script(workshop)
    if measure:
        _measure(workshop, script)
        return
    out.mkdir(parents=True, exist_ok=True)
    for locale in LOCALES:
        told = scripts.told(script, locale)
        _write(out / f"{script.scene.clip}.{locale}.read-aloud.txt", told)
    _write(out / f"{script.scene.clip}.voice.csv", voice_script(script.scene))


def _measure(workshop: Workshop, script: Script) -> None:
    """The clip then takes its time from the recordings."""
    try:
        for file, lines in scripts.measured(workshop, script):
            click.echo(f"{file}: {lines} recorded lines")
    except (tools.ToolMissing, lab.FfmpegFailed) as error:
        raise click.ClickException(str(error)) from None


def _write(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    click.echo(file)


@scene.command("preview")
@click.argument("lesson")
@click.option("--port", default=8010, show_default=True)
def preview(lesson: str, port: int) -> None:
    """The stage in three languages, which follows the files as they are saved; on this machine."""
    server = studio.server_of(studio.studio(_workshop(lesson), clip_words()), port)
    click.echo(f"http://{studio.HOST}:{server.server_port} shows {lesson}; Ctrl+C ends it.")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


def _workshop(lesson: str) -> Workshop:
    try:
        return Workshop.of(current_app.extensions["settings"].content_root, lesson)
    except NoScene:
        raise click.ClickException(f"no lesson with a scene is called {lesson!r}") from None


def _script(workshop: Workshop) -> Script:
    if workshop.is_broken or workshop.script is None:
        said = "\n".join(str(problem) for problem in workshop.problems)
        raise click.ClickException(f"the scene has errors:\n{said}")
    return workshop.script


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None]]:
    with click.progressbar(length=1, label="Frames") as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield progress
