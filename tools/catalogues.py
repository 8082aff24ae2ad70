"""The interface's texts in kk, ru and en: `python tools/catalogues.py update | check | compile`.

update   collect the texts from code and templates into app/translations/*/LC_MESSAGES/messages.po
check    fail when a text is missing, unused, untranslated, uncertain or has broken placeholders
compile  write the binary catalogues that the server reads, where they are older than the texts
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "app"
FOLDER = APP / "translations"
LANGUAGES = ("kk", "ru", "en")
KEYWORDS = DEFAULT_KEYWORDS | parse_keywords(
    ["lazy_gettext", "_l", "lazy_ngettext:1,2", "lazy_pgettext:1c,2", "lazy_npgettext:1c,2,3"]
)
COMMENTS = ["NOTE"]
SHOWN = 20


def collect() -> Catalog:
    """Every text that code and templates ask to be translated."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = new()
    texts = extract_from_dir(APP, methods, options, KEYWORDS, COMMENTS, strip_comment_tags=True)
    for filename, _line, text, comments, context in texts:
        found.add(
            text, locations=[(f"app/{filename}", None)], auto_comments=comments, context=context
        )
    return found


def new(language: str | None = None) -> Catalog:
    return Catalog(
        locale=language,
        project="Adal Jol",
        version="",
        header_comment="# The interface texts of Adal Jol.",
        revision_date=datetime.now(UTC),
        last_translator="the Adal Jol team",
        language_team="the Adal Jol team",
        charset="utf-8",
        fuzzy=False,
    )


def path_of(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return new(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


# --- update ---------------------------------------------------------------------------------


def update() -> None:
    found = collect()
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(found, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        if language == "en":
            repeat_source(catalogue)
        write(language, catalogue)
        missing = sum(not is_translated(message) for message in messages(catalogue))
        print(f"{language}: {len(catalogue)} texts, {missing} to translate")


def repeat_source(catalogue: Catalog) -> None:
    """The source is English already; a full catalogue keeps one rule for all languages."""
    for message in messages(catalogue):
        message.string = message.id


def write(language: str, catalogue: Catalog) -> None:
    text = io.BytesIO()
    write_po(text, catalogue, width=100, sort_output=True)
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue())


def is_translated(message: Message) -> bool:
    """Every plural form has words."""
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


# --- check ----------------------------------------------------------------------------------


def check() -> None:
    found = {key(message): message for message in messages(collect())}
    problems = [line for language in LANGUAGES for line in faults(language, found)]
    for line in problems[:SHOWN]:
        print(line)
    if len(problems) > SHOWN:
        print(f"… and {len(problems) - SHOWN} more")
    if problems:
        sys.exit("The catalogues are not complete: run make i18n, then translate what is missing.")


def faults(language: str, found: dict[tuple, Message]) -> Iterator[str]:
    catalogue = read(language)
    present = {key(message): message for message in messages(catalogue)}
    for unknown in found.keys() - present.keys():
        yield f"{language}: not collected yet: {found[unknown].id!r}"
    for unused in present.keys() - found.keys():
        yield f"{language}: no longer used: {present[unused].id!r}"
    for message in present.values():
        if not is_translated(message):
            yield f"{language}: not translated: {message.id!r}"
        elif message.fuzzy:
            yield f"{language}: marked uncertain: {message.id!r}"
        else:
            yield from (
                f"{language}: {error}: {message.id!r}" for error in message.check(catalogue)
            )


def key(message: Message) -> tuple:
    """Plurals are looked up by their singular, as gettext does."""
    singular = message.id[0] if isinstance(message.id, tuple) else message.id
    return message.context, singular


# --- compile --------------------------------------------------------------------------------


def compile_all() -> None:
    for language in LANGUAGES:
        source = path_of(language)
        target = source.with_suffix(".mo")
        if not source.exists() or is_fresh(target, source):
            continue
        with target.open("wb") as file:
            write_mo(file, read(language))


def is_fresh(target: Path, source: Path) -> bool:
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


COMMANDS = {"update": update, "check": check, "compile": compile_all}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    COMMANDS[sys.argv[1]]()
