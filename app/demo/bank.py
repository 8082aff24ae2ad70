"""The school's own questions, and a quiz of them."""

import datetime as dt
import uuid
from typing import Any

from app.bank import queries, services
from app.bank.templates import template
from app.core import clock
from app.core.db import db
from app.core.i18n import Locale
from app.demo import answers
from app.demo.calendar import FRIDAY, MONDAY, TUESDAY, Term
from app.demo.school import DemoClass, Pupil, School
from app.learning import school_quizzes
from app.learning.attempts import Answer
from app.learning.behaviours import PRACTICE
from app.learning.services import record_answer
from app.people.models import SchoolClass

AUTHOR = "gulnar"
TITLES = {"8Ә": "Кімнен көмек сұрауға болады?", "8Б": "К кому идти за помощью?"}


def fill_bank(school: School, term: Term) -> None:
    """Questions in Kazakh and Russian are in use; the English ones wait as drafts."""
    author = school.adult(AUTHOR).id
    languages: tuple[Locale, ...] = ("kk", "ru", "en")
    with clock.fixed(clock.at(term.day(4, TUESDAY), 15)):
        for language in languages:
            services.take_in(
                school_id=school.id, language=language, drafts=template(language), by_id=author
            )
        ready = [one.id for one in queries.bank(school.id) if one.language != "en"]
        services.set_status(school_id=school.id, ids=ready, status="on")


def practise(school: School, term: Term) -> None:
    """Most have gone through the quiz, some are half-way, a few have not opened it."""
    for key, title in TITLES.items():
        given_to = school.classes[key]
        with clock.fixed(clock.at(term.day(7, FRIDAY), 14)):
            quiz_id = _give(school, given_to, title, term.ahead(3))
        for number, pupil in enumerate(given_to.pupils):
            if number % 6:
                _answer(pupil, quiz_id, clock.at(term.day(8, MONDAY), 17), number % 4 == 1)


def _give(school: School, given_to: DemoClass, title: str, due_on: dt.date) -> int:
    language = given_to.plan.language
    ids = [one.id for one in queries.bank(school.id, language) if one.status == "on"]  # type: ignore[arg-type]
    return school_quizzes.give(
        school_class=db.session.get_one(SchoolClass, given_to.id),
        title=title,
        ids=ids,
        due_on=due_on,
        by_id=school.staff[given_to.plan.teacher].id,
    )


def _answer(pupil: Pupil, quiz_id: int, moment: dt.datetime, only_half: bool) -> None:
    quiz = school_quizzes.own_quiz(pupil.viewer, quiz_id)
    homes = list(quiz.homes.values())
    for number, home in enumerate(homes[: len(homes) // 2] if only_half else homes):
        response = _response(pupil, home.item)
        certainty = "sure" if PRACTICE.asks_how_sure(home.item) else None
        with clock.fixed(moment + dt.timedelta(seconds=30 * number)):
            record_answer(
                pupil=pupil.viewer,
                home=home,
                answer=Answer(response, certainty, _key(pupil), 12.0),
                behaviour=PRACTICE.name,
            )


def _response(pupil: Pupil, item: Any) -> answers.Response:
    is_right = pupil.chance.random() < pupil.ability
    return answers.right(item) if is_right else answers.slip(item, pupil.chance)


def _key(pupil: Pupil) -> uuid.UUID:
    return uuid.UUID(int=pupil.chance.getrandbits(128), version=4)
