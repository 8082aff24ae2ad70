"""Questions without names: all three rounds of last year, the first two of this one.

Last year's pupils are not here any more, and after a third round nobody knows who was asked what:
what is written for them is what such a school has left, classes with counts and sums.
"""

import datetime as dt
from random import Random

from app.content import library
from app.content.schema.instrument import Form, Instrument, Knowledge
from app.core import clock, schoolcalendar
from app.core.db import db
from app.demo.administration import assent
from app.demo.calendar import TUESDAY, Term
from app.demo.people import SEED
from app.demo.school import Pupil, School
from app.evidence import alarms, answers, counting, rounds, surveys
from app.evidence.dealing import Place, deal, draw, form_at
from app.evidence.models import ClassSurvey, Comparison, ComparisonClass, SurveyRound
from app.evidence.surveys import MOMENTS, Moment
from app.people import services
from app.people.models import SchoolClass

LAST_YEAR = (
    *((grade, letter) for grade in (5, 6) for letter in "АӘ"),
    *((grade, letter) for grade in (7, 8) for letter in "АӘБ"),
    *((9, letter) for letter in "АӘ"),
)
PUPILS = 18
COMPARED = "fraud"
# Where a pupil stands before the lessons, on the way from 0 to 1, and what lessons add.
START = {"knowledge": 0.52, "norms": 0.6, "intentions": 0.62, "confidence": 0.55}
GAIN: dict[Moment, dict[str, float]] = {
    "before": dict.fromkeys(START, 0.0),
    "after": {"knowledge": 0.2, "norms": 0.07, "intentions": 0.06, "confidence": 0.1},
    "later": {"knowledge": 0.14, "norms": 0.06, "intentions": 0.03, "confidence": 0.08},
}
# Two things go the wrong way: after a hard lesson pupils trust themselves less; and a norm falls.
SHAKEN = {("court", "confidence"): -0.16, ("substances", "norms"): -0.13}
LEFT_OUT, SURE = 0.04, 0.55
DECISION = (
    "Сот туралы сабақтан кейін психологпен талқыладық: рөлдік ойын тым күрделі болған. "
    "Қыркүйекте оны екі сабаққа бөлеміз."
)


def ask_last_year(school: School, term: Term) -> None:
    year = schoolcalendar.school_year(term.day(1, TUESDAY)) - 1
    chance = Random(f"{SEED} last year")
    classes = [_old_class(school, year, grade, letter) for grade, letter in LAST_YEAR]
    days = {
        "before": dt.date(year, 9, 14),
        "after": dt.date(year + 1, 5, 18),
        "later": dt.date(year + 1, 9, 11),
    }
    waits = _cast(school, year, classes, days["before"])
    themes = {one.id: _themes(one.grade) for one in classes}
    places = {one.id: deal(range(PUPILS), themes[one.id], f"{SEED} {one.id}") for one in classes}
    for moment in MOMENTS:
        if days[moment] < term.day(1, TUESDAY):
            _ask(school, year, moment, days[moment], classes, places, waits, chance)
    _note_decisions(school, days["after"])


def _old_class(school: School, year: int, grade: int, letter: str) -> SchoolClass:
    row = services.open_class(
        school_id=school.id,
        school_year=year,
        grade=grade,
        letter=letter,
        language="ru" if letter == "Б" else "kk",
        teacher_id=None,
        code=f"{year}-{grade}{letter}",
    )
    row.closed_on = dt.date(year + 1, 5, 25)
    db.session.flush()
    return row


def _themes(grade: int) -> list[str]:
    return [one.theme for one in library.get().instruments_for(grade)]


def _cast(school: School, year: int, classes: list[SchoolClass], on: dt.date) -> dict[int, bool]:
    admin = school.adult("viktor")
    row = Comparison(
        school_id=school.id,
        school_year=year,
        theme=COMPARED,
        seed="DEMA-LYRA-7474",
        drawn_by_id=admin.id,
        drawn_at=clock.at(on, 12),
    )
    db.session.add(row)
    db.session.flush()
    strata = {one.id: f"{one.grade:02} {one.language}" for one in classes}
    waits = draw(strata, row.seed)
    db.session.add_all(
        ComparisonClass(comparison_id=row.id, class_id=one, waits=its) for one, its in waits.items()
    )
    return waits


def _ask(
    school: School,
    year: int,
    moment: Moment,
    on: dt.date,
    classes: list[SchoolClass],
    places: dict[int, list[Place]],
    waits: dict[int, bool],
    chance: Random,
) -> None:
    admin = school.adult("viktor")
    with clock.fixed(clock.at(on, 9)):
        opened = SurveyRound(
            school_id=school.id,
            school_year=year,
            moment=moment,
            seed=SEED,
            opened_by_id=admin.id,
        )
        db.session.add(opened)
        db.session.flush()
        for one in classes:
            _fill(opened, one, places[one.id], waits[one.id], chance)
    with clock.fixed(clock.at(on + dt.timedelta(days=10), 16)):
        rounds.close_round(round_id=opened.id, by=admin)
        counting.keep(counting.of_school(opened.id))


