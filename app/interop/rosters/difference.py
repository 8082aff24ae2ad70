"""What a list would change in a school. Pure: rows in, a difference out, nothing written.

Whom a row means is decided in rounds, the surest first: our own number, the school's id, the
same name with the same birth date, the same name in the same class, the same name as a Russian
keyboard writes it in the same class, the same name elsewhere in the school. A pupil is meant by
one row at most. What stays open is a trouble of the row: nobody is guessed.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.i18n import collation_key, search_key
from app.interop.rosters import values
from app.interop.rosters.rows import Place, Problem, Row, Trouble, Unreadable

ClassName = tuple[int, str]
NAMES = ("family_name", "given_name", "patronymic")
PERSONAL = (*NAMES, "born_on", "external_id")


@dataclass(frozen=True, slots=True)
class Known:
    """A pupil of the school; without a class, or one who has left, too."""

    id: int
    family_name: str
    given_name: str
    patronymic: str | None
    born_on: dt.date | None
    external_id: str | None
    class_name: ClassName | None
    is_active: bool = True

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.family_name, self.given_name, self.patronymic)))


@dataclass(frozen=True, slots=True)
class School:
    pupils: tuple[Known, ...]
    # Classes of this school year with their languages of teaching.
    classes: dict[ClassName, str]

    def fingerprint(self) -> str:
        """Changes when anything changes that the difference was computed from."""
        digest = hashlib.sha256()
        for one in sorted(self.pupils, key=lambda one: one.id):
            digest.update(repr(one).encode())
        digest.update(repr(sorted(self.classes.items())).encode())
        return digest.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Move:
    row: Row
    pupil: Known


@dataclass(frozen=True, slots=True)
class Change:
    row: Row
    pupil: Known
    # Field → what it is, what the list says.
    values: dict[str, tuple[Any, Any]]


@dataclass(slots=True)
class Difference:
    new: list[Row] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    # In the classes that the list names, but not in the list. Only shown.
    gone: list[Known] = field(default_factory=list)
    same: int = 0
    new_classes: dict[ClassName, str] = field(default_factory=dict)
    errors: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.moved or self.changed)

    @property
    def classes_in_order(self) -> list[tuple[ClassName, str]]:
        return sorted(
            self.new_classes.items(), key=lambda one: (one[0][0], collation_key(one[0][1]))
        )

    def trouble(self, row: Row, trouble: Trouble, other: int | None = None) -> None:
        problem = Problem(place=row.place, trouble=trouble, value=row.full_name, other=other)
        (self.remarks if problem.is_remark else self.errors).append(problem)


def compare(
    results: Iterable[Row | Problem], school: School, default_language: str = "kk"
) -> Difference:
    difference = Difference()
    rows: list[Row] = []
    for one in results:
        if isinstance(one, Row):
            rows.append(one)
        else:
            (difference.remarks if one.is_remark else difference.errors).append(one)
    named = {row.class_name for row in rows}
    rows = _without_repeats(rows, difference)
    rows = _with_one_language(rows, difference)
    meant = _Matching(school.pupils, difference).match(rows)
    for row in rows:
        if row.place not in meant:
            difference.new.append(row)
        elif (pupil := meant[row.place]) is not None:
            _sort_in(row, pupil, difference)
    going = [*difference.new, *(one.row for one in difference.moved)]
    _open_classes(difference, going, school, default_language)
    _find_gone(difference, named, school, {one.id for one in meant.values() if one})
    for listed in (difference.errors, difference.remarks):
        listed.sort(key=lambda one: (one.place.sheet, one.place.row))
    return difference


def _name(one: Row | Known) -> str:
    return collation_key(f"{one.family_name} {one.given_name}")


def _typed(one: Row | Known) -> str:
    return search_key(f"{one.family_name} {one.given_name}")


def _are_apart(one: Row | Known, other: Row | Known) -> bool:
    """Something on both sides says that these are two people."""
    if one.born_on and other.born_on and one.born_on != other.born_on:
        return True
    if one.external_id and other.external_id and one.external_id != other.external_id:
        return True
    return bool(
        one.patronymic
        and other.patronymic
        and collation_key(one.patronymic) != collation_key(other.patronymic)
    )


def _without_repeats(rows: list[Row], difference: Difference) -> list[Row]:
    """A child is in a list once. Namesakes need a birth date or an id to be two."""
    by_name: dict[str, list[Row]] = defaultdict(list)
    by_id: dict[str, Row] = {}
    kept = []
    for row in rows:
        namesakes = by_name[_name(row)]
        if (trouble := _repeats(row, namesakes, by_id)) is not None:
            difference.trouble(row, *trouble)
            continue
        if namesakes:
            same_class = any(one.class_name == row.class_name for one in namesakes)
            remark = Trouble.NAMESAKES if same_class else Trouble.NAMESAKE_ELSEWHERE
            difference.trouble(row, remark, namesakes[0].place.row)
        namesakes.append(row)
        by_id.update(dict.fromkeys(_ids(row), row))
        kept.append(row)
    return kept


def _ids(row: Row) -> list[str]:
    own = [f"own:{row.own_id}"] if row.own_id else []
    return own + ([f"id:{row.external_id}"] if row.external_id else [])


def _repeats(
    row: Row, namesakes: Sequence[Row], by_id: dict[str, Row]
) -> tuple[Trouble, int] | None:
    for key in _ids(row):
        if key in by_id:
            return Trouble.SAME_ID, by_id[key].place.row
    for other in namesakes:
        if (row.own_id and other.own_id) or _are_apart(row, other):
            continue
        if row.class_name == other.class_name:
            return Trouble.REPEATED, other.place.row
        if row.born_on and row.born_on == other.born_on:
            return Trouble.IN_TWO_CLASSES, other.place.row
    return None


def _with_one_language(rows: list[Row], difference: Difference) -> list[Row]:
    """Two languages in one class: two classes of one name, or a slip. Either way a person's job."""
    first: dict[ClassName, Row] = {}
    kept = []
    for row in rows:
        if row.language is not None:
            other = first.setdefault(row.class_name, row)
            if other.language != row.language:
                difference.trouble(row, Trouble.TWO_LANGUAGES, other.place.row)
                continue
        kept.append(row)
    return kept


