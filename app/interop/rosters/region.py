"""Lists past the pages: one file for the command, a folder of them for a region.

Each school is a transaction of its own: a broken file stops its own school only.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.core import clock
from app.core.db import db, transaction
from app.core.i18n import search_key
from app.interop.rosters import imports, oneroster, school, tables
from app.interop.rosters.columns import guess_all, missing
from app.interop.rosters.difference import Difference, compare
from app.interop.rosters.models import Kind, RosterImport, State
from app.interop.rosters.reading import read_rows
from app.interop.rosters.rows import BrokenFile, Fault, Problem, Row
from app.people import services
from app.people.models import School
from app.people.queries import school_name

SUFFIXES = (".csv", ".xlsx", ".zip", ".txt")
SchoolKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one file would change, or has changed; or why it cannot be read."""

    file: Path
    school: str
    difference: Difference | None = None
    fault: str = ""
    written: bool = False


class NoSuchSchool(LookupError):
    pass


def read_all(data: bytes, school_id: int) -> tuple[Kind, list[Row | Problem]]:
    """Columns by their headings, or as the school named them on its page."""
    if tables.is_archive_of_csv(data):
        return Kind.ONEROSTER, list(oneroster.read(data, school_name(school_id)))
    table = tables.open_table(data)
    fields = guess_all(
        [head.text for head in table.headings], imports.remembered_headings(school_id)
    )
    if lacking := missing(fields, sheets_are_classes=table.sheets_are_classes):
        raise BrokenFile(Fault.COLUMNS_MISSING, ", ".join(lacking))
    return Kind.TABLE, list(read_rows(table, fields, clock.today()))


def import_file(
    path: Path, *, school_id: int, language: str, chosen: imports.Chosen, write: bool
) -> Difference:
    """In one transaction; nothing is written while there are errors, unless they may stay out."""
    kind, results = read_all(path.read_bytes(), school_id)
    with transaction():
        school.lock(school_id)
        difference = compare(results, school.load(school_id), language)
        if write and (chosen.without_errors or not difference.errors):
            one = RosterImport(
                id=uuid.uuid4(),
                school_id=school_id,
                kind=kind,
                file_name=path.name,
                state=State.WRITING,
                language=language,
            )
            db.session.add(one)
            imports.put(one, difference, chosen)
    return difference


def import_folder(
    folder: Path, *, language: str, chosen: imports.Chosen, write: bool, create: bool
) -> Iterator[Outcome]:
    """Files are named after their schools; a folder between is the district."""
    known = _schools()
    for path in sorted(one for one in folder.rglob("*") if one.suffix.lower() in SUFFIXES):
        district = "" if path.parent == folder else path.parent.name
        yield _import_one(path, district, known, language, chosen, write, create)
        db.session.expunge_all()


def _import_one(
    path: Path,
    district: str,
    known: dict[SchoolKey, int],
    language: str,
    chosen: imports.Chosen,
    write: bool,
    create: bool,
) -> Outcome:
    try:
        school_id = _find(known, district, path.stem)
        if school_id is None and not (create and write):
            return Outcome(path, path.stem, fault="no such school")
        if school_id is None:
            school_id = _create(known, district, path.stem)
        difference = import_file(
            path, school_id=school_id, language=language, chosen=chosen, write=write
        )
    except BrokenFile as broken:
        return Outcome(path, path.stem, fault=str(broken))
    written = write and (chosen.without_errors or not difference.errors)
    return Outcome(path, path.stem, difference, written=written)


def _schools() -> dict[SchoolKey, int]:
    rows = db.session.execute(sa.select(School.id, School.name, School.district))
    return {(search_key(row.district or ""), search_key(row.name)): row.id for row in rows}


def _find(known: Mapping[SchoolKey, int], district: str, name: str) -> int | None:
    """By district and name; by the name alone where only one school has it."""
    exact = known.get((search_key(district), search_key(name)))
    if exact is not None or district:
        return exact
    alike = [one for (_district, other), one in known.items() if other == search_key(name)]
    return alike[0] if len(alike) == 1 else None


def _create(known: dict[SchoolKey, int], district: str, name: str) -> int:
    with transaction():
        made = services.create_school(name=name)
        made.district = district or None
        db.session.flush()
        school_id = made.id
    known[search_key(district), search_key(name)] = school_id
    return school_id


def school_named(text: str) -> int:
    """For the command: a school by its name or its number."""
    found = _find(_schools(), "", text)
    if found is None and text.isdecimal():
        found = db.session.scalar(sa.select(School.id).where(School.id == int(text)))
    if found is None:
        raise NoSuchSchool(text)
    return found
