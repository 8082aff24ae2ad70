"""A pupil at work: a lesson, its quiz, a review, by the services that the pages call."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from app.content import library
from app.content.library import ItemHome
from app.content.schema.lesson import DilemmaStep, Lesson, PlanStep, TaskStep
from app.core import clock
from app.demo import answers
from app.demo.school import Pupil
from app.learning import class_quizzes, dilemmas, quizzes, reviews, services
from app.learning.access import lesson_for
from app.learning.attempts import Answer
from app.learning.behaviours import Name as Behaviour
from app.risk.skills import evaluate_pupil

# How often who is right is sure of it, and who does not know says so.
SURE_OF_RIGHT, HONEST = 0.85, 0.4
OWN_WORDS = {
    "kk": ("Алдымен әжеме айтамын.", "Он минут күтіп, сосын жауап беремін."),
    "ru": ("Сначала расскажу бабушке.", "Подожду десять минут и только потом отвечу."),
    "en": ("I will tell my grandmother first.", "I will wait ten minutes before I answer."),
}


@dataclass
class Sitting:
    """A pupil before the screen: time passes with every page."""

    pupil: Pupil
    moment: dt.datetime
    # Held surely while this sitting lasts.
    belief: str | None = None

    @property
    def chance(self) -> Random:
        return self.pupil.chance

    @contextmanager
    def page(self) -> Iterator[float]:
        """Some seconds later; gives how many."""
        seconds = self.chance.uniform(6, 40)
        self.moment += dt.timedelta(seconds=seconds)
        with clock.fixed(self.moment):
            yield round(seconds, 1)

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.chance.getrandbits(128), version=4)


def take_lesson(
    sitting: Sitting, lesson_id: str, *, steps: int | None = None, tries: int = 0
) -> None:
    """So many steps; all of them and the quiz where no number is given."""
    with sitting.page():
        lesson = lesson_for(sitting.pupil.viewer, lesson_id)
        services.open_lesson(pupil=sitting.pupil.viewer, lesson=lesson)
    for step in lesson.steps[:steps]:
        _take_step(sitting, lesson, step)
    if steps is not None:
        _try_in_vain(sitting, lesson, steps, tries)
    else:
        _take_quiz(sitting, lesson)
    _look_for_risks(sitting)


def review(sitting: Sitting) -> None:
    """The two minutes that bring missed objectives back; nothing if none is due."""
    with sitting.page():
        due = reviews.due_items(sitting.pupil.viewer)
    for one in due:
        _answer(sitting, one.home, "review")
    if due:
        _look_for_risks(sitting)


def _look_for_risks(sitting: Sitting) -> None:
    """What the job does after an answer."""
    with clock.fixed(sitting.moment):
        evaluate_pupil(sitting.pupil.viewer.id)


def _take_step(sitting: Sitting, lesson: Lesson, step: Any) -> None:
    if isinstance(step, TaskStep):
        _answer(sitting, library.get().item(step.item.id), "practice")
    elif isinstance(step, DilemmaStep):
        _walk(sitting, lesson)
    elif isinstance(step, PlanStep):
        _plan(sitting, lesson)
    with sitting.page():
        services.finish_step(pupil=sitting.pupil.viewer, lesson=lesson, step_id=step.id)


def _answer(sitting: Sitting, home: ItemHome, behaviour: Behaviour) -> None:
    response, certainty = _thought(sitting, home.item)
    _record(sitting, home, behaviour, response, certainty)


def _record(
    sitting: Sitting,
    home: ItemHome,
    behaviour: Behaviour,
    response: answers.Response,
    certainty: str | None,
) -> None:
    with sitting.page() as seconds:
        services.record_answer(
            pupil=sitting.pupil.viewer,
            home=home,
            answer=Answer(response, certainty, sitting.key(), seconds),
            behaviour=behaviour,
        )


def _thought(sitting: Sitting, item: Any) -> tuple[answers.Response, str | None]:
    """A response and how sure the pupil is. Only a belief makes an error sure."""
    chance = sitting.chance
    if not item.is_scored:
        return answers.unscored(item, chance), None
    if sitting.belief in item.misconceptions:
        response, certainty = answers.led_by(item, str(sitting.belief)), "sure"
    elif chance.random() < sitting.pupil.ability:
        response = answers.right(item)
        certainty = "sure" if chance.random() < SURE_OF_RIGHT else "unsure"
    elif item.has_single_choice and chance.random() < HONEST:
        response, certainty = {}, "dont-know"
    else:
        response, certainty = answers.slip(item, chance), "unsure"
    return response, certainty if item.has_single_choice else None


def _walk(sitting: Sitting, lesson: Lesson) -> None:
    """To an ending; who thinks twice at one place goes on by a good way."""
    pupil, chance = sitting.pupil.viewer, sitting.chance
    dilemma = library.get().dilemmas[lesson.id]
    start = chance.choice(list(dilemma.starts))
    with sitting.page():
        dilemmas.begin(pupil=pupil, dilemma=dilemma, start=start, key=sitting.key())
    here = dilemmas.place(dilemma, dilemmas.current_walk(pupil.id, dilemma))
    while here.node is not None and here.node_id is not None:
        hesitates = len(here.path) < 3 and chance.random() > sitting.pupil.ability
        verdict = "think" if hesitates else "good"
        wanted = [one for one in here.node.choices if one.verdict == verdict]
        choice = chance.choice(wanted or list(here.node.choices))
        with sitting.page():
            dilemmas.choose(
                pupil=pupil,
                dilemma=dilemma,
                node_id=here.node_id,
                choice_id=choice.id,
                key=sitting.key(),
            )
        here = dilemmas.place(dilemma, dilemmas.current_walk(pupil.id, dilemma))


def _plan(sitting: Sitting, lesson: Lesson) -> None:
    """Every third plan is in own words."""
    viewer = sitting.pupil.viewer
    own = sitting.chance.choice(OWN_WORDS[viewer.locale])
    with sitting.page():
        services.make_plan(
            pupil=viewer, lesson=lesson, then_part=own if sitting.chance.random() < 0.3 else None
        )


def _try_in_vain(sitting: Sitting, lesson: Lesson, at: int, tries: int) -> None:
    """The task at this place, answered wrong again and again; the step stays unfinished."""
    step = lesson.steps[at]
    if isinstance(step, TaskStep):
        home = library.get().item(step.item.id)
        for _ in range(tries):
            _record(sitting, home, "practice", answers.slip(home.item, sitting.chance), None)


def _take_quiz(sitting: Sitting, lesson: Lesson) -> None:
    pupil = sitting.pupil.viewer
    with sitting.page():
        quiz = quizzes.start(pupil=pupil, lesson=lesson)
    for item_id in quiz.item_ids:
        response, certainty = _thought(sitting, library.get().item(item_id).item)
        with sitting.page() as seconds:
            answer = Answer(response, certainty, sitting.key(), seconds)
            quizzes.save(pupil=pupil, sitting=quiz, item_id=item_id, answer=answer, seen=0)
    with sitting.page():
        quizzes.hand_in(sitting=quiz, given=class_quizzes.given_by(quiz.assignment_id))
