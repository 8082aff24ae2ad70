"""Lessons held before whole classes, hands that were counted, and three classes that go by their
year plan.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from random import Random

from app.content import library
from app.core import clock
from app.core.db import db
from app.demo.calendar import FRIDAY, THURSDAY, Term
from app.demo.people import SEED
from app.demo.school import DemoClass, School
from app.learning import deliveries, hands, year_plans
from app.learning.ballots import ballots_of
from app.learning.deliveries import Guest, Outcome, Told
from app.learning.year_plans import ClassYear
from app.people.models import SchoolClass

CLASS_HOUR_ENDS = (13, 0)
WITH_A_PLAN = ("8Ә", "6Б", "3Ә")
# The class that has its hands counted, and how many of ten held back.
VOTES, LEFT_DOWN = "8Ә", 0.1
# How many times as often as another answer the right one is chosen.
MOST = 4


@dataclass(frozen=True, slots=True)
class Lecture:
    key: str
    lesson_id: str
    week: int
    weekday: int
    outcome: Outcome = "taught"
    guest: Guest | None = None
    # How many of the class were away.
    away: int = 0
    minutes: int = 10
    note: str | None = None


LECTURES = (
    Lecture("3Ә", "L07", 3, THURSDAY, minutes=12),
    Lecture("3Ә", "L03", 5, THURSDAY, minutes=11, away=1),
    Lecture("3Ә", "L01", 7, THURSDAY, "discussed", minutes=8),
    Lecture("5А", "L08", 4, FRIDAY, minutes=11, away=1),
    Lecture("5А", "L10", 6, FRIDAY, minutes=10, away=2),
    Lecture("6Б", "L13", 5, THURSDAY, guest="police", minutes=20, away=2),
    Lecture("6Б", "L08", 8, THURSDAY, minutes=10),
    Lecture("8Ә", "L21", 2, THURSDAY, minutes=12, away=1),
    Lecture(
        "8Ә",
        "L28",
        6,
        THURSDAY,
        guest="prosecutor",
        minutes=25,
        note="Сұрақ көп болды, қайта шақырамыз.",
    ),
    Lecture("8Ә", "L24", 8, FRIDAY, "discussed", "psychologist", 2),
    Lecture("8Б", "L21", 3, THURSDAY, minutes=10, away=2),
    Lecture("8Б", "L24", 6, FRIDAY, "skipped", note="Классный час отменили из-за мороза."),
    Lecture("8Б", "L24", 7, FRIDAY, guest="psychologist", minutes=15, away=1),
)


def hold_lessons(school: School, term: Term) -> None:
    for lecture in LECTURES:
        _write_down(school, term, lecture)
    _count_hands(school.classes[VOTES], "L21")
    for key in WITH_A_PLAN:
        with clock.fixed(clock.at(term.back(1), 15)):
            _go_by_the_plan(school, school.classes[key])


def _write_down(school: School, term: Term, lecture: Lecture) -> None:
    given_to = school.classes[lecture.key]
    day = term.day(lecture.week, lecture.weekday)
    with clock.fixed(clock.at(day, *CLASS_HOUR_ENDS)):
        deliveries.write_down(
            class_id=given_to.id,
            lesson_id=lecture.lesson_id,
            told=_told(given_to, lecture, day),
            key=uuid.UUID(int=Random(f"{SEED} {lecture}").getrandbits(128), version=4),
            by_id=school.staff[given_to.plan.teacher].id,
        )


def _told(given_to: DemoClass, lecture: Lecture, day: dt.date) -> Told:
    return Told(
        outcome=lecture.outcome,
        held_on=day,
        minutes=lecture.minutes,
        present=len(given_to.pupils) - lecture.away,
        guest=lecture.guest,
        note=lecture.note,
    )


def _count_hands(given_to: DemoClass, lesson_id: str) -> None:
    """Most vote for what is right, some for each of the others."""
    catalogue = library.get()
    ballots = ballots_of(catalogue, catalogue.lesson(lesson_id))
    counted: dict[str, dict[str, int]] = {}
    for ballot in ballots.values():
        chance = Random(f"{SEED} {ballot.item_id}")
        votes = counted[ballot.item_id] = dict.fromkeys(ballot.options, 0)
        weights = [MOST if one in _right(ballot.item_id) else 1 for one in ballot.options]
        for _ in given_to.pupils:
            if chance.random() > LEFT_DOWN:
                votes[chance.choices(ballot.options, weights)[0]] += 1
    hands.keep(class_id=given_to.id, ballots=ballots, counted=counted)


def _right(item_id: str) -> set[str]:
    """Of a place of the story nothing is right."""
    home = library.get().find(item_id)
    options = getattr(home.item, "options", ()) if home else ()
    return {option.id for option in options if option.right}


def _go_by_the_plan(school: School, given_to: DemoClass) -> None:
    school_class = db.session.get_one(SchoolClass, given_to.id)
    teacher = school.staff[given_to.plan.teacher]
    year_plans.take(school_class=school_class, by_id=teacher.id)
    year = year_plans.year_of(school_class)
    if year is not None:
        _bring_forward(school_class, year)


def _bring_forward(school_class: SchoolClass, year: ClassYear) -> None:
    """This week's lesson is one that exists: the next such has changed places with it."""
    lessons, here = library.get().lessons, year.now
    if here is None or here.week.lesson in lessons:
        return
    for place in year_plans.open_to(year, here):
        lesson = lessons.get(place.week.lesson or "")
        if place.number > here.number and lesson and not lesson.sensitive:
            year_plans.move(
                school_class=school_class,
                place=place.number,
                week=place.week.week,
                to=here.number,
            )
            return
