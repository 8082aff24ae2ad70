"""Weekly check-ins: five faces, once a week, of free will, and counts of a class without names."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.core import clock, events
from app.core.db import db, upsert
from app.core.ids import new_id
from app.people import switches
from app.people.models import Enrolment
from app.people.viewer import Viewer
from app.wellbeing.climate import monday
from app.wellbeing.events import CheckedIn
from app.wellbeing.models import NEEDS, CheckIn, ClimateCount

KEPT_DAYS = 120
MONTH_WEEKS = 5
MOODS = ("5", "4", "3", "2", "1")
SAFETY = ("yes", "partly", "no")
SAFETY_EVERY = 4


@dataclass(frozen=True, slots=True)
class Week:
    """What a pupil says of a week. Everything but the mood may be left out."""

    mood: int
    needs: frozenset[str] = frozenset()
    colour: str | None = None
    feels_safe: str | None = None


def are_open_to(pupil: Viewer) -> bool:
    return pupil.may_check_in and switches.state(pupil.school_id, "check-ins") == "on"


def record(*, pupil: Viewer, said: Week) -> CheckIn:
    """This week's check-in. The same week again corrects it: it is still one answer."""
    week = monday(clock.today())
    row, is_new = _claim(pupil.id, week, said)
    class_id = pupil.class_id if is_new else _class_of(row) or pupil.class_id
    if class_id is not None:
        if not is_new:
            _count(class_id, week, "mood", str(row.mood), -1)
        _count(class_id, week, "mood", str(said.mood), +1)
        if said.feels_safe and not row.told_of_class:
            _count(class_id, week, "safe", said.feels_safe, +1)
            row.told_of_class = True
    row.mood, row.colour = said.mood, said.colour
    row.needs = [need for need in NEEDS if need in said.needs]
    db.session.flush()
    events.record(db.session, CheckedIn(pupil.id))
    return row


def _claim(pupil_id: int, week: dt.date, said: Week) -> tuple[CheckIn, bool]:
    """The week's row, held for this transaction, and whether it is new: of two at once one is."""
    values = {
        "id": new_id(),
        "pupil_id": pupil_id,
        "week": week,
        "mood": said.mood,
        "needs": [],
        "told_of_class": False,
        "created_at": clock.now(),
    }
    is_new = db.session.scalar(upsert(CheckIn, values).returning(CheckIn.id)) is not None
    query = sa.select(CheckIn).where(CheckIn.pupil_id == pupil_id, CheckIn.week == week)
    return db.session.scalars(query.with_for_update()).one(), is_new


def _class_of(row: CheckIn) -> int | None:
    """The class in which it was said, where the pupil has left that one since."""
    query = sa.select(Enrolment.class_id).where(
        Enrolment.pupil_id == row.pupil_id,
        Enrolment.ends_on > clock.local(row.created_at).date(),
    )
    return db.session.scalar(query.order_by(Enrolment.ends_on, Enrolment.id).limit(1))


def _count(class_id: int, week: dt.date, question: str, answer: str, step: int) -> None:
    row = {
        "class_id": class_id,
        "week": week,
        "question": question,
        "answer": answer,
        "answers": max(step, 0),
    }
    db.session.execute(upsert(ClimateCount, row, update={"answers": ClimateCount.answers + step}))


def this_week(pupil_id: int) -> CheckIn | None:
    query = sa.select(CheckIn).where(
        CheckIn.pupil_id == pupil_id, CheckIn.week == monday(clock.today())
    )
    return db.session.scalar(query)


def asks(pupil: Viewer) -> bool:
    """Whether the home page asks for this week. Not asked again once it is told."""
    return are_open_to(pupil) and this_week(pupil.id) is None


def asks_about_class(pupil_id: int) -> bool:
    """The question about the class comes every fourth week at most."""
    since = monday(clock.today()) - dt.timedelta(weeks=SAFETY_EVERY - 1)
    query = sa.select(CheckIn.id).where(
        CheckIn.pupil_id == pupil_id, CheckIn.week >= since, CheckIn.told_of_class
    )
    return db.session.scalar(query.limit(1)) is None


def faces_of(pupil_id: int) -> Sequence[CheckIn]:
    """All that are kept, oldest first. For the rules, and for whom the child shows them."""
    query = sa.select(CheckIn).where(CheckIn.pupil_id == pupil_id)
    return db.session.scalars(query.order_by(CheckIn.week)).all()


@dataclass(frozen=True, slots=True)
class MonthWeek:
    """A week of the child's own month; without a check-in it is simply empty."""

    monday: dt.date
    mood: int | None
    colour: str | None


def month_of(pupil_id: int) -> list[MonthWeek]:
    """The last five weeks, this one last."""
    last = monday(clock.today())
    days = [last - dt.timedelta(weeks=age) for age in reversed(range(MONTH_WEEKS))]
    known = {one.week: one for one in faces_of(pupil_id)}
    return [_week(day, known.get(day)) for day in days]


def _week(day: dt.date, row: CheckIn | None) -> MonthWeek:
    return MonthWeek(day, row.mood if row else None, row.colour if row else None)


def counts_of(
    class_ids: Iterable[int], question: str, *, since: dt.date
) -> dict[int, Mapping[dt.date, Mapping[str, int]]]:
    """By class and Monday: how many gave each answer."""
    query = sa.select(
        ClimateCount.class_id, ClimateCount.week, ClimateCount.answer, ClimateCount.answers
    ).where(
        ClimateCount.class_id.in_(list(class_ids)),
        ClimateCount.question == question,
        ClimateCount.week >= since,
    )
    found: dict[int, dict[dt.date, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for row in db.session.execute(query):
        found[row.class_id][row.week][row.answer] = row.answers
    return {class_id: dict(weeks) for class_id, weeks in found.items()}


def forget_old() -> None:
    """Nightly; safe to run twice. The counts of classes stay."""
    oldest = clock.today() - dt.timedelta(days=KEPT_DAYS)
    db.session.execute(sa.delete(CheckIn).where(CheckIn.week < oldest))
