"""Weekly check-ins of the demo school: most weeks are fine, a few children have hard ones.

The rule of hard weeks is on trial for six weeks, then the psychologist signs it on.
"""

import datetime as dt
from random import Random
from typing import Any

from app.core import clock
from app.demo.calendar import FRIDAY, MONDAY, THURSDAY, WEEKS, Term
from app.demo.people import SEED
from app.demo.school import Pupil, School
from app.people import calendars, readiness
from app.people.switches import State
from app.risk import lists, moods
from app.wellbeing import checkins, shares
from app.wellbeing.checkins import Week

PSYCHOLOGIST, LEAD, ADMIN = "ainur", "yerlan", "viktor"
WEEKS_ON_TRIAL = 6
# Of ten pupils seven tell of a week; the others skip it, and nothing follows from that.
TAKES_PART = 0.7
USUAL_MOODS = (5, 5, 4, 4, 4, 4, 3, 3, 2)

# Whose weeks the story tells, the last one is the whole week before this one.
HARD_WEEKS = {
    "aruzhan": (4, 5, 4, 4, 3, 2, 2, 1),  # M1: her own page asks whether to talk
    "artyom": (2, 3, 2, 2, 2, 3, 2, 2),  # M2: in the psychologist's list from this Monday
    "polina": (2, 2, 1, 2, 2, 2, 3, 3),  # found while on trial, judged useful, better now
}
SHOWS_TO = {"nurlan": "madina"}


def live_through(school: School, term: Term) -> None:
    _make_ready(school, term)
    _sign_mood(school, term, "shadow", week=1)
    for week in range(1, WEEKS + 1):
        if week == WEEKS_ON_TRIAL + 1:
            _judge_the_trial(school, term)
            _sign_mood(school, term, "on", week=week)
        _tell(school, term, week)
    for pupil, adult in SHOWS_TO.items():
        with clock.fixed(clock.at(term.back(2), 16)):
            viewer = school.pupils[pupil].viewer
            shares.share(pupil_id=viewer.id, adult_id=school.adult(adult).id)


def _make_ready(school: School, term: Term) -> None:
    """The lead settles the list, and switches check-ins on."""
    lead = school.staff[LEAD]
    with clock.fixed(clock.at(term.day(1, MONDAY), 8)):
        calendars.add_holiday(by=school.staff[ADMIN], **_free_days(term))
        readiness.write_down(
            by=lead,
            outside_name="Аудандық білім бөлімі, балалар құқығын қорғау маманы",
            outside_phone="+7 7172 00 00 00",
            regional_centre=None,
            hours="Айнұр Маратқызы, 8:00–17:00. Орнына Ерлан Бекұлы.",
            exclusions_settled=True,
        )
        readiness.sign(family="check-ins", to="on", by=lead)
        readiness.sign(family="climate", to="on", by=school.staff[PSYCHOLOGIST])


def _free_days(term: Term) -> dict[str, Any]:
    """The next winter break, whenever the demo is made."""
    year = term.today.year
    return {
        "name": "Қысқы демалыс",
        "starts_on": dt.date(year, 12, 31),
        "ends_on": dt.date(year + 1, 1, 8),
    }


def _sign_mood(school: School, term: Term, state: State, *, week: int) -> None:
    with clock.fixed(clock.at(term.day(week, MONDAY), 9)):
        readiness.sign(family="mood", to=state, by=school.staff[PSYCHOLOGIST])


def _tell(school: School, term: Term, week: int) -> None:
    keys = {pupil.viewer.id: key for key, pupil in school.pupils.items()}
    with clock.fixed(clock.at(term.day(week, THURSDAY), 13)):
        for school_class in school.classes.values():
            for pupil in school_class.pupils:
                said = _said(pupil, keys.get(pupil.viewer.id, ""), week)
                if said:
                    checkins.record(pupil=pupil.viewer, said=said)
                    moods.evaluate(pupil.viewer.id)


def _said(pupil: Pupil, key: str, week: int) -> Week | None:
    """Each pupil and week has a chance of its own: what else is seeded does not move it."""
    chance = Random(f"{SEED} {pupil.viewer.id} {week}")
    safe = chance.choice(("yes", "yes", "yes", "partly", "no")) if week % 4 == 1 else None
    if key in HARD_WEEKS:
        return Week(HARD_WEEKS[key][week - 1], needs=frozenset({"sleep"}), feels_safe=safe)
    if chance.random() > TAKES_PART:
        return None
    return Week(chance.choice(USUAL_MOODS), feels_safe=safe)


def _judge_the_trial(school: School, term: Term) -> None:
    psychologist = school.staff[PSYCHOLOGIST]
    with clock.fixed(clock.at(term.day(WEEKS_ON_TRIAL, FRIDAY), 15)):
        for signal in lists.on_trial(psychologist):
            lists.judge(signal=signal, by=psychologist, verdict="useful")
