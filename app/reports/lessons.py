"""The catalogue as teachers browse it: what fits the class, and what is still being checked."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.content import library
from app.content.schema.base import BANDS, Band, band_of_grade
from app.content.schema.curriculum import Norm
from app.content.schema.dilemma import Dilemma
from app.content.schema.items import Item, NormGuessItem
from app.content.schema.lesson import Lesson
from app.content.schema.reviews import Reviewer
from app.content.schema.scene import Scene
from app.learning.services import has_stale_law


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """Unreviewed content may be assigned, with a banner; stale law blocks a new assignment."""

    lesson: Lesson
    awaits: tuple[Reviewer, ...]
    # Approved once, in another wording.
    changed: tuple[Reviewer, ...]
    has_stale_law: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    band: Band
    # False: of another band, to look ahead or back.
    is_own: bool
    entries: tuple[LessonEntry, ...]


@dataclass(frozen=True, slots=True)
class LessonPreview:
    entry: LessonEntry
    scene: Scene | None
    dilemma: Dilemma | None
    # Ids of law records, each once: by the card step that shows it first, then what is left.
    law_of_step: dict[str, tuple[str, ...]]
    other_law: tuple[str, ...]

    @property
    def law(self) -> list[str]:
        return [one for ids in self.law_of_step.values() for one in ids] + list(self.other_law)

    def norm_of(self, item: Item) -> Norm | None:
        return library.get().norms.get(item.norm) if isinstance(item, NormGuessItem) else None


def shelves(grades: Iterable[int]) -> list[Shelf]:
    """Lessons by band, those of the teacher's own grades first."""
    own = {band_of_grade(grade) for grade in grades}
    catalogue = library.get()
    found = [
        Shelf(band, band in own, tuple(entry_of(lesson) for lesson in catalogue.lessons_of(band)))
        for band in BANDS
    ]
    return sorted((shelf for shelf in found if shelf.entries), key=lambda shelf: not shelf.is_own)


def entry_of(lesson: Lesson) -> LessonEntry:
    standings = library.get().ledger.standings_of(lesson.id)
    return LessonEntry(
        lesson=lesson,
        awaits=tuple(one.role for one in standings if one.state == "awaits"),
        changed=tuple(one.role for one in standings if one.state == "changed"),
        has_stale_law=has_stale_law(lesson),
    )


def lesson_preview(lesson_id: str) -> LessonPreview:
    catalogue = library.get()
    lesson = catalogue.lesson(lesson_id)
    cited: dict[str, str] = {}
    for step in lesson.steps:
        for law_id in step.law if step.kind == "card" else ():
            cited.setdefault(law_id, step.id)
    rest = [*lesson.law, *(law_id for item in lesson.items() for law_id in item.law)]
    return LessonPreview(
        entry=entry_of(lesson),
        scene=catalogue.scenes.get(lesson_id),
        dilemma=catalogue.dilemmas.get(lesson_id),
        law_of_step={
            step.id: tuple(law_id for law_id, first in cited.items() if first == step.id)
            for step in lesson.steps
        },
        other_law=tuple(dict.fromkeys(one for one in rest if one not in cited)),
    )
