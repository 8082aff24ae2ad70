"""The class page of a class teacher. A handful of statements, whatever the class's history.

A sensitive lesson shows who has finished it, and nothing of what anybody answered.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.casework.access import visible_cases
from app.casework.models import Case
from app.casework.workflow import OPEN_STATES
from app.content import library
from app.content.library import Library
from app.content.schema.lesson import Lesson
from app.core import clock
from app.core.db import db
from app.core.i18n import collation_key
from app.learning import mastery
from app.learning.boosters import SHARE_OF_A_CLASS
from app.learning.deliveries import deliveries_of
from app.learning.delivery_models import Delivery
from app.learning.models import (
    Assignment,
    ItemProgress,
    LessonProgress,
    ObjectiveProgress,
)
from app.learning.year_plans import year_of
from app.people.access import NotFound, pupils_of_class, visible_classes
from app.people.models import Enrolment, SchoolClass, User
from app.people.viewer import Viewer
from app.reports import pulse
from app.reports.cards import Card, visible_cards
from app.reports.choices import has_choices
from app.reports.classpage import (
    ClassName,
    ClassPage,
    GivenLesson,
    Level,
    ObjectiveLevels,
    PupilRow,
    Stuck,
    WaitingRequest,
)
from app.reports.deliveries import held_by
from app.reports.plan import WeekCard, held_at, week_card
from app.reports.talks import talks_of

LEVELS: Mapping[str, Level] = {
    "repeat": "low",
    "growing": "mid",
    "strong": "high",
    "firm": "firm",
}

STAGES: tuple[Level, ...] = ("low", "mid", "high", "firm")

HELD_SHOWN = 5
TRIES_WITHOUT_SUCCESS = 4
DAYS_WITHOUT_A_STEP = 3


@dataclass(frozen=True, slots=True)
class Given:
    """One standing assignment with the progress row of everybody who has one."""

    assignment_id: int
    lesson: Lesson
    due_on: dt.date
    progress: Mapping[int, Any]


def classes_of(viewer: Viewer) -> list[ClassName]:
    """By grade, then by letter in the Kazakh alphabet."""
    return [_name(one) for one in _classes(viewer)]


def _name(one: SchoolClass) -> ClassName:
    return ClassName(one.id, one.grade, one.letter, one.code)


def _classes(viewer: Viewer) -> list[SchoolClass]:
    rows = db.session.scalars(visible_classes(viewer)).all()
    return sorted(rows, key=lambda one: (one.grade, collation_key(one.letter)))


def class_page(viewer: Viewer, class_id: int | None = None) -> ClassPage | None:
    """The named class, or the first one. None for a teacher who has no class yet."""
    classes = _classes(viewer)
    if not classes and class_id is None:
        return None
    chosen = next((one for one in classes if class_id in (None, one.id)), None)
    if chosen is None:
        raise NotFound
    catalogue = library.get()
    given = given_to(catalogue, chosen.id)
    roll = roll_of(chosen.id, [task for one in given for task in _open_tasks(one.lesson)])
    objectives = _objective_rows(chosen.id)
    names = {row.id: f"{row.family_name} {row.given_name}" for row in roll}
    cards = visible_cards(pupils_of_class(chosen.id), "teacher")
    held = deliveries_of(chosen.id)
    return ClassPage(
        classes=tuple(_name(one) for one in classes),
        chosen=_name(chosen),
        active=len(_active_pupils(given, objectives) & names.keys()),
        done_share=_done_share(given, names),
        requests=tuple(_requests(viewer)),
        cards=tuple(card for card in cards if card.pupil_id in names),
        talks=tuple(talks_of(catalogue, chosen.id, len(names))),
        given=tuple(_given_lesson(one, names) for one in given),
        objectives=tuple(_levels(catalogue, objectives)),
        pupils=tuple(_pupil_row(catalogue, row, given, cards) for row in roll),
        week=_week(viewer, chosen, held, given, len(names)),
        held=held_by(viewer, held[:HELD_SHOWN]),
        times_held=len(held),
        pulse=pulse.of_class(chosen.id),
    )


def _week(
    viewer: Viewer,
    school_class: SchoolClass,
    held: Sequence[Delivery],
    given: Sequence[Given],
    pupils: int,
) -> WeekCard | None:
    year = year_of(school_class)
    return week_card(
        year,
        held=held_at(viewer, held, year.places) if year else {},
        given=[one.lesson.id for one in given],
        finished=[one.lesson.id for one in given if _is_met(one, pupils)],
    )


def _is_met(given: Given, pupils: int) -> bool:
    done = sum(is_done(given, pupil_id) for pupil_id in given.progress)
    return bool(done) and done >= pupils * SHARE_OF_A_CLASS


def given_to(catalogue: Library, class_id: int) -> list[Given]:
    """Standing assignments, the latest due day first, with everybody's progress."""
    rows = db.session.execute(
        sa.select(
            Assignment.id,
            Assignment.lesson_id,
            Assignment.due_on,
            LessonProgress.pupil_id,
            LessonProgress.started_at,
            LessonProgress.last_at,
            LessonProgress.finished_at,
            LessonProgress.steps_done,
            LessonProgress.quiz_right,
            LessonProgress.quiz_total,
        )
        .outerjoin(
            Enrolment,
            sa.and_(Enrolment.class_id == Assignment.class_id, Enrolment.ends_on.is_(None)),
        )
        .outerjoin(
            LessonProgress,
            sa.and_(
                LessonProgress.pupil_id == Enrolment.pupil_id,
                LessonProgress.lesson_id == Assignment.lesson_id,
            ),
        )
        .where(Assignment.class_id == class_id, Assignment.is_standing())
        .order_by(Assignment.due_on.desc(), Assignment.id.desc())
    )
    by_assignment: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_assignment[row.id].append(row)
    return [
        Given(
            assignment_id=assignment_id,
            lesson=lesson,
            due_on=rows[0].due_on,
            progress={row.pupil_id: row for row in rows if row.pupil_id is not None},
        )
        for assignment_id, rows in by_assignment.items()
        if (lesson := catalogue.lessons.get(rows[0].lesson_id))
    ]


