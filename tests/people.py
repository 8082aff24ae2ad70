"""Who is who in the tests. Every page test asks: may she, and what of the stranger?

Two schools, so that a missing filter shows: in each a class of grade 8, its teacher, pupils with
a parent, a psychologist. Ids only: objects of one request do not belong into another.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from app.core import clock, schoolcalendar
from app.core.db import db, transaction
from app.people import consents, services
from app.people.consent_models import ConsentExemption, ConsentState
from app.people.roles import Role
from app.signin.models import SignInSession

PASSWORD = "steppe-wind-and-road"
PIN = "2580"


@dataclass(frozen=True)
class World:
    school: int
    class_8a: int
    class_code: str
    aigerim: int  # a pupil of 8 А
    bolat: int  # her classmate
    teacher: int  # of 8 А
    parent: int  # Aigerim's mother
    psychologist: int
    lead: int
    deputy: int
    head: int
    pedagogue: int
    admin: int
    other_school: int
    other_class: int
    stranger: int  # a pupil of another school
    strange_teacher: int
    strange_parent: int
    strange_psychologist: int


def make_world() -> World:
    with transaction():
        school = services.create_school(name="№ 14 мектеп-гимназия").id
        other = services.create_school(name="№ 3 мектеп").id
        teacher = _adult(school, Role.TEACHER, "Серікқызы", "Гүлнар", username="gulnar")
        strange_teacher = _adult(other, Role.TEACHER, "Орлова", "Вера")
        class_8a = _class(school, teacher, "482715")
        other_class = _class(other, strange_teacher, "593826")
        aigerim = _pupil(school, class_8a, "Әлімова", "Айгерім", username="aigerim")
        bolat = _pupil(school, class_8a, "Жүнісов", "Болат")
        stranger = _pupil(other, other_class, "Иванов", "Пётр")
        parent = _adult(school, Role.PARENT, "Әлімова", "Мадина", username="madina")
        strange_parent = _adult(other, Role.PARENT, "Иванова", "Анна")
        services.link_guardian(guardian_id=parent, pupil_id=aigerim)
        services.link_guardian(guardian_id=strange_parent, pupil_id=stranger)
        keepers = {school: teacher, other: strange_teacher}
        for one, keeper in keepers.items():
            name_grounds(one, keeper)
        return World(
            school=school,
            class_8a=class_8a,
            class_code="482715",
            aigerim=aigerim,
            bolat=bolat,
            teacher=teacher,
            parent=parent,
            psychologist=_adult(school, Role.PSYCHOLOGIST, "Маратқызы", "Айнұр"),
            lead=_adult(school, Role.LEAD, "Бекұлы", "Ерлан"),
            deputy=_adult(school, Role.DEPUTY, "Ахметова", "Сәуле"),
            head=_adult(school, Role.HEAD, "Нұрланұлы", "Бауыржан"),
            pedagogue=_adult(school, Role.SOCIAL_PEDAGOGUE, "Қасымова", "Жанна"),
            admin=_adult(school, Role.SCHOOL_ADMIN, "Ким", "Виктор"),
            other_school=other,
            other_class=other_class,
            stranger=stranger,
            strange_teacher=strange_teacher,
            strange_parent=strange_parent,
            strange_psychologist=_adult(other, Role.PSYCHOLOGIST, "Петрова", "Ольга"),
        )


def _adult(
    school: int, role: Role, family_name: str, given_name: str, username: str | None = None
) -> int:
    person = services.add_person(
        role=role,
        school_id=school,
        family_name=family_name,
        given_name=given_name,
        locale="en",
        username=username,
        password=PASSWORD if username else None,
    )
    return person.id


def _pupil(
    school: int, class_id: int, family_name: str, given_name: str, username: str | None = None
) -> int:
    person = services.add_person(
        role=Role.PUPIL,
        school_id=school,
        family_name=family_name,
        given_name=given_name,
        locale="en",
        username=username,
        password=PASSWORD if username else None,
        pin=PIN if username else None,
    )
    services.enrol(pupil_id=person.id, class_id=class_id)
    agree(person.id)
    return person.id


def agree(pupil_id: int) -> None:
    """The pupil's own yes for this school term, to everything that asks for it."""
    term = schoolcalendar.term(clock.today())
    db.session.add_all(
        ConsentState(pupil_id=pupil_id, purpose=one.id, assent_term=term)
        for one in consents.ASKED
        if one.needs_assent
    )


def _class(school: int, teacher: int, code: str) -> int:
    school_class = services.open_class(
        school_id=school,
        school_year=2026,
        grade=8,
        letter="А",
        language="kk",
        teacher_id=teacher,
        code=code,
    )
    return school_class.id


def name_grounds(school: int, by_id: int) -> None:
    """Here a lawyer has found a ground for every use of data; tests of consent take it away."""
    db.session.add_all(
        ConsentExemption(school_id=school, purpose=one.id, ground="tests", set_by_id=by_id)
        for one in consents.ASKED
    )


def lasting_session(person_id: int) -> str:
    """Signed in, with a second factor, until long after any clock that a test sets."""
    far = clock.now() + dt.timedelta(days=3650)
    row = SignInSession(
        id=uuid.uuid4(),
        user_id=person_id,
        method="password",
        expires_at=far,
        factor_at=far,
        confirmed_at=far,
    )
    with transaction() as session:
        session.add(row)
    return str(row.id)


def add_pupil(school: int, class_id: int, family_name: str, given_name: str) -> int:
    """One more pupil, for tests that need a crowd. Call inside a transaction."""
    return _pupil(school, class_id, family_name, given_name)
