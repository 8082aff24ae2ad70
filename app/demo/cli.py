"""Commands of the demo school."""

import json
import time

import click
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import AppGroup

from app.core.db import db
from app.demo import seed as seeding
from app.demo.people import CLASSES, PICTURES, PICTURES_CLASS, PIN, PIN_CLASS, accounts

demo = AppGroup("demo", help="The demo school.")


def init_app(app: Flask) -> None:
    app.cli.add_command(demo)


@demo.command("seed")
def seed() -> None:
    """Makes the demo school, once: people, and half a term of what they did."""
    _need_a_place()
    started = time.monotonic()
    made = seeding.seed()
    if made is None:
        click.echo("A school is here already; nothing was changed.")
        return
    school = made.school
    pupils = sum(len(one.pupils) for one in school.classes.values())
    parents = len(school.named_parents) + len(school.other_parents)
    click.echo(
        f"Made the demo school in {time.monotonic() - started:.0f} s: "
        f"{len(school.classes)} classes, {pupils} pupils, {parents} parents, "
        f"{len(school.staff)} members of staff and guests."
    )
    for lesson_id in made.stale_lessons:
        click.echo(f"{lesson_id} was not assigned: a law text of it is past its recheck date.")
    click.echo("Who can sign in: flask demo accounts")


@demo.command("accounts")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def show_accounts(as_json: bool) -> None:
    """Who can sign in at /sign-in, and on which page they land."""
    _need_a_place()
    if not seeding.is_seeded():
        raise click.ClickException("There is no demo school here yet: make it by flask demo seed")
    rows = _rows()
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in ({name: name for name in WIDTHS}, *rows):
        click.echo("  ".join(f"{row[name]:<{width}}" for name, width in WIDTHS.items()).rstrip())
    codes = {plan.key: plan.code for plan in CLASSES}
    click.echo(f"Or as a pupil by card: class code {codes[PIN_CLASS]}, any name, PIN {PIN}")
    three = ", ".join(PICTURES)
    click.echo(f"The youngest: class code {codes[PICTURES_CLASS]}, any name, pictures {three}")


def _need_a_place() -> None:
    if current_app.extensions["settings"].mode == "school":
        raise click.ClickException("A real school is served here: there is no demo school.")
    if not sa.inspect(db.engine).has_table("users"):
        raise click.ClickException("The database has no tables yet: make them by flask db upgrade")


WIDTHS = {"username": 10, "password": 19, "role": 17, "locale": 6, "landing": 10}


def _rows() -> list[dict[str, str]]:
    landing = current_app.extensions["landing"]
    with current_app.test_request_context():
        return [
            {
                "username": one.username,
                "password": one.password,
                "role": one.role.value,
                "locale": one.locale,
                "landing": landing(one.role),
            }
            for one in accounts()
        ]