def _open_tasks(lesson: Lesson) -> list[str]:
    """Practice tasks of which a teacher may know that somebody does not get past them."""
    return [] if lesson.sensitive else [item.id for item in lesson.items() if item.is_scored]


def roll_of(class_id: int, tasks: list[str]) -> Sequence[Any]:
    """The class in the Kazakh order, each with the task tried most lately in vain."""
    hard_task = (
        sa.select(ItemProgress.item_id)
        .where(
            ItemProgress.pupil_id == User.id,
            ItemProgress.item_id.in_(tasks),
            ItemProgress.tries >= TRIES_WITHOUT_SUCCESS,
            ItemProgress.score < 1,
        )
        .order_by(ItemProgress.last_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    return db.session.execute(
        sa.select(User.id, User.family_name, User.given_name, hard_task.label("hard_task"))
        .where(User.id.in_(pupils_of_class(class_id)), User.is_active)
        .order_by(User.sort_key)
    ).all()


def _objective_rows(class_id: int) -> Sequence[Any]:
    return db.session.execute(
        sa.select(
            ObjectiveProgress.pupil_id,
            ObjectiveProgress.objective,
            ObjectiveProgress.answered,
            ObjectiveProgress.credit,
            ObjectiveProgress.streak,
            ObjectiveProgress.right_days,
            ObjectiveProgress.last_at,
        ).where(ObjectiveProgress.pupil_id.in_(pupils_of_class(class_id)))
    ).all()


def _active_pupils(given: Sequence[Given], objectives: Sequence[Any]) -> set[int]:
    """Who has moved in a lesson or answered a question since Monday."""
    monday = clock.today() - dt.timedelta(days=clock.today().weekday())
    since = clock.at(monday, 0)
    rows = [row for one in given for row in one.progress.values()]
    return {row.pupil_id for row in (*rows, *objectives) if row.last_at >= since}


def _done_share(given: Sequence[Given], names: Mapping[int, str]) -> float | None:
    wanted = len(given) * len(names)
    done = sum(is_done(one, pupil_id) for one in given for pupil_id in names)
    return done / wanted if wanted else None


def is_done(given: Given, pupil_id: int) -> bool:
    row = given.progress.get(pupil_id)
    return row is not None and row.finished_at is not None


def _requests(viewer: Viewer) -> list[WaitingRequest]:
    rows = db.session.execute(
        visible_cases(viewer)
        .where(Case.state.in_(OPEN_STATES))
        .order_by(Case.due_at)
        .with_only_columns(Case.id, Case.due_at, Case.owner_id)
    )
    return [
        WaitingRequest(row.id, row.due_at, waits=row.owner_id in (None, viewer.id)) for row in rows
    ]


def _given_lesson(given: Given, names: Mapping[int, str]) -> GivenLesson:
    finished = [pupil_id for pupil_id in names if is_done(given, pupil_id)]
    started = [one for one in names if one in given.progress and one not in finished]
    not_opened = [one for one in names if one not in given.progress]
    return GivenLesson(
        assignment_id=given.assignment_id,
        lesson_id=given.lesson.id,
        title=given.lesson.title,
        is_sensitive=given.lesson.sensitive,
        due_on=given.due_on,
        is_over=given.due_on < clock.today(),
        finished=tuple(names[one] for one in finished),
        started=tuple(names[one] for one in started),
        not_opened=tuple(names[one] for one in not_opened),
        has_quiz=given.lesson.id in library.get().banks,
        has_choices=has_choices(given.lesson),
    )


def level_of(row: Any) -> Level | None:
    """The stage of mastery; None while there are too few answers to say anything."""
    known = mastery.level(
        answered=row.answered, credit=row.credit, streak=row.streak, right_days=row.right_days
    )
    return LEVELS.get(known)


def _levels(catalogue: Library, rows: Sequence[Any]) -> list[ObjectiveLevels]:
    """Non-sensitive objectives, those that most need practice first."""
    counts: dict[str, Counter[Level]] = defaultdict(Counter)
    for row in rows:
        level = level_of(row)
        objective = catalogue.objectives.get(row.objective)
        if level and objective and not objective.sensitive:
            counts[row.objective][level] += 1
    levels = [
        ObjectiveLevels(catalogue.objectives[one].can, **{name: seen[name] for name in STAGES})
        for one, seen in sorted(counts.items())
    ]
    return sorted(levels, key=lambda one: one.low / one.pupils, reverse=True)


def _pupil_row(
    catalogue: Library, pupil: Any, given: Sequence[Given], cards: Sequence[Card]
) -> PupilRow:
    return PupilRow(
        id=pupil.id,
        name=f"{pupil.family_name} {pupil.given_name}",
        done=sum(is_done(one, pupil.id) for one in given),
        assigned=len(given),
        result=_last_result(given, pupil.id),
        stuck=tuple(_stuck(catalogue, pupil, given)),
        has_card=any(card.pupil_id == pupil.id for card in cards),
    )


def _last_result(given: Sequence[Given], pupil_id: int) -> Level | None:
    """The latest quiz of a non-sensitive lesson, as a word: marks invite ranking."""
    rows = [
        row
        for one in given
        if (row := one.progress.get(pupil_id)) and row.quiz_total and not one.lesson.sensitive
    ]
    last = max(rows, key=lambda row: row.last_at, default=None)
    return result_level(last.quiz_right, last.quiz_total) if last else None


def result_level(right: int, total: int) -> Level:
    share = right / total
    if share >= mastery.STRONG_SHARE:
        return "high"
    return "mid" if share >= mastery.GROWING_SHARE else "low"


def _stuck(catalogue: Library, pupil: Any, given: Sequence[Given]) -> list[Stuck]:
    found = [reason for one in given if (reason := _behind(one, pupil.id))]
    if pupil.hard_task:
        home = catalogue.item(pupil.hard_task)
        step = home.lesson.step(home.step_id or "")
        found.append(Stuck("same-task", home.lesson.title, task=step.title if step else None))
    return found


def _behind(given: Given, pupil_id: int) -> Stuck | None:
    """Overdue and not opened, or begun and left standing."""
    row = given.progress.get(pupil_id)
    if row is None:
        late = (clock.today() - given.due_on).days
        return Stuck("not-opened", given.lesson.title, days=late) if late > 0 else None
    # Who stops half-way in a sensitive lesson may have reasons: nobody is sent to ask.
    if given.lesson.sensitive or row.finished_at:
        return None
    if days_since(row.last_at) < DAYS_WITHOUT_A_STEP:
        return None
    return Stuck(
        "halfway",
        given.lesson.title,
        days=days_since(row.started_at),
        step=min(row.steps_done + 1, len(given.lesson.steps)),
        steps=len(given.lesson.steps),
    )


def days_since(moment: dt.datetime) -> int:
    return (clock.today() - clock.local(moment).date()).days
