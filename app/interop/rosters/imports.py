"""The way of a list into a school: uploaded, columns named, checked, confirmed, written, undone.

Each step locks the row of its import and asks for its state first, so that a step done twice,
by a second click or a job that ran again, is done once.
"""

import base64
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from pydantic import TypeAdapter

from app.core import audit, clock, events
from app.core.db import db, transaction
from app.interop.kundelik import pupils as kundelik
from app.interop.kundelik.client import Token
from app.interop.rosters import oneroster, school, tables, undoing
from app.interop.rosters.columns import Field, guess_all, heading_key
from app.interop.rosters.difference import Difference, compare
from app.interop.rosters.events import RosterToCheck, RosterToWrite
from app.interop.rosters.keeping import can_be_undone
from app.interop.rosters.models import Kind, RosterHeading, RosterImport, State
from app.interop.rosters.reading import read_rows
from app.interop.rosters.rows import BrokenFile, Fault, Problem, Row
from app.interop.rosters.writing import Undo, write
from app.people.access import NotFound
from app.people.models import User
from app.people.queries import school_name
from app.people.roles import Role
from app.people.viewer import Viewer

LONGEST_FILE_NAME = 120
TELL_EVERY = 250

_RESULTS: TypeAdapter[list[Row | Problem]] = TypeAdapter(list[Row | Problem])


Verb = Callable[[RosterImport], object]


class Stale(Exception):
    """The school changed after this difference was shown."""


class NotNow(Exception):
    """The import is past this step, or not there yet."""


def visible_imports(viewer: Viewer) -> sa.Select[RosterImport]:
    return sa.select(RosterImport).where(RosterImport.school_id == viewer.school_id)


def import_for(viewer: Viewer, import_id: uuid.UUID) -> RosterImport:
    one = db.session.scalar(visible_imports(viewer).where(RosterImport.id == import_id))
    if one is None:
        raise NotFound
    return one


# --- uploaded --------------------------------------------------------------------------------


