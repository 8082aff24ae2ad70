"""Commands for whoever runs a school's server. Thin: an app context, a transaction, a service."""

import json
from collections import Counter

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from app.content import library, signing
from app.content.coverage import as_markdown as as_table
from app.content.files import read_documents
from app.content.reviews import readers
from app.content.schema.base import BANDS, THEMES
from app.content.schema.reviews import READS, REVIEWERS, Reviewer
from app.content.statements import as_markdown
from app.core import clock, seals
from app.core.db import transaction
from app.core.i18n import LOCALES, Locale
from app.learning import rebuilding
from app.people import roster, services
from app.people.roles import Role
from app.signin import doors, outside, resets

content = AppGroup("content", help="Lessons, item banks and law records.")
school = AppGroup("school", help="A real, empty school.")
queue = AppGroup("jobs", help="Work of the queue.")
trail = AppGroup("audit", help="The trail of who did and read what.")


def init_app(app: Flask) -> None:
    for group in (content, school, queue, trail):
        app.cli.add_command(group)


@content.command("check")
@click.option("--strict", is_flag=True, help="Warnings and stale law records are errors too.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Stale as of this day.")
def check_content(strict: bool, on: object) -> None:
    """Counts per language, and what is to be mended. Errors have stopped the start already."""
    documents, problems = read_documents(current_app.extensions["settings"].content_root)
    catalogue = library.build(documents, problems)
    faults = library.faults(documents)
    day = on.date() if on else clock.today()  # type: ignore[attr-defined]
    stale = [record.id for record in catalogue.law.values() if record.is_stale(day)]
    for warning in catalogue.warnings:
        click.echo(f"warning: {warning}")
    for law_id in stale:
        click.echo(f"warning: content/law/{law_id}.yaml: past its recheck date on {day}")
    for fault in faults:
        click.echo(str(fault))
    click.echo(_summary(catalogue))
    if faults or (strict and (stale or catalogue.warnings)):
        raise SystemExit(1)


def _summary(catalogue: library.Library) -> str:
    figures = _figures(catalogue)
    names = ("lessons", "scenes", "quizzes", "items", "law_records", "acts")
    counts = ", ".join(f"{figures[name]} {name.replace('_', ' ')}" for name in names)
    return f"{counts}, each in {', '.join(LOCALES)}"


@content.command("statements")
@click.option("--locale", type=click.Choice(LOCALES), default="ru", show_default=True)
def content_statements(locale: Locale) -> None:
    """Every text that rests on a law record, with the records: what a lawyer has to read."""
    click.echo(as_markdown(library.get(), locale), nl=False)


@content.command("coverage")
def content_coverage() -> None:
    """How often the year plans bring back each objective, grade by grade."""
    click.echo("\n".join(as_table(library.get().plans)))


@content.command("stats")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def content_stats(as_json: bool) -> None:
    """What the catalogue holds."""
    figures = _figures(library.get())
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
    else:
        click.echo("\n".join(f"{name}: {value}" for name, value in figures.items()))


def _figures(catalogue: library.Library) -> dict[str, object]:
    items = catalogue.items()
    return {
        "lessons": len(catalogue.lessons),
        "scenes": len(catalogue.scenes),
        "quizzes": len(catalogue.banks),
        "items": len(items),
        "law_records": len(catalogue.law),
        "acts": len(catalogue.acts.acts) if catalogue.acts else 0,
        "cases": 0,
        "pharmacy_trees": 0,
        # The schema takes no text without all three, so every lesson counts in each.
        "languages": dict.fromkeys(LOCALES, len(catalogue.lessons)),
        "interactions": dict(Counter(item.interaction for item in items)),
        "by_theme_and_band": {
            theme: {band: _count(catalogue, theme, band) for band in BANDS} for theme in THEMES
        },
    }


def _count(catalogue: library.Library, theme: str, band: str) -> int:
    return sum(one.theme == theme and one.band == band for one in catalogue.lessons.values())


@content.group("review", invoke_without_command=True)
@click.option("--role", type=click.Choice(REVIEWERS), help="Only what this reviewer has to read.")
@with_appcontext
@click.pass_context
def review(context: click.Context, role: Reviewer | None) -> None:
    """What awaits a native speaker, a lawyer or a psychologist, and what changed since."""
    if context.invoked_subcommand is None:
        catalogue = library.load(current_app.extensions["settings"].content_root)
        for one in [role] if role else REVIEWERS:
            _list_waiting(catalogue, one)


def _list_waiting(catalogue: library.Library, role: Reviewer) -> None:
    files = sorted(one for one in catalogue.ledger.fingerprints if role in readers(one))
    states = Counter[str]()
    lines = []
    for file in files:
        standing = next(one for one in catalogue.ledger.standings([file]) if one.role == role)
        states[standing.state] += 1
        if standing.state != "approved":
            waits = "changed" if standing.state == "changed" else "awaits review"
            lines.append(f"  {file}: {waits} ({', '.join(standing.locales)})")
    counts = (f"{states[state]} {state}" for state in ("awaits", "changed", "approved"))
    click.echo(f"{role}: {', '.join(counts)}")
    click.echo("\n".join(lines) if lines else "  nothing waits")


