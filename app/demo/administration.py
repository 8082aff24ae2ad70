"""What administrators have done: consents of the first weeks, free days, a second, smaller school,
a pupil on the way between the two.
"""

from random import Random

from app.core import clock
from app.core.schoolcalendar import school_year
from app.demo.calendar import DAY, FRIDAY, MONDAY, THURSDAY, Term
from app.demo.names import Names
from app.demo.people import SCHOOL, SEED, Account
from app.demo.school import School
from app.learning import coverage, school_figures
from app.people import calendars, consenting, schools, services, transfers
from app.people.consents import ASKED, CHECK_INS, OUTSIDE, Purpose
from app.people.roles import Role
from app.people.viewer import Viewer, load_viewer
from app.reports.consents import words_for

DISTRICT, OTHER_DISTRICT = "Қызылорда қаласы", "Арал ауданы"
OTHER_SCHOOL = "№ 62 мектеп"
# Of ten families one does not want the weekly mood; nobody was asked about other systems yet.
NO_MOOD_EVERY = 10
OTHER_PUPILS = 14


def open_the_year(school: School, term: Term) -> None:
    """Papers of the first parents' meeting, copied by the administrator; the breaks."""
    admin = school.adult("viktor")
    with clock.fixed(clock.at(term.day(1, THURSDAY), 19)):
        schools.change_school(school_id=school.id, name=SCHOOL, district=DISTRICT, by=admin)
        for school_class in school.classes.values():
            for number, pupil in enumerate(school_class.pupils, start=1):
                _sign(pupil.viewer, admin, number, sheet=f"{school_class.plan.key}, {number}")
    _agree(school, term)
    _free_days(school, term)


def _sign(pupil: Viewer, admin: Viewer, number: int, sheet: str) -> None:
    for purpose in ASKED:
        if purpose.id == OUTSIDE:
            continue
        says_no = purpose.id == CHECK_INS and number % NO_MOOD_EVERY == 0
        consenting.decide(
            pupil_id=pupil.id,
            purpose=purpose,
            decision="refused" if says_no else "given",
            words=words_for(purpose.id, pupil.locale),
            by=admin,
            paper=sheet,
        )


def _agree(school: School, term: Term) -> None:
    """The pupils' own yes for the school term that runs now."""
    with clock.fixed(clock.at(term.back(1), 9)):
        for school_class in school.classes.values():
            for pupil in school_class.pupils:
                assent(pupil.viewer)


def assent(pupil: Viewer) -> None:
    asked: list[Purpose] = [one for one in ASKED if one.needs_assent]
    for purpose in asked:
        consenting.assent(
            pupil=pupil,
            purpose=purpose,
            is_yes=True,
            words=words_for(purpose.id, pupil.locale),
        )


def _free_days(school: School, term: Term) -> None:
    """Ahead of today, so that no deadline of the story moves."""
    monday = term.today - term.today.weekday() * DAY + 35 * DAY
    calendars.add_holiday(
        name="Қысқы демалыс · Зимние каникулы",
        starts_on=monday,
        ends_on=monday + 13 * DAY,
        by=school.staff["kairat"],
    )
    calendars.add_holiday(
        name="Мектеп мерекесі · Праздник школы",
        starts_on=monday - 10 * DAY,
        ends_on=monday - 10 * DAY,
        by=school.adult("viktor"),
    )


def open_second_school(school: School, term: Term) -> None:
    """In another district, with a class, and with one pupil whom it waits for."""
    names, region = Names(Random(f"{SEED} second")), school.staff["kairat"]
    with clock.fixed(clock.at(term.day(2, MONDAY), 9)):
        other = services.create_school(name=OTHER_SCHOOL).id
        schools.change_school(
            school_id=other, name=OTHER_SCHOOL, district=OTHER_DISTRICT, by=region
        )
        _adult(other, Role.SCHOOL_ADMIN, "samal", ("Жүсіпова", "Самал", "Қайратқызы"))
        _adult(other, Role.LEAD, "daniyar", ("Оспанов", "Данияр", "Серікұлы"))
        teacher = _adult(other, Role.TEACHER, "aliya", ("Ибраева", "Әлия", "Мұратқызы"))
        class_id = services.open_class(
            school_id=other,
            school_year=school_year(term.today),
            grade=8,
            letter="А",
            language="kk",
            teacher_id=teacher.id,
            code="862801",
        ).id
        for _ in range(OTHER_PUPILS):
            name = names.pupil("kk")
            pupil = services.add_person(
                role=Role.PUPIL,
                school_id=other,
                family_name=name.family_name,
                given_name=name.given,
                locale="kk",
            )
            services.enrol(pupil_id=pupil.id, class_id=class_id)
    moving = school.classes["8Б"].pupils[-1]
    with clock.fixed(clock.at(term.day(8, FRIDAY), 11)):
        transfers.release(pupil_id=moving.viewer.id, to_school_id=other, by=school.adult("viktor"))
    school_figures.keep(school_figures.count_all())
    for one in coverage.schools():
        coverage.keep(coverage.count(one))
    for monday in coverage.weeks_to_count():
        coverage.keep_week(monday, coverage.count_week(monday))


def _adult(school_id: int, role: Role, key: str, name: tuple[str, str, str]) -> Viewer:
    account = Account(key, role, "kk")
    person = services.add_person(
        role=role,
        school_id=school_id,
        family_name=name[0],
        given_name=name[1],
        patronymic=name[2],
        locale="kk",
        username=account.username,
        password=account.password,
    )
    found = load_viewer(person.id)
    assert found is not None
    return found
