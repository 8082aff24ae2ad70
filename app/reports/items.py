"""What authors see of the items: figures of many answers, never a person, never a school."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from app.content import library
from app.content.library import ItemHome
from app.content.schema.items import (
    BestWorstItem,
    ChoiceItem,
    ClassifyItem,
    InlineChoiceItem,
    Item,
    MatchItem,
    MultipleResponseItem,
    OrderItem,
    SpotSignsItem,
)
from app.content.schema.lesson import Lesson
from app.core.i18n import LocalizedText
from app.learning import item_figures
from app.learning.item_figures import Figures
from app.people.access import NotFound

# Item-writing guide: what the pilot aims at. Below the third, an item hardly tells who knows.
EASY_FROM, HARD_UNDER, WEAK_UNDER = 0.85, 0.45, 0.2

Remark = Literal["miskeyed", "weak", "hard", "easy", "language"]


@dataclass(frozen=True, slots=True)
class ItemRow:
    item: Item
    lesson: Lesson
    # None: fewer answers than may be told of.
    figures: Figures | None

    @property
    def remarks(self) -> list[Remark]:
        """What its author should look at, the gravest first."""
        return list(_remarks(self.figures)) if self.figures else []


@dataclass(frozen=True, slots=True)
class ItemsPage:
    lessons: tuple[Lesson, ...]
    # None: of all lessons, what is worth a look.
    chosen: Lesson | None
    rows: tuple[ItemRow, ...]
    counted_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that can be chosen, how many chose it, and what they are told."""

    field: str
    value: str
    text: LocalizedText
    is_right: bool
    reason: LocalizedText | None = None
    # What was placed, where several are.
    of: LocalizedText | None = None


@dataclass(frozen=True, slots=True)
class ItemPage:
    row: ItemRow
    parts: tuple[Part, ...]
    counted_on: dt.date | None

    def share(self, field: str, value: str) -> float | None:
        """Of all who answered."""
        figures = self.row.figures
        return figures.chosen.get(field, {}).get(value, 0.0) if figures else None


def items_page(lesson_id: str | None) -> ItemsPage:
    catalogue = library.get()
    chosen = catalogue.lessons.get(lesson_id) if lesson_id else None
    if lesson_id and chosen is None:
        raise NotFound
    homes = [home for home in _scored() if chosen in (None, home.lesson)]
    kept = item_figures.kept(home.item.id for home in homes)
    rows = [_row(home, kept) for home in homes]
    return ItemsPage(
        lessons=tuple(catalogue.lessons.values()),
        chosen=chosen,
        rows=tuple(rows if chosen else [row for row in rows if row.remarks]),
        counted_on=max((one.counted_on for one in kept.values()), default=None),
    )


def item_page(item_id: str) -> ItemPage:
    home = library.get().find(item_id)
    if home is None or not home.item.is_scored:
        raise NotFound
    kept = item_figures.kept([item_id])
    day = kept[item_id].counted_on if item_id in kept else None
    return ItemPage(_row(home, kept), tuple(parts_of(home.item)), day)


def _scored() -> list[ItemHome]:
    """In the order of the lessons: tasks first, then the bank."""
    catalogue = library.get()
    found = [catalogue.find(item.id) for item in catalogue.items() if item.is_scored]
    return sorted((home for home in found if home), key=lambda home: home.lesson.id)


def _row(home: ItemHome, kept: dict[str, item_figures.Kept]) -> ItemRow:
    known = kept.get(home.item.id)
    return ItemRow(home.item, home.lesson, known.figures if known else None)


def _remarks(figures: Figures) -> Iterator[Remark]:
    if figures.is_probably_miskeyed:
        yield "miskeyed"
    elif figures.discrimination is not None and figures.discrimination < WEAK_UNDER:
        yield "weak"
    if figures.effect in ("B", "C"):
        yield "language"
    if figures.facility < HARD_UNDER:
        yield "hard"
    elif figures.facility > EASY_FROM:
        yield "easy"


def parts_of(item: Item) -> Iterable[Part]:
    """Nothing for items whose answers are not chosen from a list."""
    parts = _PARTS.get(type(item))
    return parts(item) if parts else ()


def _options(field: str) -> Callable[[Any], Iterator[Part]]:
    def parts(item: Any) -> Iterator[Part]:
        for one in item.options:
            yield Part(field, one.id, one.text, one.right, one.reason)

    return parts


def _acts(item: BestWorstItem) -> Iterator[Part]:
    for field, key in (("best", item.best), ("worst", item.worst)):
        for one in item.acts:
            yield Part(field, one.id, one.text, one.id == key, one.reason)


def _fragments(item: SpotSignsItem) -> Iterator[Part]:
    for one in item.fragments:
        yield Part("marks", one.id, one.text, one.sign, one.reason)


def _entries(item: ClassifyItem) -> Iterator[Part]:
    for entry in item.entries:
        for one in item.categories:
            is_right = one.id == entry.category
            reason = entry.reason if is_right else None
            yield Part(f"entry-{entry.id}", one.id, one.text, is_right, reason, of=entry.text)


def _pairs(item: MatchItem) -> Iterator[Part]:
    for pair in item.pairs:
        for one in item.targets:
            is_right = one.id == pair.target
            reason = pair.reason if is_right else None
            yield Part(f"pair-{pair.id}", one.id, one.text, is_right, reason, of=pair.text)


def _gaps(item: InlineChoiceItem) -> Iterator[Part]:
    for gap in item.gaps:
        for one in gap.options:
            is_right = one.id == gap.right
            yield Part(
                f"gap-{gap.id}", one.id, one.text, is_right, gap.reason if is_right else None
            )


def _steps(item: OrderItem) -> Iterator[Part]:
    """How many put each step into its own place."""
    for place, one in enumerate(item.steps, start=1):
        yield Part(f"place-{one.id}", str(place), one.text, is_right=True)


_PARTS: dict[type[Item], Callable[[Any], Iterator[Part]]] = {
    ChoiceItem: _options("answer"),
    MultipleResponseItem: _options("answers"),
    BestWorstItem: _acts,
    SpotSignsItem: _fragments,
    ClassifyItem: _entries,
    MatchItem: _pairs,
    InlineChoiceItem: _gaps,
    OrderItem: _steps,
}
