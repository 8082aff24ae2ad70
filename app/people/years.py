"""The year's end: classes move up, some pupils stay a year, the last grade leaves. Nothing is
overwritten: old classes are closed, enrolments end and begin, and all of it can be undone.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.core import audit, clock
from app.core.db import db
from app.core.i18n import collation_key
from app.core.ids import new_class_code
from app.people.models import Enrolment, SchoolClass, User
from app.people.school_models import Promotion
from app.people.viewer import Viewer

LAST_GRADE = 11
# The year is closed from these days on: see is_time.
FROM_MONTH, FROM_DAY = 5, 20
UNDO_DAYS = 30


class NotYet(Exception):
    """The school year still runs."""


class InUse(Exception):
    """The new classes are at work already, or too many days have passed."""


@dataclass(frozen=True, slots=True)
class Member:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ClassMove:
    id: int
    grade: int
    letter: str
    pupils: tuple[Member, ...]

    @property
    def leaves(self) -> bool:
        return self.grade == LAST_GRADE


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What would happen to each class that is open."""

    # The year that begins.
    school_year: int
    is_time: bool
    moves: tuple[ClassMove, ...]

    @property
    def pupils(self) -> frozenset[int]:
        return frozenset(one.id for move in self.moves for one in move.pupils)


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Pupils who do not simply move up with their class."""

    repeat: frozenset[int] = field(default_factory=frozenset)
    leave: frozenset[int] = field(default_factory=frozenset)


def open_classes(school_id: int | None) -> Sequence[SchoolClass]:
    query = sa.select(SchoolClass).where(
        SchoolClass.school_id == school_id, SchoolClass.closed_on.is_(None)
    )
    return sorted(db.session.scalars(query), key=lambda one: (one.grade, collation_key(one.letter)))


def plan(school_id: int | None) -> YearPlan:
    """Two statements, whatever the size of the school."""
    classes = open_classes(school_id)
    members: dict[int, list[Member]] = {one.id: [] for one in classes}
    rows = db.session.execute(
        sa.select(Enrolment.class_id, User.id, User.family_name, User.given_name)
        .join(User, User.id == Enrolment.pupil_id)
        .where(Enrolment.class_id.in_(members), Enrolment.ends_on.is_(None), User.is_active)
        .order_by(User.sort_key)
    )
    for row in rows:
        members[row.class_id].append(Member(row.id, f"{row.family_name} {row.given_name}"))
    year = max((one.school_year for one in classes), default=clock.today().year - 1) + 1
    return YearPlan(
        school_year=year,
        is_time=is_time(year),
        moves=tuple(
            ClassMove(one.id, one.grade, one.letter, tuple(members[one.id])) for one in classes
        ),
    )


def is_time(school_year: int) -> bool:
    return clock.today() >= dt.date(school_year, FROM_MONTH, FROM_DAY)


def standing(school_id: int | None) -> Promotion | None:
    """The latest year that was closed and not undone."""
    query = sa.select(Promotion).where(
        Promotion.school_id == school_id, Promotion.undone_at.is_(None)
    )
    return db.session.scalars(query.order_by(Promotion.school_year.desc()).limit(1)).first()


def can_undo(promotion: Promotion) -> bool:
    return clock.now() - promotion.done_at <= dt.timedelta(days=UNDO_DAYS)


def promote(*, school_year: int, exceptions: Exceptions, by: Viewer) -> None:
    """Once for a year, however often the form is sent."""
    before = standing(by.school_id)
    if before is not None and before.school_year >= school_year:
        return
    if not is_time(school_year):
        raise NotYet
    assert by.school_id is not None
    _Year(by.school_id, school_year, exceptions).move(by)


class _Year:
    """One promotion under way: what was made is written down for an undo."""

    def __init__(self, school_id: int, school_year: int, exceptions: Exceptions) -> None:
        self.school_id, self.school_year, self.exceptions = school_id, school_year, exceptions
        # Only those that were there when the page was shown: a class opened since stays.
        self.old = [one for one in open_classes(school_id) if one.school_year < school_year]
        self.plan = {one.id: one for one in plan(school_id).moves}
        self.new: dict[tuple[int, str], int] = {}
        self.pairs: list[list[object]] = []
        self.left: list[int] = []

    def move(self, by: Viewer) -> None:
        ended = self._end_enrolments()
        self._close_and_open()
        self._enrol()
        db.session.execute(sa.update(User).where(User.id.in_(self.left)).values(is_active=False))
        made = {"pairs": self.pairs, "classes": [*self.new.values()], "ended": ended}
        db.session.add(
            Promotion(
                school_id=self.school_id,
                school_year=self.school_year,
                by_id=by.id,
                made={**made, "left": self.left},
            )
        )
        _trace(by, audit.Action.YEAR_MOVED)
        db.session.flush()

    def _end_enrolments(self) -> list[int]:
        ids = list(
            db.session.scalars(
                sa.select(Enrolment.id).where(
                    Enrolment.class_id.in_([one.id for one in self.old]),
                    Enrolment.ends_on.is_(None),
                )
            )
        )
        db.session.execute(
            sa.update(Enrolment).where(Enrolment.id.in_(ids)).values(ends_on=clock.today())
        )
        return ids

    def _close_and_open(self) -> None:
        """The class code is printed on the pupils' cards: it goes on with the class."""
        for old in self.old:
            code = old.code
            old.closed_on, old.code = clock.today(), f"{code}-{old.school_year}"
            db.session.flush()
            if old.grade < LAST_GRADE:
                self._open(old, old.grade + 1, code, old.teacher_id)
            self.pairs.append([old.id, code])

    def _open(self, like: SchoolClass, grade: int, code: str, teacher_id: int | None) -> int:
        new = SchoolClass(
            school_id=self.school_id,
            school_year=self.school_year,
            grade=grade,
            letter=like.letter,
            language=like.language,
            code=code,
            teacher_id=teacher_id,
        )
        db.session.add(new)
        db.session.flush()
        self.new[grade, like.letter] = new.id
        return new.id

    def _enrol(self) -> None:
        today = clock.today()
        rows = []
        for old in self.old:
            for pupil in self.plan[old.id].pupils:
                class_id = self._class_after(old, pupil.id)
                if class_id is None:
                    self.left.append(pupil.id)
                else:
                    rows.append({"pupil_id": pupil.id, "class_id": class_id, "starts_on": today})
        if rows:
            db.session.execute(sa.insert(Enrolment), rows)

    def _class_after(self, old: SchoolClass, pupil_id: int) -> int | None:
        if pupil_id in self.exceptions.leave:
            return None
        if pupil_id in self.exceptions.repeat:
            return self._class_of_grade(old)
        return self.new.get((old.grade + 1, old.letter))

    def _class_of_grade(self, old: SchoolClass) -> int:
        """For who repeats: the class of the same letter, else another one of the grade."""
        same = self.new.get((old.grade, old.letter))
        others = (self.new[key] for key in sorted(self.new) if key[0] == old.grade)
        return same or next(others, None) or self._open(old, old.grade, new_class_code(), None)


