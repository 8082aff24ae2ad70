"""OneRoster 1.1 and 1.2, CSV binding: a zip of tables that name each other by sourcedId.

Read are the manifest, schools, school years, classes, users, their roles (1.2) and enrolments;
whatever else a vendor adds is passed over. Passwords, telephones and e-mails are never read.
"""

import csv
import io
import lzma
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.core.i18n import search_key
from app.interop.rosters import values
from app.interop.rosters.reading import MOST_ROWS
from app.interop.rosters.rows import (
    BrokenFile,
    Fault,
    Place,
    Problem,
    Row,
    Trouble,
    Unreadable,
)
from app.interop.rosters.workbook import check_archive

VERSIONS = ("1.1", "1.2")
NEEDED = ("manifest", "orgs", "academicSessions", "classes", "users", "enrollments")
LEARNERS = {"student", "learner"}
GONE = {"tobedeleted", "inactive"}

# What a part of an archive raises that is not packed as it says.
UNREADABLE = (
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
)

Record = dict[str, str]


@dataclass(slots=True)
class _Class:
    grade: int
    letter: str
    place: Place
    is_homeroom: bool


@dataclass(slots=True)
class _Archive:
    """Open tables of one zip, by the names that the standard gives them."""

    data: bytes
    files: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_archive(self.data)
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            for name in archive.namelist():
                plain = name.rsplit("/", 1)[-1]
                if plain.lower().endswith(".csv"):
                    self.files[plain[:-4].casefold()] = name

    def has(self, table: str) -> bool:
        return table.casefold() in self.files

    def records(self, table: str) -> Iterator[tuple[Place, Record]]:
        try:
            with (
                zipfile.ZipFile(io.BytesIO(self.data)) as archive,
                archive.open(self.files[table.casefold()]) as raw,
            ):
                reader = csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig", newline=""))
                for number, record in enumerate(reader, start=2):
                    if number > MOST_ROWS * 20:
                        raise BrokenFile(Fault.TOO_MANY_ROWS, f"{table}.csv")
                    yield Place(number, f"{table}.csv"), _strings(record)
        except UnicodeDecodeError:
            raise BrokenFile(Fault.ENCODING, f"{table}.csv") from None
        except UNREADABLE:
            raise BrokenFile(Fault.NOT_A_TABLE, f"{table}.csv") from None


def _strings(record: dict[str | None, object]) -> Record:
    """Short rows have None, long ones a list under None."""
    return {key: value.strip() for key, value in record.items() if key and isinstance(value, str)}


def check(data: bytes, school_name: str) -> None:
    """Whether this is a file that we can read, before a job reads it all."""
    _org(_open(data), school_name)


def _open(data: bytes) -> _Archive:
    archive = _Archive(data)
    for table in NEEDED:
        if not archive.has(table):
            raise BrokenFile(Fault.FILE_MISSING, f"{table}.csv")
    version = _manifest(archive).get("oneroster.version", "")
    if version not in VERSIONS:
        raise BrokenFile(Fault.VERSION_UNKNOWN, version or "–")
    return archive


def _manifest(archive: _Archive) -> dict[str, str]:
    return {
        record.get("propertyName", ""): record.get("value", "")
        for _place, record in archive.records("manifest")
    }


def read(data: bytes, school_name: str) -> Iterator[Row | Problem]:
    """Pupils in their classes. Of several schools in the file, those of the one named so."""
    archive = _open(data)
    org = _org(archive, school_name)
    classes, problems = _classes(archive, org)
    yield from problems
    in_class = _enrolments(archive, classes)
    learners = _learners(archive)
    for place, record in archive.records("users"):
        if _is_gone(record):
            continue
        source_id = record.get("sourcedId", "")
        role = record.get("role", "")
        if role.casefold() in LEARNERS or source_id in learners:
            found = [classes[one] for one in in_class.get(source_id, ()) if one in classes]
            yield from _pupil(place, record, found, is_all=org is None)


def count(data: bytes) -> int:
    return sum(1 for _record in _open(data).records("users"))