@review.command("sign")
@click.argument("target")
@click.option("--role", type=click.Choice(REVIEWERS), required=True)
@click.option("--name", required=True, help="Who has read it; nobody signs for another.")
@click.option("--locale", "locales", type=click.Choice(LOCALES), multiple=True)
def sign_review(target: str, role: Reviewer, name: str, locales: tuple[Locale, ...]) -> None:
    """TARGET is a lesson (L08), a law record (kz-cc-188) or the path of a file."""
    root = current_app.extensions["settings"].content_root
    try:
        signed = signing.sign(
            root=root,
            catalogue=library.load(root),
            target=target,
            role=role,
            locales=locales or READS[role],
            name=name,
            on=clock.today(),
        )
    except signing.NothingToSign:
        raise click.ClickException(f"{target}: nothing here for the {role} to sign") from None
    for one in signed:
        click.echo(f"{one.file} ({one.locale}): signed by {one.name}, {one.date}")


@school.command("setup-code")
def setup_code() -> None:
    """A one-time code that creates the school and its administrator; nothing if one exists."""
    with transaction():
        code = services.issue_setup_code()
    if code:
        click.echo(f"Open /set-up in the browser and enter this code once: {code}")


@school.command("lost-device")
@click.argument("username")
def lost_device(username: str) -> None:
    """A new password and no second factor, for the only administrator who has lost a telephone."""
    user_id = doors.user_named(username)
    if user_id is None:
        raise click.ClickException(f"{username}: nobody has this username")
    with transaction():
        password = resets.lost_device(user_id=user_id, by_id=user_id)
    click.echo(f"New password, shown once: {password}")


@school.command("provider")
@click.option("--name", required=True, help="What the button on the sign-in page says.")
@click.option("--issuer", required=True)
@click.option("--client-id", required=True)
@click.option("--client-secret", envvar="CLIENT_SECRET", required=True)
@click.option("--off", is_flag=True, help="Keep it, but switched off.")
def provider(name: str, issuer: str, client_id: str, client_secret: str, off: bool) -> None:
    """An OpenID provider for all schools of this server; a school sets its own on its page."""
    with transaction():
        outside.save_provider(
            school_id=None,
            name=name,
            issuer=issuer.rstrip("/"),
            client_id=client_id,
            client_secret=client_secret,
            is_on=not off,
            by_id=None,
        )
    number = outside.serving(None)[0].id
    click.echo(f"Address of return: /sign-in/through/{number}/back")


@school.command("region-admin")
@click.argument("username")
@click.option("--family-name", required=True)
@click.option("--given-name", required=True)
@click.option("--locale", type=click.Choice(LOCALES), default="kk", show_default=True)
def region_admin(username: str, family_name: str, given_name: str, locale: str) -> None:
    """The first administrator of a region, who opens its schools on pages; prints a password."""
    try:
        with transaction():
            password = roster.add_colleague(
                role=Role.REGION_ADMIN,
                school_id=None,
                name=roster.Name(family_name, given_name),
                username=username,
                locale=locale,
                by_id=None,
            )
    except services.UsernameTaken:
        raise click.ClickException(f"{username}: this username is taken") from None
    click.echo(f"{username.casefold()} signs in with {password} and chooses a new one.")


@queue.command("work")
@click.option("--workers", default=2, show_default=True)
def work(workers: int) -> None:
    """Runs jobs until stopped. A school's single process does this by itself."""
    from huey.consumer import Consumer

    Consumer(current_app.extensions["queue"], workers=workers).run()


@queue.command("sweep")
def sweep() -> None:
    """The nightly sweep, now. Safe at any time."""
    current_app.extensions["sweep"]()


@trail.command("verify")
def verify_trail() -> None:
    """Whether the trail still fits its nightly seals. Compare the last digest with the log."""
    wrong, last = seals.broken(), seals.newest()
    for seal_id in wrong:
        click.echo(f"The trail does not fit seal {seal_id}.", err=True)
    if wrong:
        raise SystemExit(1)
    until = f"{last.until.isoformat()}, digest {last.digest}" if last else "nothing is sealed yet"
    click.echo(f"The trail is whole: {until}")


@queue.command("rollups")
@click.option("--mend", is_flag=True, help="Write anew what differs; nobody may answer meanwhile.")
def check_rollups(mend: bool) -> None:
    """Compares the counts that pages read with the attempts they were made of."""
    wrong, pupils = Counter[str](), 0
    for group in rebuilding.pupils_with_attempts():
        pupils += len(group)
        found = rebuilding.differences(group)
        wrong.update(found)
        if found and mend:
            with transaction():
                rebuilding.rebuild(group)
    for table, rows in sorted(wrong.items()):
        click.echo(f"{table}: {rows} rows {'were mended' if mend else 'differ'}", err=not mend)
    click.echo(f"{pupils} pupils were looked at.")
    if wrong and not mend:
        raise SystemExit(1)
