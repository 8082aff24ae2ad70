"""`flask people import` and `import-region`: lists past the pages, for whoever keeps the server."""

import time
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.interop.rosters import region
from app.interop.rosters.difference import Difference
from app.interop.rosters.imports import Chosen
from app.interop.rosters.region import Outcome
from app.interop.rosters.rows import BrokenFile, Problem

people = AppGroup("people", help="Schools' lists of pupils.")

PROBLEMS_SHOWN = 50

_language = click.option(
    "--language",
    type=click.Choice(["kk", "ru"]),
    default="kk",
    show_default=True,
    help="Of new classes, where the list does not tell.",
)
_moved = click.option("--move", is_flag=True, help="Move pupils to the classes of the list.")
_changed = click.option("--change", is_flag=True, help="Take names and dates from the list.")
_lenient = click.option("--without-errors", is_flag=True, help="Leave rows with errors out.")
_write = click.option("--write", is_flag=True, help="Write; else the difference is only told.")


def init_app(app: Flask) -> None:
    app.cli.add_command(people)


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--school", required=True, help="The school's name, or its number.")
@_language
@_moved
@_changed
@_lenient
@_write
def import_one(
    file: Path,
    school: str,
    language: str,
    move: bool,
    change: bool,
    without_errors: bool,
    write: bool,
) -> None:
    """FILE is a list as the import page takes it: XLSX, CSV or a OneRoster archive."""
    chosen = Chosen(all_moved=move, all_changed=change, without_errors=without_errors)
    try:
        difference = region.import_file(
            file,
            school_id=region.school_named(school),
            language=language,
            chosen=chosen,
            write=write,
        )
    except region.NoSuchSchool:
        raise click.ClickException(f"{school}: no such school, or several of this name") from None
    except BrokenFile as broken:
        raise click.ClickException(f"{file.name}: {broken}; nothing was written") from None
    for problem in [*difference.errors, *difference.remarks][:PROBLEMS_SHOWN]:
        click.echo(_line(problem))
    refused = bool(difference.errors) and not without_errors
    click.echo(f"{_numbers(difference)}{_end(write, refused)}")
    if write and refused:
        raise SystemExit(1)


@people.command("import-region")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--create-schools", is_flag=True, help="Open schools that are not there yet.")
@_language
@_moved
@_changed
@_lenient
@_write
def import_region(
    folder: Path,
    create_schools: bool,
    language: str,
    move: bool,
    change: bool,
    without_errors: bool,
    write: bool,
) -> None:
    """FOLDER holds a file for each school, named after it; folders in it are districts."""
    started, failed, count = time.monotonic(), 0, 0
    chosen = Chosen(all_moved=move, all_changed=change, without_errors=without_errors)
    for outcome in region.import_folder(
        folder, language=language, chosen=chosen, write=write, create=create_schools
    ):
        count += 1
        failed += outcome.difference is None or (write and not outcome.written)
        click.echo(_outcome(outcome, write))
    click.echo(f"{count} files in {time.monotonic() - started:.0f} s, {failed} not written.")
    if failed and write:
        raise SystemExit(1)


def _outcome(outcome: Outcome, write: bool) -> str:
    if outcome.difference is None:
        return f"{outcome.school}: {outcome.fault}; nothing was written"
    lines = [_line(problem) for problem in outcome.difference.errors[:PROBLEMS_SHOWN]]
    end = _end(write, write and not outcome.written)
    return "\n".join([*lines, f"{outcome.school}: {_numbers(outcome.difference)}{end}"])


def _numbers(difference: Difference) -> str:
    return (
        f"{len(difference.new)} new, {len(difference.moved)} moved, "
        f"{len(difference.changed)} changed, {difference.same} as they are, "
        f"{len(difference.gone)} not in the list, {len(difference.errors)} with errors"
    )


def _end(write: bool, refused: bool) -> str:
    if refused:
        return "; nothing was written: correct the errors, or add --without-errors"
    return "; written" if write else "; nothing was written: add --write"


def _line(problem: Problem) -> str:
    kind = "remark" if problem.is_remark else "error"
    place = f"{problem.place.sheet} row {problem.place.row}".strip()
    other = f" (row {problem.other})" if problem.other else ""
    return f"{kind}: {place}: {problem.column} {problem.value!r}: {problem.trouble}{other}"
