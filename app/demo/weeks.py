"""Weekly check-ins of the demo school: most weeks are fine, a few children have hard ones.

The rule of hard weeks is on trial for six weeks, then the psychologist signs it on.
"""

from random import Random

from app.core import clock
from app.demo.calendar import THURSDAY, WEEKS, Term
from app.demo.people import SEED
from app.demo.school import Pupil, School
from app.people import switches
from app.people.switches import Family, State
from app.risk import lists, moods
from app.wellbeing import checkins, shares
from app.wellbeing.checkins import Week

PSYCHOLOGIST = "ainur"
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
    _switch(school, term, "shadow", week=1)
    for week in range(1, WEEKS + 1):
        if week == WEEKS_ON_TRIAL + 1:
            _judge_the_trial(school, term)
            _switch(school, term, "on", week=week)
        _tell(school, term, week)
    for pupil, adult in SHOWS_TO.items():
        with clock.fixed(clock.at(term.back(2), 16)):
            viewer = school.pupils[pupil].viewer
            shares.share(pupil_id=viewer.id, adult_id=school.adult(adult).id)


def _switch(school: School, term: Term, mood: State, *, week: int) -> None:
    by = school.staff[PSYCHOLOGIST].id
    with clock.fixed(clock.at(term.day(week, 0), 9)):
        states: dict[Family, State] = {"check-ins": "on", "climate": "on", "mood": mood}
        for family, state in states.items():
            switches.switch(school_id=school.id, family=family, to=state, by_id=by)


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
    with clock.fixed(clock.at(term.day(WEEKS_ON_TRIAL, 4), 15)):
        for signal in lists.on_trial(psychologist):
            lists.judge(signal=signal, by=psychologist, verdict="useful")
