"""Eight weeks of the demo school: lessons given, taken and reviewed, day by day."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from app.content import library
from app.core import clock
from app.demo.calendar import (
    FRIDAY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    Term,
    in_class_hour,
    in_the_evening,
)
from app.demo.lessons import Sitting, review, take_lesson
from app.demo.parts import Part, under_way
from app.demo.school import DemoClass, Pupil, School
from app.learning import allowances, services
from app.learning.access import LessonNotOpen
from app.learning.quiz_rules import USUAL, QuizRules
from app.notices import services as notices
from app.risk import skills
from app.wellbeing.services import forget_expired_marks

# No sitting lasts longer.
JOB_COMES_AFTER = dt.timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Given:
    """A lesson for a class: when it was assigned and when it is due."""

    lesson_id: str
    assigned_on: dt.date
    due_on: dt.date
    # How many of ten have finished it, and how many more have begun, where parts do not say.
    finished: int = 10
    begun: int = 0
    quiz: QuizRules = USUAL


# Answers are told after the due day to all; fifteen minutes, for one pupil more.
WITH_A_CLOCK = QuizRules(release="after-due", minutes=15)
# Half the class has handed in and waits for the teacher.
WITH_MORE_TIME = "aigerim"
TOLD_BY_THE_TEACHER = QuizRules(release="by-teacher", tries="one")


def programme(term: Term) -> dict[str, tuple[Given, ...]]:
    """Parallel classes take a sensitive lesson in different weeks."""
    coming = term.ahead(4)
    return {
        "8Ә": (
            Given("L21", term.day(2, MONDAY), term.day(3, MONDAY)),
            Given("L24", term.day(8, THURSDAY), coming, 3, 3, WITH_A_CLOCK),
        ),
        "8Б": (
            Given("L21", term.day(3, MONDAY), term.day(4, MONDAY)),
            Given("L24", term.day(6, MONDAY), term.day(7, FRIDAY), 8, 1, TOLD_BY_THE_TEACHER),
        ),
        "6Б": (Given("L08", term.back(12), term.back(2)),),
        "5А": (Given("L08", term.day(4, TUESDAY), term.day(5, TUESDAY)),),
    }


class Diary:
    """What is to happen, played in the order of time: what one pupil does may bear on another."""

    def __init__(self) -> None:
        self._acts: list[tuple[dt.datetime, Callable[[], object]]] = []

    def at(self, moment: dt.datetime, act: Callable[[], object]) -> None:
        self._acts.append((moment, act))

    def play(self) -> None:
        for moment, act in sorted(self._acts, key=lambda one: one[0]):
            with clock.fixed(moment):
                act()
            with clock.fixed(moment + JOB_COMES_AFTER):
                deliver_notices()


def deliver_notices() -> None:
    while (notice_id := notices.claim_next()) is not None:
        notices.deliver(notice_id)


def play_term(school: School, term: Term) -> list[str]:
    """Returns the lessons that could not be given, because a law text of theirs is stale."""
    diary, stale = Diary(), list[str]()
    for night in term.nights():
        diary.at(night, _sweep)
    given = programme(term)
    for key, school_class in school.classes.items():
        for number, one in enumerate(given.get(key, ())):
            _give(diary, school, school_class, one, stale)
            plan = _plan_second_lesson if number else _plan_first_lesson
            for pupil in school_class.pupils:
                plan(diary, term, pupil, one)
    diary.play()
    return stale


def _sweep() -> None:
    skills.tell_adults_of_due_cards()
    forget_expired_marks()


def _give(
    diary: Diary, school: School, school_class: DemoClass, given: Given, stale: list[str]
) -> None:
    def assign() -> None:
        try:
            services.assign_lesson(
                class_id=school_class.id,
                lesson=library.get().lesson(given.lesson_id),
                due_on=given.due_on,
                by_id=school.adult(school_class.plan.teacher).id,
                quiz=given.quiz,
            )
        except services.LessonIsStale:
            stale.append(given.lesson_id)

    diary.at(clock.at(given.assigned_on, 8, 30), assign)
    if given.quiz.minutes is not None:
        diary.at(clock.at(given.assigned_on, 8, 35), lambda: _give_time(school, school_class))


def _give_time(school: School, school_class: DemoClass) -> None:
    """Half as much again for one pupil, by the class teacher."""
    allowances.grant(
        pupil_id=school.pupils[WITH_MORE_TIME].viewer.id,
        extra="50",
        by_id=school.adult(school_class.plan.teacher).id,
    )


def _plan_first_lesson(diary: Diary, term: Term, pupil: Pupil, given: Given) -> None:
    part = pupil.part
    if part.steps == 0:
        return
    begins = _begins(term, pupil, given, part)
    diary.at(begins, lambda: _take(pupil, begins, given.lesson_id, part, part.belief))
    for number, days in enumerate(part.reviews):
        begun_on = clock.local(begins).date()
        day = term.after(begun_on, days) if days > 0 else term.back(-days)
        moment = in_the_evening(day, pupil.chance)
        keeps = part.learns_after is None or number < part.learns_after
        diary.at(moment, _reviewing(pupil, moment, part.belief if keeps else None))


def _reviewing(pupil: Pupil, moment: dt.datetime, belief: str | None) -> Callable[[], None]:
    return lambda: review(Sitting(pupil, moment, belief))


def _take(
    pupil: Pupil, moment: dt.datetime, lesson_id: str, part: Part, belief: str | None = None
) -> None:
    sitting = Sitting(pupil, moment, belief)
    with suppress(LessonNotOpen):  # a sensitive lesson that could not be given
        take_lesson(sitting, lesson_id, steps=part.steps, tries=part.tries)


def _begins(term: Term, pupil: Pupil, given: Given, part: Part) -> dt.datetime:
    """In the class hour of the next day, or at home in the evening of one of the next days."""
    chance = pupil.chance
    if part.begins_back is not None:
        return in_the_evening(term.back(part.begins_back), chance)
    if chance.random() < 0.6:
        return in_class_hour(term.after(given.assigned_on, 1), chance)
    return in_the_evening(term.after(given.assigned_on, chance.randint(1, 5)), chance)


def _plan_second_lesson(diary: Diary, term: Term, pupil: Pupil, given: Given) -> None:
    part = pupil.second or _second_part(pupil, given)
    if part is not None:
        begins = _begins(term, pupil, given, part)
        diary.at(begins, lambda: _take(pupil, begins, given.lesson_id, part))


def _second_part(pupil: Pupil, given: Given) -> Part | None:
    """Where the story says nothing, chance does. None has not opened the lesson."""
    draw = pupil.chance.randrange(10)
    if draw < given.finished:
        return Part()
    steps = pupil.chance.randint(1, 6)
    return under_way(steps) if draw < given.finished + given.begun else None