class _Matching:
    """Rounds of who is meant; see the module's first lines."""

    def __init__(self, pupils: Sequence[Known], difference: Difference) -> None:
        self.difference = difference
        self.by_number = {one.id: one for one in pupils}
        self.by_id = {one.external_id: one for one in pupils if one.external_id}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.by_typed: dict[str, list[Known]] = defaultdict(list)
        # Somebody who left and a newcomer may share a name: only a date or an id says who it is.
        for one in pupils:
            self.by_name[_name(one)].append(one)
            self.by_typed[_typed(one)].append(one)
        self.meant: dict[Place, Known | None] = {}
        self.taken: set[int] = set()

    def match(self, rows: list[Row]) -> dict[Place, Known | None]:
        """Row's place → pupil, or None for a row that is in trouble. Absent: somebody new."""
        for row in rows:
            self._by_numbers(row)
        self._round(rows, lambda row: self._of_birth(row))
        self._round(rows, lambda row: self._in_class(row, self.by_name[_name(row)]))
        self._round(rows, lambda row: self._in_class(row, self.by_typed[_typed(row)]))
        self._round(rows, lambda row: self._here(row, self.by_name[_name(row)]))
        return self.meant

    def _by_numbers(self, row: Row) -> None:
        if row.own_id is not None:
            pupil = self.by_number.get(row.own_id)
            if pupil is None:
                self._refuse(row, Trouble.UNKNOWN_NUMBER)
                return
            self._take(row, pupil)
        elif row.external_id in self.by_id:
            self._take(row, self.by_id[row.external_id])

    def _round(self, rows: list[Row], find: Callable[[Row], list[Known]]) -> None:
        for row in rows:
            if row.place in self.meant:
                continue
            found = find(row)
            if len(found) == 1:
                self._take(row, found[0])
            elif found:
                self._refuse(row, Trouble.WHICH_ONE)

    def _free(self, row: Row, found: Iterable[Known]) -> list[Known]:
        return [one for one in found if one.id not in self.taken and not _are_apart(row, one)]

    def _here(self, row: Row, found: Iterable[Known]) -> list[Known]:
        return [one for one in self._free(row, found) if one.is_active]

    def _of_birth(self, row: Row) -> list[Known]:
        if row.born_on is None:
            return []
        return [
            one for one in self._free(row, self.by_name[_name(row)]) if one.born_on == row.born_on
        ]

    def _in_class(self, row: Row, found: Iterable[Known]) -> list[Known]:
        return [one for one in self._here(row, found) if one.class_name == row.class_name]

    def _take(self, row: Row, pupil: Known) -> None:
        if pupil.id in self.taken:
            self._refuse(row, Trouble.SAME_ID)
        elif not pupil.is_active:
            self.taken.add(pupil.id)
            self._refuse(row, Trouble.HAS_LEFT)
        else:
            self.taken.add(pupil.id)
            self.meant[row.place] = pupil

    def _refuse(self, row: Row, trouble: Trouble) -> None:
        self.difference.trouble(row, trouble)
        self.meant[row.place] = None


def _sort_in(row: Row, pupil: Known, difference: Difference) -> None:
    changed = _changed_values(row, pupil)
    if changed:
        difference.changed.append(Change(row, pupil, changed))
    if pupil.class_name != row.class_name:
        difference.moved.append(Move(row, pupil))
    elif not changed:
        difference.same += 1


def _changed_values(row: Row, pupil: Known) -> dict[str, tuple[Any, Any]]:
    """An empty cell says nothing: it takes nothing away."""
    return {
        name: (getattr(pupil, name), said)
        for name in PERSONAL
        if (said := getattr(row, name)) and not _says(name, said, getattr(pupil, name))
    }


def _says(field_name: str, said: Any, was: Any) -> bool:
    """A list writes names tidily; «КИМ» that was typed by hand is not another name for it."""
    if said == was or not was or field_name not in NAMES:
        return bool(said == was)
    try:
        return bool(values.name(was) == said)
    except Unreadable:
        return False


def _open_classes(
    difference: Difference, rows: Iterable[Row], school: School, default_language: str
) -> None:
    for row in rows:
        if row.class_name not in school.classes:
            known = difference.new_classes.get(row.class_name)
            if known is None or row.language:
                difference.new_classes[row.class_name] = row.language or default_language


def _find_gone(
    difference: Difference, named: set[ClassName], school: School, meant: set[int]
) -> None:
    in_trouble = {one.value for one in difference.errors}
    difference.gone = [
        one
        for one in school.pupils
        if one.is_active
        and one.class_name in named
        and one.id not in meant
        and one.full_name not in in_trouble
    ]