def receive(
    *, import_id: uuid.UUID, school_id: int, by_id: int | None, file_name: str, data: bytes
) -> RosterImport:
    """Keeps a file that can be read; raises BrokenFile, and keeps nothing, for one that cannot."""
    if (known := db.session.get(RosterImport, import_id)) is not None:
        if known.school_id != school_id:
            raise NotFound
        return known
    if len(data) > tables.LARGEST_FILE:
        raise BrokenFile(Fault.TOO_LARGE, str(tables.LARGEST_FILE // 1024**2))
    is_oneroster = tables.is_archive_of_csv(data)
    if is_oneroster:
        oneroster.check(data, school_name(school_id))
    else:
        tables.open_table(data)
    one = RosterImport(
        id=import_id,
        school_id=school_id,
        made_by_id=by_id,
        kind=Kind.ONEROSTER if is_oneroster else Kind.TABLE,
        file_name=file_name[-LONGEST_FILE_NAME:],
        state=State.CHECKING if is_oneroster else State.COLUMNS,
        file=base64.b64encode(data).decode(),
    )
    db.session.add(one)
    db.session.flush()
    if is_oneroster:
        events.record(db.session, RosterToCheck(one.id))
    return one


def receive_token(
    *, import_id: uuid.UUID, school_id: int, by_id: int, token: Token
) -> RosterImport:
    """A permission to read the list at Kundelik; a job does it, and the token is thrown away."""
    one = RosterImport(
        id=import_id,
        school_id=school_id,
        made_by_id=by_id,
        kind=Kind.KUNDELIK,
        file_name="Kundelik",
        state=State.CHECKING,
        file=token.model_dump_json(),
    )
    db.session.add(one)
    db.session.flush()
    events.record(db.session, RosterToCheck(one.id))
    return one


def file_of(one: RosterImport) -> bytes:
    if one.file is None:
        raise NotNow
    return base64.b64decode(one.file)


# --- columns ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Columns:
    headings: tuple[tables.Heading, ...]
    guesses: tuple[Field, ...]
    sheets: tuple[str, ...]
    left_out: tuple[str, ...]
    sheets_are_classes: bool


def columns_of(one: RosterImport) -> Columns:
    table = tables.open_table(file_of(one))
    guesses = guess_all([head.text for head in table.headings], remembered_headings(one.school_id))
    return Columns(
        headings=table.headings,
        guesses=tuple(guesses),
        sheets=tuple(table.sheets),
        left_out=table.left_out,
        sheets_are_classes=table.sheets_are_classes,
    )


def remembered_headings(school_id: int) -> dict[str, Field]:
    rows = db.session.execute(
        sa.select(RosterHeading.heading, RosterHeading.field).where(
            RosterHeading.school_id == school_id
        )
    )
    return {row.heading: Field(row.field) for row in rows}


def name_columns(
    one: RosterImport, *, headings: Sequence[str], fields: Sequence[Field], language: str
) -> None:
    """Remembers what each heading means here, and sends the rows to be checked."""
    _lock(one, State.COLUMNS, State.READY)
    known = remembered_headings(one.school_id)
    for heading, field in zip(headings, fields, strict=True):
        if (key := heading_key(heading)) and known.get(key) != field:
            db.session.merge(RosterHeading(school_id=one.school_id, heading=key, field=field))
    one.fields = [str(field) for field in fields]
    one.language = language
    _step(one, State.CHECKING)
    events.record(db.session, RosterToCheck(one.id))


def back_to_columns(one: RosterImport) -> None:
    _lock(one, State.READY)
    _step(one, State.COLUMNS)


# --- checked ---------------------------------------------------------------------------------


def check(import_id: uuid.UUID) -> None:
    """The job: reads every row, telling how far it is. Opens its own transactions."""
    one = db.session.get(RosterImport, import_id)
    if one is None or one.state != State.CHECKING:
        return
    broken: BrokenFile | None = None
    results: list[Row | Problem] = []
    try:
        rows, total = read_list(one)
        results = list(_told(import_id, rows, total))
    except BrokenFile as fault:
        broken = fault
    with transaction():
        keep_checked(db.session.get_one(RosterImport, import_id), results, broken)


def read_list(one: RosterImport) -> tuple[Iterator[Row | Problem], int]:
    """The rows, and about how many there are."""
    if one.kind == Kind.KUNDELIK:
        token = Token.model_validate_json(one.file or "{}")
        return kundelik.read(token, school_name(one.school_id)), 0
    data = file_of(one)
    if one.kind == Kind.ONEROSTER:
        return oneroster.read(data, school_name(one.school_id)), oneroster.count(data)
    table = tables.open_table(data)
    fields = [Field(field) for field in one.fields or []]
    return read_rows(table, fields, clock.today()), table.count_rows()


def _told(
    import_id: uuid.UUID, results: Iterator[Row | Problem], total: int
) -> Iterator[Row | Problem]:
    for number, result in enumerate(results, start=1):
        if number % TELL_EVERY == 0:
            with transaction():
                db.session.execute(
                    sa.update(RosterImport)
                    .where(RosterImport.id == import_id)
                    .values(rows_done=number, rows_total=max(number, total))
                )
        yield result


def keep_checked(
    one: RosterImport, results: Sequence[Row | Problem], broken: BrokenFile | None = None
) -> None:
    if one.state != State.CHECKING:
        return
    if broken is None:
        one.rows = _RESULTS.dump_json(list(results)).decode()
        one.rows_done = one.rows_total = len(results)
    else:
        one.fault, one.about = broken.fault, broken.about
    if broken is not None or one.kind == Kind.KUNDELIK:
        one.file = None
    _step(one, State.READY if broken is None else State.BROKEN)


# --- confirmed and written -------------------------------------------------------------------


def difference_of(one: RosterImport) -> tuple[Difference, str]:
    """What this list would change now, and the fingerprint of the school it was compared with."""
    if one.rows is None:
        raise NotNow
    here = school.load(one.school_id)
    return compare(_RESULTS.validate_json(one.rows), here, one.language), here.fingerprint()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Additive unless ticked: ids of pupils, or all of them; and whether bad rows may stay out."""

    moved: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()
    all_moved: bool = False
    all_changed: bool = False
    without_errors: bool = False

    def as_json(self) -> dict[str, object]:
        return {
            "moved": sorted(self.moved),
            "changed": sorted(self.changed),
            "all_moved": self.all_moved,
            "all_changed": self.all_changed,
            "without_errors": self.without_errors,
        }

    @classmethod
    def from_json(cls, values: dict[str, object]) -> "Chosen":
        known = dict(values)
        for name in ("moved", "changed"):
            known[name] = frozenset(known.get(name) or ())  # type: ignore[call-overload]
        return cls(**known)  # type: ignore[arg-type]


def confirm(one: RosterImport, *, seen: str, chosen: Chosen) -> None:
    """From the page that showed the difference; `seen` is the fingerprint it was shown with."""
    _lock(one, State.READY)
    difference, now = difference_of(one)
    if seen != now:
        raise Stale
    if difference.errors and not chosen.without_errors:
        raise NotNow
    one.chosen, one.fault = {**chosen.as_json(), "seen": seen}, None
    _step(one, State.WRITING)
    events.record(db.session, RosterToWrite(one.id))


def carry_out(import_id: uuid.UUID) -> None:
    """The job's service: all in the caller's one transaction. A school that changed meanwhile
    sends the list back to its page."""
    one = db.session.get(RosterImport, import_id, with_for_update=True)
    if one is None or one.state != State.WRITING:
        return
    school.lock(one.school_id)
    choices = dict(one.chosen or {})
    seen = choices.pop("seen", None)
    difference, now = difference_of(one)
    if seen != now:
        one.fault = "stale"
        _step(one, State.READY)
        return
    put(one, difference, Chosen.from_json(choices))


def put(one: RosterImport, difference: Difference, chosen: Chosen) -> None:
    moves = [m for m in difference.moved if chosen.all_moved or m.pupil.id in chosen.moved]
    changes = [c for c in difference.changed if chosen.all_changed or c.pupil.id in chosen.changed]
    undo = write(school_id=one.school_id, difference=difference, moves=moves, changes=changes)
    one.undo = undo.model_dump_json(exclude_unset=True)
    one.result = {
        "new": len(undo.pupils),
        "classes": len(undo.classes),
        "moved": len(undo.moved),
        "changed": len(undo.changed),
        "same": difference.same,
        "gone": len(difference.gone),
        "left_out": len({problem.place for problem in difference.errors}),
    }
    one.file = one.rows = one.fault = None
    one.written_at = clock.now()
    _step(one, State.WRITTEN)
    audit.record(
        actor_id=one.made_by_id,
        action=audit.Action.ROSTER_IMPORTED,
        subject_type="roster",
        subject_id=one.id,
    )


# --- undone, dropped, tried again ------------------------------------------------------------


def undo_plan(one: RosterImport) -> undoing.Plan:
    if not can_be_undone(one):
        raise NotNow
    return undoing.plan(Undo.model_validate_json(one.undo or "{}"))


def undo(one: RosterImport, *, by_id: int) -> undoing.Plan:
    """What stays is in the plan that is given back."""
    _lock(one, State.WRITTEN)
    school.lock(one.school_id)
    made = undo_plan(one)
    undoing.carry_out(made)
    one.undo = None
    one.result = {
        **(one.result or {}),
        "removed": len(made.pupils),
        "moved_back": len(made.moved),
        "changed_back": len(made.changed),
        "staying": len(made.staying),
    }
    _step(one, State.UNDONE)
    audit.record(
        actor_id=by_id,
        action=audit.Action.ROSTER_UNDONE,
        subject_type="roster",
        subject_id=one.id,
    )
    return made


def drop(one: RosterImport) -> None:
    """Before it is written a list can be thrown away; nothing of it stays."""
    if one.state in (State.WRITTEN, State.UNDONE, State.WRITING):
        raise NotNow
    db.session.delete(one)


def try_again(one: RosterImport) -> None:
    """For a job that got lost."""
    made: dict[str, Callable[[uuid.UUID], object]] = {
        State.CHECKING: RosterToCheck,
        State.WRITING: RosterToWrite,
    }
    if one.state not in made:
        raise NotNow
    events.record(db.session, made[one.state](one.id))


def pupils_of(one: RosterImport) -> sa.Select[User]:
    return sa.select(User).where(User.school_id == one.school_id, User.role == Role.PUPIL)


def record_export(*, school_id: int, by_id: int) -> None:
    """A list of all children left the school's system: who took it is on record."""
    audit.record(
        actor_id=by_id,
        action=audit.Action.ROSTER_EXPORTED,
        subject_type="school",
        subject_id=school_id,
    )


def _lock(one: RosterImport, *states: State) -> None:
    """Of two at once one finds the state changed."""
    db.session.refresh(one, with_for_update=True)
    if one.state not in states:
        raise NotNow


def _step(one: RosterImport, state: State) -> None:
    one.state = state
    one.changed_at = clock.now()
