"""Roll-ups made again from attempts: to prove the live ones, and to mend them after an accident.

The same rules as in learning.attempts and learning.rollups, told in Python over the attempts of
some pupils in the order in which they began to count. Opinions have no attempts: their tries are
left as they are, and so is what rests on items that have left the catalogue.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.content.check import OF_SCHOOLS
from app.content.library import ItemHome
from app.content.schema.items import RecallItem
from app.core import clock
from app.core.db import Model, db
from app.learning import behaviours, mastery
from app.learning.attempts import TOO_QUICK_SECONDS
from app.learning.mastery import FIRST_GAP_DAYS, REVIEW_GAP_DAYS
from app.learning.models import (
    Attempt,
    ItemProgress,
    MisconceptionProgress,
    ObjectiveProgress,
    QuizSitting,
    ReviewDue,
)

PUPILS_AT_ONCE = 200
MODELS: tuple[type[Model], ...] = (
    ItemProgress,
    ObjectiveProgress,
    MisconceptionProgress,
    ReviewDue,
)
Key = tuple[int, str]
Row = dict[str, Any]
_FRESH: Row = {
    "answered": 0,
    "credit": 0.0,
    "streak": 0,
    "right_days": 0,
    "last_right_on": None,
    "was_strong": False,
}


@dataclass(slots=True)
class Rollups:
    """Rows by pupil and what they are of: item, objective or misconception."""

    items: dict[Key, Row] = field(default_factory=dict)
    objectives: dict[Key, Row] = field(default_factory=dict)
    misconceptions: dict[Key, Row] = field(default_factory=dict)
    reviews: dict[Key, Row] = field(default_factory=dict)
    # Pupils with answers to items that have left the catalogue: what those counted for is unknown.
    unsure: set[int] = field(default_factory=set)

    @property
    def by_model(self) -> dict[type[Model], dict[Key, Row]]:
        """Without what pupils of whom too little is known have beside their items."""
        known = (
            {key: row for key, row in rows.items() if key[0] not in self.unsure}
            for rows in (self.objectives, self.misconceptions, self.reviews)
        )
        return dict(zip(MODELS, (self.items, *known), strict=True))


def pupils_with_attempts() -> Iterator[list[int]]:
    """Ids in groups that fit into memory, whatever the number of attempts."""
    ids = db.session.scalars(
        sa.select(Attempt.pupil_id).distinct().order_by(Attempt.pupil_id)
    ).all()
    for begin in range(0, len(ids), PUPILS_AT_ONCE):
        yield list(ids[begin : begin + PUPILS_AT_ONCE])


def rebuilt(pupil_ids: Sequence[int]) -> Rollups:
    """What the roll-ups of these pupils have to be."""
    found, homes = Rollups(), library.get()
    for row in db.session.execute(_attempts(pupil_ids)):
        at = row.settled_at or row.recorded_at
        _count_try(found.items, row, at)
        home = homes.find(row.item_id)
        if home is None and not row.item_id.startswith(OF_SCHOOLS):
            found.unsure.add(row.pupil_id)
        if home and behaviours.of(row.behaviour).counts_try(row.try_number):
            _count(found, row, home, at)
    for kept in found.items.values():
        kept["response"] = json.loads(kept["response"])
    return found


def _attempts(pupil_ids: Sequence[int]) -> Any:
    """In the order in which they were kept: their ids are ordered by time.

    JSON comes as text: most of it is never looked into, and reading it would take half the time.
    """
    return (
        sa.select(
            Attempt.pupil_id,
            Attempt.item_id,
            Attempt.behaviour,
            Attempt.try_number,
            Attempt.recorded_at,
            Attempt.score,
            Attempt.credit,
            Attempt.certainty,
            Attempt.seconds,
            sa.cast(Attempt.misconceptions, sa.Text).label("misconceptions"),
            sa.cast(Attempt.response, sa.Text).label("response"),
            QuizSitting.settled_at,
        )
        .outerjoin(QuizSitting, QuizSitting.id == Attempt.sitting_id)
        .where(Attempt.pupil_id.in_(pupil_ids))
        .order_by(Attempt.id)
    )


def _count_try(items: dict[Key, Row], row: Any, at: dt.datetime) -> None:
    kept = items.setdefault((row.pupil_id, row.item_id), {"tries": 0})
    kept["tries"] += 1
    kept["score"], kept["response"], kept["last_at"] = row.score, row.response, at


def _count(found: Rollups, row: Any, home: ItemHome, at: dt.datetime) -> None:
    """As learning.attempts counts an answer; `at` is when it began to count."""
    item, is_right, today = home.item, row.score == 1, clock.local(at).date()
    key = (row.pupil_id, item.objective)
    if isinstance(item, RecallItem):
        went_well = json.loads(row.response)["recalled"] == "yes"
        _reschedule(found.reviews, key, row, today, went_well=went_well)
    if not item.is_scored:
        return
    _count_objective(
        found.objectives, key, row.credit or 0.0, at, right_on=today if is_right else None
    )
    if not home.is_sensitive and is_right:
        _correct(found.misconceptions, row.pupil_id, item.misconceptions, today)
    elif not home.is_sensitive:
        _count_error(found.misconceptions, row, at)
    if behaviours.of(row.behaviour).is_recheck or not is_right:
        _reschedule(found.reviews, key, row, today, went_well=is_right)


def _count_objective(
    objectives: dict[Key, Row], key: Key, credit: float, at: dt.datetime, right_on: dt.date | None
) -> None:
    """`right_on`: the day of a right answer."""
    kept = objectives.setdefault(key, dict(_FRESH))
    kept["answered"] += 1
    kept["credit"] += credit
    kept["last_at"] = at
    if right_on:
        kept["streak"] += 1
        kept["right_days"] += kept["last_right_on"] != right_on
        kept["was_strong"] |= _is_strong(kept)
    else:
        kept["streak"], kept["right_days"] = 0, 0
    kept["last_right_on"] = right_on


def _is_strong(row: Row) -> bool:
    reached = mastery.stage(answered=row["answered"], credit=row["credit"], streak=row["streak"])
    return reached == "proficient"


def _count_error(beliefs: dict[Key, Row], row: Any, at: dt.datetime) -> None:
    is_quick = row.seconds is not None and row.seconds < TOO_QUICK_SECONDS
    if row.certainty != "sure" or is_quick:
        return
    for misconception in json.loads(row.misconceptions):
        kept = beliefs.setdefault((row.pupil_id, misconception), {"sure_errors": 0})
        kept["sure_errors"] += 1
        kept["last_error_at"], kept["right_days"], kept["last_right_on"] = at, 0, None


def _correct(
    beliefs: dict[Key, Row], pupil_id: int, carried: Iterable[str], today: dt.date
) -> None:
    for misconception in carried:
        kept = beliefs.get((pupil_id, misconception))
        if kept and (kept["last_right_on"] is None or kept["last_right_on"] < today):
            kept["right_days"] += 1
            kept["last_right_on"] = today


def _reschedule(
    reviews: dict[Key, Row], key: Key, row: Any, today: dt.date, *, went_well: bool
) -> None:
    standing = reviews.get(key)
    if went_well:
        if standing and standing["due_on"] <= today:
            standing["rights"] += 1
            standing["due_on"] = today + dt.timedelta(days=REVIEW_GAP_DAYS)
    elif library.get().review_items(key[1]):
        reviews[key] = {
            "misconception": next(iter(json.loads(row.misconceptions)), None),
            "due_on": today + dt.timedelta(days=FIRST_GAP_DAYS),
            "rights": 0,
        }


def _of(model: type[Model], pupil_ids: Sequence[int], found: Rollups) -> sa.ColumnElement[bool]:
    """Rows that the attempts can speak of."""
    pupil, what, *_rest = model.__table__.columns
    if model is ItemProgress:
        return sa.and_(pupil.in_(pupil_ids), what.in_({item_id for _pupil, item_id in found.items}))
    return pupil.in_(set(pupil_ids) - found.unsure)


def _live(model: type[Model], pupil_ids: Sequence[int], found: Rollups) -> dict[Key, Row]:
    pupil, what, *rest = model.__table__.columns
    query = sa.select(pupil, what, *rest).where(_of(model, pupil_ids, found))
    names = [column.name for column in rest]
    return {
        (row[0], row[1]): dict(zip(names, row[2:], strict=True))
        for row in db.session.execute(query)
    }


def differences(pupil_ids: Sequence[int]) -> dict[str, int]:
    """By table, how many rows are not what the attempts say; {} where all are equal."""
    found, wrong = rebuilt(pupil_ids), {}
    for model, rows in found.by_model.items():
        standing = _live(model, pupil_ids, found)
        number = sum(rows.get(key) != standing.get(key) for key in rows.keys() | standing.keys())
        if number:
            wrong[model.__tablename__] = number
    return wrong


def rebuild(pupil_ids: Sequence[int]) -> None:
    """Puts the roll-ups of these pupils right, in the caller's transaction.

    For a school that is closed to pupils meanwhile: an answer that comes in between is not seen.
    """
    found = rebuilt(pupil_ids)
    for model, rows in found.by_model.items():
        pupil, what, *_rest = (column.name for column in model.__table__.columns)
        values = [{pupil: key[0], what: key[1], **row} for key, row in rows.items()]
        db.session.execute(sa.delete(model).where(_of(model, pupil_ids, found)))
        if values:
            db.session.execute(sa.insert(model), values)
