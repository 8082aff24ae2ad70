"""Pupils by lessons: how far each has come in what the class was given. No answers, no marks."""

from dataclasses import dataclass
from typing import Any

from app.content import library
from app.core.i18n import LocalizedText
from app.people.access import class_for
from app.people.viewer import Viewer
from app.reports.teacher import Given, given_to, is_done, roll_of


@dataclass(frozen=True, slots=True)
class MapRow:
    """`parts`: of each lesson, the part that is done; None where it is not opened."""

    pupil_id: int
    name: str
    done: int
    parts: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ClassMap:
    class_id: int
    grade: int
    letter: str
    # The lesson whose day comes last stands last.
    lessons: tuple[LocalizedText, ...]
    rows: tuple[MapRow, ...]


def class_map(viewer: Viewer, class_id: int) -> ClassMap:
    """Of a sensitive lesson only that it is finished: who stops half-way may have reasons."""
    chosen = class_for(viewer, class_id)
    given = list(reversed(given_to(library.get(), chosen.id)))
    return ClassMap(
        class_id=chosen.id,
        grade=chosen.grade,
        letter=chosen.letter,
        lessons=tuple(one.lesson.title for one in given),
        rows=tuple(_row(pupil, given) for pupil in roll_of(chosen.id, [])),
    )


def _row(pupil: Any, given: list[Given]) -> MapRow:
    return MapRow(
        pupil_id=pupil.id,
        name=f"{pupil.family_name} {pupil.given_name}",
        done=sum(is_done(one, pupil.id) for one in given),
        parts=tuple(_part(one, pupil.id) for one in given),
    )


def _part(given: Given, pupil_id: int) -> float | None:
    row = given.progress.get(pupil_id)
    if is_done(given, pupil_id):
        return 1.0
    if row is None or given.lesson.sensitive:
        return None
    return min(1.0, row.steps_done / len(given.lesson.steps))
