"""The region: sums of schools, with small numbers hidden. No person, no class, no case."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from app.core.db import db
from app.core.i18n import listing_key, search_key
from app.learning.school_figures import SchoolFigures
from app.people.access import NotFound, visible_colleagues
from app.people.models import School, User
from app.people.viewer import Viewer
from app.privacy.models import ErasedCoverage
from app.reports.administration import Listing
from app.reports.case_lines import overdue_by_school
from app.reports.suppression import suppress, suppress_parts

SHOWN = 100


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """None: hidden, because it is of fewer than ten."""

    id: int
    name: str
    district: str | None
    pupils: int | None
    active: int | None
    started: int | None
    finished: int | None
    # Cases whose deadline has passed. Zero is told: it is what everybody hopes for.
    overdue: int | None

    @property
    def share(self) -> float | None:
        """Of the lessons that were begun: how many were finished."""
        if not self.started or self.finished is None:
            return None
        return self.finished / self.started


@dataclass(frozen=True, slots=True)
class RegionPage:
    schools: int
    pupils: int
    active: int
    share: float | None
    counted_at: dt.datetime | None
    listing: Listing[SchoolRow]


def region_page(text: str, page: int) -> RegionPage:
    """All schools are read: hiding looks at the whole column, not at the page of it."""
    rows = _rows()
    shown = [row for row in rows if _matches(row, text)]
    first = SHOWN * (page - 1)
    figures = db.session.execute(
        sa.select(
            sa.func.sum(SchoolFigures.pupils),
            sa.func.sum(SchoolFigures.active),
            sa.func.sum(SchoolFigures.started),
            sa.func.sum(SchoolFigures.finished),
            sa.func.min(SchoolFigures.counted_at),
        )
    ).one()
    pupils, active, started, finished, counted_at = figures
    [shown_pupils] = suppress([pupils or 0])
    [shown_active] = suppress([active or 0], [pupils or 0])
    return RegionPage(
        schools=len(rows),
        pupils=shown_pupils or 0,
        active=shown_active or 0,
        share=finished / started if shown_pupils and started else None,
        counted_at=counted_at,
        listing=Listing(tuple(shown[first : first + SHOWN]), page, len(shown) > first + SHOWN),
    )


def _rows() -> list[SchoolRow]:
    erased = (
        sa.select(
            ErasedCoverage.school_id,
            sa.func.sum(ErasedCoverage.started).label("started"),
            sa.func.sum(ErasedCoverage.finished).label("finished"),
        )
        .group_by(ErasedCoverage.school_id)
        .subquery()
    )
    number = sa.func.coalesce
    rows: Sequence[Any] = db.session.execute(
        sa.select(
            School.id,
            School.name,
            School.district,
            number(SchoolFigures.pupils, 0),
            number(SchoolFigures.active, 0),
            number(SchoolFigures.started, 0) + number(erased.c.started, 0),
            number(SchoolFigures.finished, 0) + number(erased.c.finished, 0),
        )
        .outerjoin(SchoolFigures, SchoolFigures.school_id == School.id)
        .outerjoin(erased, erased.c.school_id == School.id)
    ).all()
    rows = sorted(rows, key=lambda row: (listing_key(row[2] or ""), listing_key(row[1]), row[0]))
    districts = [list(group) for _name, group in groupby(rows, key=lambda row: row[2] or "")]
    pupils = _hidden_in(districts, 3, 3)
    active = _hidden_in(districts, 4, 3)
    late = overdue_by_school()
    overdue = suppress([late.get(row[0], 0) for row in rows])
    return [
        SchoolRow(
            id=row[0],
            name=row[1],
            district=row[2],
            pupils=pupils[place],
            active=active[place],
            # Lessons are counted, not people; but those of few people would tell of them.
            started=row[5] if active[place] else None,
            finished=row[6] if active[place] else None,
            overdue=overdue[place],
        )
        for place, row in enumerate(rows)
    ]


def _hidden_in(districts: Sequence[Sequence[Any]], column: int, of: int) -> list[int | None]:
    """By school, in order. The year's page shows the sums of districts."""
    groups = [[row[column] for row in one] for one in districts]
    wholes = [[row[of] for row in one] for one in districts]
    return [cell for row in suppress_parts(groups, wholes) for cell in row]


def _matches(row: SchoolRow, text: str) -> bool:
    known = search_key(f"{row.name} {row.district or ''}")
    return all(word in known for word in search_key(text).split())


@dataclass(frozen=True, slots=True)
class Keeper:
    id: int
    name: str
    username: str | None


@dataclass(frozen=True, slots=True)
class SchoolSheet:
    row: SchoolRow
    # Of whoever runs the region only.
    administrators: tuple[Keeper, ...]


def school_sheet(viewer: Viewer, school_id: int) -> SchoolSheet:
    row = next((one for one in _rows() if one.id == school_id), None)
    if row is None:
        raise NotFound
    people = db.session.scalars(
        visible_colleagues(viewer).where(User.school_id == school_id).order_by(User.sort_key)
    )
    return SchoolSheet(row, tuple(Keeper(one.id, one.full_name, one.username) for one in people))