def undo(*, promotion: Promotion, by: Viewer) -> None:
    """As it was. Refused once the new classes have lessons, or a pupil of another way in."""
    if not can_undo(promotion):
        raise InUse
    made = promotion.made
    _refuse_newcomers(made["classes"], made["ended"])
    try:
        db.session.execute(sa.delete(Enrolment).where(Enrolment.class_id.in_(made["classes"])))
        db.session.execute(sa.delete(SchoolClass).where(SchoolClass.id.in_(made["classes"])))
    except IntegrityError:
        raise InUse from None
    for class_id, code in made["pairs"]:
        db.session.execute(
            sa.update(SchoolClass)
            .where(SchoolClass.id == class_id)
            .values(code=code, closed_on=None)
        )
    db.session.execute(
        sa.update(Enrolment).where(Enrolment.id.in_(made["ended"])).values(ends_on=None)
    )
    left = sa.update(User).where(User.id.in_(made["left"]), User.erased_at.is_(None))
    db.session.execute(left.values(is_active=True))
    promotion.undone_at = clock.now()
    _trace(by, audit.Action.YEAR_UNDONE)


def _refuse_newcomers(class_ids: Iterable[int], ended: Iterable[int]) -> None:
    """Who has come or gone since would lose their place."""
    moved = sa.select(Enrolment.pupil_id).where(Enrolment.id.in_(list(ended)))
    since = sa.select(Enrolment.id).where(
        sa.or_(
            sa.and_(
                Enrolment.class_id.in_(list(class_ids)),
                sa.or_(Enrolment.pupil_id.notin_(moved), Enrolment.ends_on.is_not(None)),
            ),
            sa.and_(
                Enrolment.pupil_id.in_(moved),
                Enrolment.class_id.notin_(list(class_ids)),
                Enrolment.ends_on.is_(None),
            ),
        )
    )
    if db.session.scalar(since.limit(1)) is not None:
        raise InUse


def _trace(by: Viewer, action: audit.Action) -> None:
    audit.record(actor_id=by.id, action=action, subject_type="school", subject_id=by.school_id)