def _org(archive: _Archive, school_name: str) -> str | None:
    """None where the file is of one school only, whatever it is called there."""
    schools = {
        record.get("sourcedId", ""): search_key(record.get("name", ""))
        for _place, record in archive.records("orgs")
        if not _is_gone(record) and record.get("type", "").casefold() == "school"
    }
    if len(schools) <= 1:
        return None
    named = [org for org, name in schools.items() if name == search_key(school_name)]
    if len(named) != 1:
        raise BrokenFile(Fault.WHICH_SCHOOL)
    return named[0]


def _is_gone(record: Record) -> bool:
    return record.get("status", "").casefold() in GONE


def _present_terms(archive: _Archive) -> set[str]:
    """Terms that are in the file and not to be deleted: a class of none of them is an old one."""
    return {
        record.get("sourcedId", "")
        for _place, record in archive.records("academicSessions")
        if not _is_gone(record)
    }


def _classes(archive: _Archive, org: str | None) -> tuple[dict[str, _Class], list[Problem]]:
    """Homerooms, or whatever is named like a class: «7 Ә» is one, "Algebra 7" is a lesson."""
    terms = _present_terms(archive)
    found: dict[str, _Class] = {}
    problems = []
    names: dict[tuple[int, str], Place] = {}
    for place, record in archive.records("classes"):
        if _is_gone(record) or (org and record.get("schoolSourcedId") != org):
            continue
        of_terms = set(filter(None, record.get("termSourcedIds", "").split(",")))
        if of_terms and not of_terms & terms:
            continue
        title = record.get("title", "")
        is_homeroom = record.get("classType", "").casefold() == "homeroom"
        try:
            name = values.class_name(title)
        except Unreadable as refusal:
            if is_homeroom:
                problems.append(_problem(place, refusal.trouble, "title", title))
            continue
        if name in names:
            trouble = Trouble.TWO_CLASSES_OF_ONE_NAME
            problems.append(_problem(place, trouble, "title", title, names[name].row))
            continue
        names[name] = place
        found[record.get("sourcedId", "")] = _Class(*name, place, is_homeroom)
    return found, problems


def _problem(
    place: Place, trouble: Trouble, column: str, value: str, other: int | None = None
) -> Problem:
    return Problem(place=place, trouble=trouble, column=column, value=value[:60], other=other)


def _enrolments(archive: _Archive, classes: dict[str, _Class]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for _place, record in archive.records("enrollments"):
        class_id = record.get("classSourcedId", "")
        is_learner = record.get("role", "").casefold() in LEARNERS
        if class_id in classes and is_learner and not _is_gone(record):
            found[record.get("userSourcedId", "")].append(class_id)
    return found


def _learners(archive: _Archive) -> set[str]:
    """In 1.2 roles have a table of their own."""
    if not archive.has("roles"):
        return set()
    return {
        record.get("userSourcedId", "")
        for _place, record in archive.records("roles")
        if record.get("role", "").casefold() in LEARNERS and not _is_gone(record)
    }


def _pupil(
    place: Place, record: Record, found: list[_Class], *, is_all: bool
) -> Iterator[Row | Problem]:
    homerooms = [one for one in found if one.is_homeroom] or found
    places = {(one.grade, one.letter) for one in homerooms}
    if not places:
        if is_all:
            yield _problem(place, Trouble.CLASS_MISSING, "enrollments", _full_name(record))
        return
    if len(places) > 1:
        yield _problem(place, Trouble.IN_TWO_CLASSES, "enrollments", _full_name(record))
        return
    ((grade, letter),) = places
    parts, problems = {}, []
    for name, column, read_value in (
        ("family_name", "familyName", values.name),
        ("given_name", "givenName", values.name),
        ("patronymic", "middleName", lambda text: values.name(text) if text else None),
        ("external_id", "sourcedId", values.external_id),
    ):
        try:
            parts[name] = read_value(record.get(column, ""))
        except Unreadable as refusal:
            problems.append(_problem(place, refusal.trouble, column, record.get(column, "")))
    if problems:
        yield from problems
        return
    yield Row(place=place, grade=grade, letter=letter, **parts)  # type: ignore[arg-type]


def _full_name(record: Record) -> str:
    return f"{record.get('familyName', '')} {record.get('givenName', '')}".strip()
