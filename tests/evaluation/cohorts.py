"""Synthetic schools of domain/safeguarding.md §5: who is low is known, because it was made so."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from app.risk.mood import Face

FIRST_WEEK = dt.date(2026, 9, 7)
WEEKS = 34
PUPILS = 1_000


@dataclass(frozen=True, slots=True)
class Cohort:
    """Shares are of the pupils; shifts are in steps of the five faces."""

    name: str = "as in §5"
    spells: float = 0.08
    always_low: float = 0.03
    jokers: float = 0.03
    response: float = 0.65
    # Of those who answer at the ends of the scale whatever they feel.
    extreme: float = 0.0
    bad_weeks: int = 3
    pupils: int = PUPILS


# Frozen before the first run.
USUAL, USUAL_SPREAD, NOISE = 3.9, 0.5, 0.8
LOW_USUAL, SPELL_SHIFT, BAD_WEEK_SHIFT = 2.0, -1.8, -0.4
SPELL_WEEKS = (5, 12)
JOKES = 0.25
SEEDS = tuple(range(12))
COHORTS = (
    Cohort(),
    Cohort("prevalence 2 % and 0.5 %", spells=0.02, always_low=0.005),
    Cohort("prevalence 5 % and 1.5 %", spells=0.05, always_low=0.015),
    Cohort("prevalence 10 % and 4 %", spells=0.10, always_low=0.04),
    Cohort("response 40 %", response=0.40),
    Cohort("response 85 %", response=0.85),
    Cohort("jokers 10 %", jokers=0.10),
    Cohort("half answer at the ends", extreme=0.50),
    Cohort("nine bad weeks", bad_weeks=9),
)


@dataclass(frozen=True, slots=True)
class Spell:
    """A low time, in numbers of weeks; of those who are always low, the whole year."""

    first: int
    last: int
    is_whole_year: bool = False

    def covers(self, week: int) -> bool:
        return self.first <= week <= self.last


@dataclass(frozen=True, slots=True)
class Pupil:
    age: int
    language: str
    spell: Spell | None
    # By number of the week; a week without an answer is not there.
    answers: dict[int, int] = field(default_factory=dict)

    def faces(self, until: int) -> list[Face]:
        return [Face(day_of(week), mood) for week, mood in self.answers.items() if week <= until]


def day_of(week: int) -> dt.date:
    return FIRST_WEEK + dt.timedelta(weeks=week)


def school(cohort: Cohort, seed: int) -> Iterator[Pupil]:
    """Pupils of 10 to 17; each has a chance of its own, so that cohorts can be compared."""
    bad = set(Random(f"weeks {seed}").sample(range(WEEKS), cohort.bad_weeks))
    for number in range(cohort.pupils):
        chance = Random(f"{seed} {number}")
        yield _pupil(cohort, chance, bad)


def _pupil(cohort: Cohort, chance: Random, bad: set[int]) -> Pupil:
    kind, joke, ends = chance.random(), chance.random(), chance.random()
    spell = _spell(cohort, chance, kind)
    always = bool(spell and spell.is_whole_year)
    usual = LOW_USUAL if always else chance.gauss(USUAL, USUAL_SPREAD)
    pupil = Pupil(chance.randint(10, 17), chance.choice(("kk", "ru")), spell)
    for week in range(WEEKS):
        shift = SPELL_SHIFT if spell and not always and spell.covers(week) else 0.0
        felt = chance.gauss(usual + shift + (BAD_WEEK_SHIFT if week in bad else 0.0), NOISE)
        mood = min(5, max(1, round(felt)))
        if ends < cohort.extreme:
            mood = 1 if mood <= 2 else 5 if mood >= 4 else mood
        if joke < cohort.jokers and chance.random() < JOKES:
            mood = chance.randint(1, 5)
        if chance.random() < cohort.response:
            pupil.answers[week] = mood
    return pupil


def _spell(cohort: Cohort, chance: Random, kind: float) -> Spell | None:
    length, start = chance.randint(*SPELL_WEEKS), chance.random()
    if kind < cohort.always_low:
        return Spell(0, WEEKS - 1, is_whole_year=True)
    if kind < cohort.always_low + cohort.spells:
        first = int(start * (WEEKS - length))
        return Spell(first, first + length - 1)
    return None


def smaller(cohort: Cohort, pupils: int) -> Cohort:
    return replace(cohort, pupils=pupils)