def _fill(
    opened: SurveyRound, asked: SchoolClass, places: list[Place], waits: bool, chance: Random
) -> None:
    known = library.get().instruments
    given = {}
    for theme in {place.theme: None for place in places}:
        row = ClassSurvey(
            round_id=opened.id, class_id=asked.id, theme=theme, version=known[theme].version
        )
        db.session.add(row)
        given[theme] = row
    db.session.flush()
    mood = Random(f"{SEED} {asked.id}").gauss(0, 0.04)
    moment: Moment = opened.moment  # type: ignore[assignment]
    sheets: dict[str, list[answers.Answered]] = {theme: [] for theme in given}
    for place in places:
        is_taught = not (waits and place.theme == COMPARED and moment == "after")
        person = Random(f"{SEED} {asked.id} {place.unit}").gauss(mood, 0.12)
        form = form_at(moment, place.first_form)
        fields = _fields(known[place.theme], asked.grade, form, moment, person, is_taught, chance)
        sheets[place.theme].append(answers.read(known[place.theme], asked.grade, form, fields))
    for theme, its in sheets.items():
        surveys.count(given[theme].id, its)


def _fields(
    instrument: Instrument,
    grade: int,
    form: Form,
    moment: Moment,
    person: float,
    is_taught: bool,
    chance: Random,
) -> dict[str, list[str]]:
    """A sheet as such a pupil would send it."""
    fields: dict[str, list[str]] = {}
    for scale, asked in instrument.in_order(grade):
        if chance.random() < LEFT_OUT:
            continue
        gain = GAIN[moment][scale] if is_taught else 0.0
        if moment != "before":
            gain = SHAKEN.get((instrument.theme, scale), gain)
        where = START[scale] + person + gain
        if isinstance(asked, Knowledge):
            is_right = chance.random() < where
            fields[asked.id] = [str(asked.wording(form).is_true == is_right).lower()]
            fields[f"{asked.id}-sure"] = ["sure" if chance.random() < SURE else "unsure"]
        elif asked.of_ten:
            fields[asked.id] = [str(min(10, max(0, round(10 * chance.gauss(where, 0.18)))))]
        else:
            steps = answers.points(grade)
            point = 1 + round((steps - 1) * chance.gauss(where, 0.25))
            fields[asked.id] = [str(min(steps, max(1, point)))]
    return fields


def _note_decisions(school: School, after: dt.date) -> None:
    """One alarm of spring has been talked over; the other still waits."""
    waiting = [one for one in alarms.alarms_of(school.id) if one.theme == "court"]
    with clock.fixed(clock.at(after + dt.timedelta(days=16), 15)):
        for one in waiting[:1]:
            alarms.decide(alarm_id=one.id, decision=DECISION, by=school.adult("saule"))


def ask_this_year(school: School, term: Term) -> None:
    """The first round is over; the second is open, and half of each class is through."""
    first, last = term.day(2, TUESDAY), term.day(8, TUESDAY)
    year = schoolcalendar.school_year(first)
    opened = _open_and_answer(school, first, "before", year, one_of=1)
    with clock.fixed(clock.at(term.day(3, TUESDAY), 16)):
        rounds.close_round(round_id=opened, by=school.adult("viktor"))
        counting.keep(counting.of_school(opened))
    if schoolcalendar.school_year(last) == year:
        _open_and_answer(school, last, "after", year, one_of=2)
    with clock.fixed(clock.at(term.back(1), 9)):
        _agree(school)
    for region in counting.of_region():
        counting.keep(region)


def _agree(school: School) -> None:
    """Pupils say yes for the school term of the moment."""
    for one in school.classes.values():
        for pupil in one.pupils:
            assent(pupil.viewer)


def _open_and_answer(school: School, on: dt.date, moment: Moment, year: int, one_of: int) -> int:
    with clock.fixed(clock.at(on, 9)):
        _agree(school)
        opened = rounds.open_round(
            school_year=year, moment=moment, by=school.adult("viktor"), seed=f"{SEED} {moment}"
        )
        for one in school.classes.values():
            for pupil in one.pupils[::one_of]:
                _answer(pupil, moment)
    return opened


def _answer(pupil: Pupil, moment: Moment) -> None:
    person = (pupil.ability - 0.8) / 2
    for given in surveys.waiting_for(pupil.viewer):
        fields = _fields(
            given.instrument, given.grade, given.form, moment, person, True, pupil.chance
        )
        answered = answers.read(given.instrument, given.grade, given.form, fields)
        surveys.take_part(pupil=pupil.viewer, survey_id=given.id, answered=answered)
