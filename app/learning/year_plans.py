"""The year plan of a class: taken in one action, moved week by week, never given twice."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.content import library
from app.content.schema.lesson import Lesson
from app.content.schema.plans import FREE_KINDS, GradePlan
from app.core import clock
from app.core.db import db, upsert
from app.core.i18n import collation_key
from app.core.schoolcalendar import school_weeks
from app.learning import services
from app.learning.models import Assignment
from app.learning.plan_layout import Place, first_visits, laid_out, staggered
from app.learning.plan_models import ClassPlan, PlanPlace
from app.learning.quiz_models import ClassQuiz
from app.people.calendars import calendar_of_year
from app.people.models import SchoolClass

# Parallel classes take sensitive lessons in so many different weeks.
TURNS = 3


class CannotMove(ValueError):
    """No such place, or it lies in the past."""


@dataclass(frozen=True, slots=True)
class ClassYear:
    """The plan of a class laid over its year. `is_taken`: the class goes by it."""

    places: tuple[Place, ...]
    is_taken: bool

    @property
    def now(self) -> Place | None:
        return next((place for place in self.places if place.holds(clock.today())), None)

    def place(self, number: int) -> Place | None:
        return next((place for place in self.places if place.number == number), None)


@dataclass(frozen=True, slots=True)
class Given:
    """What taking the plan gave the class. Lessons are named by their ids."""

    new: tuple[str, ...]
    # A law text is being checked, or nobody has written the lesson yet.
    stale: tuple[str, ...]
    unwritten: tuple[str, ...]
    # Of themes for which the lot has put the class among those that wait.
    waiting: tuple[str, ...]


def year_of(school_class: SchoolClass) -> ClassYear | None:
    """Two statements. None where the catalogue has no plan for the grade."""
    plan = library.get().plans.of_grade(school_class.grade)
    if plan is None:
        return None
    moved = _moved(school_class.id)
    return ClassYear(tuple(_places(school_class, plan, moved or {})), moved is not None)


def _places(school_class: SchoolClass, plan: GradePlan, moved: Mapping[int, int]) -> list[Place]:
    year, grade = school_class.school_year, school_class.grade
    calendar = calendar_of_year(school_class.school_id, year, grade)
    return laid_out(plan, school_weeks(year, calendar), moved)


def _moved(class_id: int) -> dict[int, int] | None:
    """By place; None where the class does not go by the plan."""
    rows = db.session.execute(
        sa.select(PlanPlace.place, PlanPlace.week)
        .select_from(ClassPlan)
        .outerjoin(PlanPlace, PlanPlace.class_id == ClassPlan.class_id)
        .where(ClassPlan.class_id == class_id)
    ).all()
    return {row.place: row.week for row in rows if row.place is not None} if rows else None


def take(*, school_class: SchoolClass, by_id: int, waits_with: Collection[str] = ()) -> Given:
    """The class goes by the plan of its grade and has all lessons still to come, each opening in
    its week. Done again it gives what is missing and follows the free days of the school.
    """
    plan = library.get().plans.of_grade(school_class.grade)
    if plan is None:
        raise CannotMove("no plan")
    row = upsert(
        ClassPlan,
        {"class_id": school_class.id, "taken_by_id": by_id, "taken_at": clock.now()},
    )
    if db.session.execute(row.returning(sa.literal(1))).first() is not None:
        _stagger(school_class, plan)
    return _give(school_class, by_id, waits_with)


def _stagger(school_class: SchoolClass, plan: GradePlan) -> None:
    lessons, plans = library.get().lessons, library.get().plans
    sensitive = {one.id for one in plans.lessons if lessons.get(one.id, one).sensitive}
    moved = staggered(plan, sensitive, _turn(school_class))
    db.session.add_all(
        PlanPlace(class_id=school_class.id, place=place, week=week) for place, week in moved.items()
    )
    db.session.flush()


def _turn(school_class: SchoolClass) -> int:
    """The place of the class among those of its grade: А as printed, Ә later by one, Б by two."""
    letters = db.session.scalars(
        sa.select(SchoolClass.letter).where(
            SchoolClass.school_id == school_class.school_id,
            SchoolClass.school_year == school_class.school_year,
            SchoolClass.grade == school_class.grade,
        )
    )
    return sorted(letters, key=collation_key).index(school_class.letter) % TURNS


def _give(school_class: SchoolClass, by_id: int, waits_with: Collection[str]) -> Given:
    year = year_of(school_class)
    assert year is not None
    wanted = first_visits(year.places, clock.today())
    known = _assignments(school_class.id)
    new: list[str] = []
    left: dict[str, list[str]] = {"stale": [], "unwritten": [], "waiting": []}
    for lesson_id, place in wanted.items():
        if lesson_id in known:
            _follow(known[lesson_id], place)
        elif reason := _why_not(lesson_id, waits_with):
            left[reason].append(lesson_id)
        else:
            lesson = library.get().lesson(lesson_id)
            _assign(school_class.id, lesson, place, by_id)
            new.append(lesson_id)
    return Given(tuple(new), *(tuple(left[name]) for name in ("stale", "unwritten", "waiting")))


def _assignments(class_id: int) -> dict[str, Assignment]:
    """By lesson; one that was taken back is not given again, the standing one hides it."""
    query = sa.select(Assignment).where(Assignment.class_id == class_id)
    rows = db.session.scalars(query.order_by(Assignment.withdrawn_at.is_(None), Assignment.id))
    return {row.lesson_id: row for row in rows}


def _why_not(lesson_id: str, waits_with: Collection[str]) -> str | None:
    lesson = library.get().lessons.get(lesson_id)
    if lesson is None:
        return "unwritten"
    if lesson.theme in waits_with:
        return "waiting"
    return "stale" if services.has_stale_law(lesson) else None


def _assign(class_id: int, lesson: Lesson, place: Place, by_id: int) -> None:
    opens_on, due_on = _days(place)
    services.assign_lesson(
        class_id=class_id, lesson=lesson, opens_on=opens_on, due_on=due_on, by_id=by_id
    )


def _days(place: Place) -> tuple[dt.date, dt.date]:
    assert place.monday is not None
    assert place.last_day is not None
    return place.monday, place.last_day


def _follow(assignment: Assignment, place: Place) -> None:
    """What pupils have seen keeps its day; what is still to come goes with its week."""
    is_ahead = assignment.opens_on is not None and assignment.opens_on > clock.today()
    if is_ahead and assignment.withdrawn_at is None:
        assignment.opens_on, assignment.due_on = _days(place)


def move(*, school_class: SchoolClass, place: int, week: int, to: int) -> None:
    """The two places change their weeks. `week` is what the page showed at the place: if it has
    gone from there, the form came twice, and nothing changes.
    """
    db.session.get(ClassPlan, school_class.id, with_for_update=True)  # one after the other
    year = year_of(school_class)
    here = year.place(place) if year else None
    if year is None or not year.is_taken or here is None:
        raise CannotMove(place)
    if here.week.week != week:
        return
    there = next((one for one in open_to(year, here) if one.number == to), None)
    if there is None:
        raise CannotMove(to)
    _put(school_class.id, {place: there.week.week, to: here.week.week})
    _follow_all(school_class)


def open_to(year: ClassYear, here: Place) -> list[Place]:
    """Where a week may go: a missed one to a week without a lesson, any other to every place from
    this week on.
    """
    today = clock.today()
    ahead = [one for one in year.places if one.monday and not one.is_over(today) and one != here]
    if here.is_over(today):
        return [one for one in ahead if one.week.kind in FREE_KINDS]
    return ahead


def _put(class_id: int, weeks: Mapping[int, int]) -> None:
    """A week stands at one place only, also between the two statements."""
    places = sa.delete(PlanPlace).where(PlanPlace.class_id == class_id, PlanPlace.place.in_(weeks))
    db.session.execute(places)
    db.session.add_all(
        PlanPlace(class_id=class_id, place=place, week=week) for place, week in weeks.items()
    )
    db.session.flush()


def _follow_all(school_class: SchoolClass) -> None:
    year = year_of(school_class)
    assert year is not None
    known = _assignments(school_class.id)
    for lesson_id, place in first_visits(year.places, clock.today()).items():
        if lesson_id in known:
            _follow(known[lesson_id], place)
    db.session.flush()


def leave(*, school_class: SchoolClass) -> None:
    """The class plans for itself again: lessons that nobody has seen yet go. Twice is as good."""
    ahead = sa.select(Assignment.id).where(
        Assignment.class_id == school_class.id,
        Assignment.withdrawn_at.is_(None),
        Assignment.opens_on > clock.today(),
    )
    ids = db.session.scalars(ahead).all()
    db.session.execute(sa.delete(ClassQuiz).where(ClassQuiz.assignment_id.in_(ids)))
    db.session.execute(sa.delete(Assignment).where(Assignment.id.in_(ids)))
    for table in (PlanPlace, ClassPlan):
        db.session.execute(sa.delete(table).where(table.class_id == school_class.id))


def assigned(class_id: int) -> Sequence[Assignment]:
    """Standing ones, also those that open later."""
    query = sa.select(Assignment).where(
        Assignment.class_id == class_id, Assignment.withdrawn_at.is_(None)
    )
    return db.session.scalars(query).all()
