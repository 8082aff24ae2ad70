"""The waiting-list comparison: half of the classes have a theme's lessons later. Drawn once."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.content import library
from app.content.schema.base import THEMES
from app.core import audit, clock, schoolcalendar
from app.core.db import db
from app.core.ids import new_code
from app.evidence.dealing import draw
from app.evidence.models import Comparison, ComparisonClass, SurveyRound
from app.people.access import NotFound
from app.people.models import SchoolClass, class_order
from app.people.viewer import Viewer

# With fewer there is nothing to compare: two classes of each kind.
FEWEST_CLASSES = 4


class TooLate(Exception):
    """The second round has begun: whoever was taught until then was not drawn."""


class TooFew(Exception):
    """Too few classes have lessons of this theme."""


class AlreadyDrawn(Exception):
    """A lot is cast once."""


@dataclass(frozen=True, slots=True)
class Lot:
    class_id: int
    grade: int
    letter: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    theme: str
    seed: str
    lots: tuple[Lot, ...]


def classes_by_theme(school_id: int | None) -> dict[str, list[SchoolClass]]:
    """Classes at work by the themes that they are asked about."""
    query = sa.select(SchoolClass).where(
        SchoolClass.school_id == school_id, SchoolClass.closed_on.is_(None)
    )
    found: dict[str, list[SchoolClass]] = {theme: [] for theme in THEMES}
    for one in db.session.scalars(query.order_by(*class_order())):
        for asked in library.get().instruments_for(one.grade):
            found[asked.theme].append(one)
    return found


def open_themes(school_id: int | None) -> list[str]:
    """Themes that may be drawn now, in the order of the themes."""
    year = schoolcalendar.school_year(clock.today())
    if _has_begun_again(school_id, year):
        return []
    known = {one.theme for one in drawn(school_id, year)}
    return [
        theme
        for theme, classes in classes_by_theme(school_id).items()
        if theme not in known and len(classes) >= FEWEST_CLASSES
    ]


def _has_begun_again(school_id: int | None, school_year: int) -> bool:
    query = sa.select(SurveyRound.id).where(
        SurveyRound.school_id == school_id,
        SurveyRound.school_year == school_year,
        SurveyRound.moment == "after",
    )
    return db.session.scalar(query) is not None


def cast(*, theme: str, by: Viewer, seed: str = "") -> int:
    """Draws within grade and language. Raises TooLate, TooFew, AlreadyDrawn.

    `seed`: for who has to cast the same lot again.
    """
    assert by.school_id is not None
    if theme not in library.get().instruments:
        raise NotFound
    year = schoolcalendar.school_year(clock.today())
    if any(one.theme == theme for one in drawn(by.school_id, year)):
        raise AlreadyDrawn
    if _has_begun_again(by.school_id, year):
        raise TooLate
    classes = classes_by_theme(by.school_id)[theme]
    strata = {one.id: f"{one.grade:02} {one.language}" for one in classes}
    if len(strata) < FEWEST_CLASSES:
        raise TooFew
    return _keep(theme, year, strata, by, seed or new_code())


def _keep(theme: str, year: int, strata: dict[int, str], by: Viewer, seed: str) -> int:
    row = Comparison(
        school_id=by.school_id, school_year=year, theme=theme, seed=seed, drawn_by_id=by.id
    )
    db.session.add(row)
    db.session.flush()
    lots = [
        {"comparison_id": row.id, "class_id": one, "waits": waits}
        for one, waits in draw(strata, row.seed).items()
    ]
    db.session.execute(sa.insert(ComparisonClass), lots)
    audit.record(
        actor_id=by.id,
        action=audit.Action.CLASSES_DRAWN,
        subject_type="comparison",
        subject_id=row.id,
    )
    return row.id


def drawn(school_id: int | None, school_year: int) -> list[Drawn]:
    rows = db.session.execute(
        sa.select(
            Comparison.theme,
            Comparison.seed,
            ComparisonClass.waits,
            SchoolClass.id,
            SchoolClass.grade,
            SchoolClass.letter,
        )
        .join(ComparisonClass, ComparisonClass.comparison_id == Comparison.id)
        .join(SchoolClass, SchoolClass.id == ComparisonClass.class_id)
        .where(Comparison.school_id == school_id, Comparison.school_year == school_year)
        .order_by(Comparison.id, *class_order())
    )
    found: dict[tuple[str, str], list[Lot]] = {}
    for row in rows:
        lot = Lot(row.id, row.grade, row.letter, row.waits)
        found.setdefault((row.theme, row.seed), []).append(lot)
    return [Drawn(theme, seed, tuple(lots)) for (theme, seed), lots in found.items()]


def waits_with(class_id: int) -> frozenset[str]:
    """Themes whose lessons this class should have only after the second round."""
    closed = (
        sa.select(SurveyRound.id)
        .where(
            SurveyRound.school_id == Comparison.school_id,
            SurveyRound.school_year == Comparison.school_year,
            SurveyRound.moment == "after",
            SurveyRound.closed_at.is_not(None),
        )
        .exists()
    )
    query = (
        sa.select(Comparison.theme)
        .join(ComparisonClass, ComparisonClass.comparison_id == Comparison.id)
        .where(ComparisonClass.class_id == class_id, ComparisonClass.waits, ~closed)
    )
    return frozenset(db.session.scalars(query))
