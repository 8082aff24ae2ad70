"""Makes the school by the services of app.people: staff, classes, pupils, paired parents."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

from app.core import clock
from app.core.schoolcalendar import school_year
from app.demo import parts
from app.demo.calendar import DAY, MONDAY, THURSDAY, Term
from app.demo.names import Name, Names
from app.demo.parts import Part
from app.demo.people import (
    CLASSES,
    PARENTS,
    PICTURES,
    PICTURES_CLASS,
    PIN,
    PIN_CLASS,
    SCHOOL,
    SEED,
    STAFF,
    Account,
    Adult,
    Child,
    ClassPlan,
)
from app.people import families, services
from app.people.roles import Role
from app.people.viewer import Viewer, load_viewer
from app.signin import resets

# Of ten pupils nine have a parent on the platform, one has both; the next one has none yet.
NO_PARENT_EVERY, TWO_PARENTS_EVERY = 10, 9


@dataclass(frozen=True, slots=True)
class Pupil:
    viewer: Viewer
    name: Name
    part: Part
    second: Part | None
    # The share of questions that this pupil gets right without thinking long.
    ability: float
    # Each pupil has a chance of their own: one more pupil does not change the others.
    chance: Random
    parent: str | None


@dataclass(frozen=True, slots=True)
class DemoClass:
    id: int
    plan: ClassPlan
    pupils: tuple[Pupil, ...]


@dataclass(frozen=True, slots=True)
class School:
    """People are found by their keys in people.py; parents without a story have none."""

    id: int
    staff: dict[str, Viewer]
    classes: dict[str, DemoClass]
    pupils: dict[str, Pupil]
    named_parents: dict[str, Viewer] = field(default_factory=dict)
    other_parents: list[Viewer] = field(default_factory=list)

    def adult(self, key: str) -> Viewer:
        return self.staff[key] if key in self.staff else self.named_parents[key]


def make_school(term: Term) -> School:
    names = Names(Random(SEED))
    for child in (child for plan in CLASSES for child in plan.named):
        names.reserve(child.name)
    with clock.fixed(clock.at(term.day(1, MONDAY) - 3 * DAY, 9)):
        school_id = services.create_school(name=SCHOOL).id
        staff = {one.key: _adult(school_id, one) for one in STAFF}
        classes = [_class(school_id, term, plan, staff, names) for plan in CLASSES]
    named = {
        child.key: pupil
        for one in classes
        for child, pupil in zip(one.plan.named, one.pupils, strict=False)
    }
    school = School(school_id, staff, {one.plan.key: one for one in classes}, named)
    _pair_parents(school, term, names)
    return school


def _adult(school_id: int, adult: Adult) -> Viewer:
    account = Account(adult.key, adult.role, adult.locale)
    person = services.add_person(
        role=adult.role,
        school_id=school_id if adult.at_school else None,
        family_name=adult.family_name,
        given_name=adult.given_name,
        patronymic=adult.patronymic,
        locale=adult.locale,
        username=account.username if adult.signs_in else None,
        password=account.password if adult.signs_in else None,
    )
    return _viewer(person.id)


def _class(
    school_id: int, term: Term, plan: ClassPlan, staff: dict[str, Viewer], names: Names
) -> DemoClass:
    class_id = services.open_class(
        school_id=school_id,
        school_year=school_year(term.today),
        grade=plan.grade,
        letter=plan.letter,
        language=plan.language,
        teacher_id=staff[plan.teacher].id,
        code=plan.code,
    ).id
    teacher = staff[plan.teacher]
    pupils = tuple(
        _pupil(school_id, class_id, plan, child, teacher) for child in _children(plan, names)
    )
    return DemoClass(class_id, plan, pupils)


def _children(plan: ClassPlan, names: Names) -> Iterator[Child]:
    """Those with a story, then as many more as the class has places."""
    yield from plan.named
    crowd = iter(plan.crowd)
    for place in range(len(plan.named), plan.pupils):
        usual = parts.DILIGENT if place % 3 == 0 else parts.ORDINARY
        yield Child(f"{plan.key}-{place}", names.pupil(plan.language), next(crowd, usual))


def _pupil(school_id: int, class_id: int, plan: ClassPlan, child: Child, teacher: Viewer) -> Pupil:
    account = Account(child.key, Role.PUPIL, child.locale or plan.language)
    person = services.add_person(
        role=account.role,
        school_id=school_id,
        family_name=child.name.family_name,
        given_name=child.name.given,
        locale=account.locale,
        username=account.username if child.signs_in else None,
        password=account.password if child.signs_in else None,
        pin=PIN if plan.key == PIN_CLASS else None,
    )
    services.enrol(pupil_id=person.id, class_id=class_id)
    if plan.key == PICTURES_CLASS:
        resets.reset_pictures(pupil_id=person.id, pictures=PICTURES, by_id=teacher.id)
    chance = Random(f"{SEED} {child.key}")
    return Pupil(
        viewer=_viewer(person.id),
        name=child.name,
        part=child.part,
        second=child.second,
        ability=chance.uniform(0.65, 0.97),
        chance=chance,
        parent=child.parent,
    )


def _pair_parents(school: School, term: Term, names: Names) -> None:
    """Codes are handed out at the parents' meeting of the first week and used within days."""
    meeting = clock.at(term.day(1, THURSDAY), 18)
    numbers = count(1)
    for school_class in school.classes.values():
        teacher = school.staff[school_class.plan.teacher]
        for pupil in school_class.pupils:
            number = next(numbers)
            if pupil.parent is None and number % NO_PARENT_EVERY == 0:
                continue
            _pair(school, pupil, teacher, names, meeting, is_mother=True)
            if pupil.parent is None and number % TWO_PARENTS_EVERY == 0:
                _pair(school, pupil, teacher, names, meeting, is_mother=False)


def _pair(
    school: School,
    pupil: Pupil,
    teacher: Viewer,
    names: Names,
    meeting: dt.datetime,
    *,
    is_mother: bool,
) -> None:
    with clock.fixed(meeting):
        code = families.issue_pairing_code(pupil_id=pupil.viewer.id, by_id=teacher.id)
    with clock.fixed(meeting + pupil.chance.uniform(0.05, 4) * DAY):
        parent = _named_parent(school, pupil.parent) or _parent(school, pupil, names, is_mother)
        families.redeem_pairing_code(code=code, guardian_id=parent.id)


def _named_parent(school: School, key: str | None) -> Viewer | None:
    """The parent of people.py, who has an account from the first child on."""
    adult = next((one for one in PARENTS if one.key == key), None)
    if adult is None:
        return None
    if adult.key not in school.named_parents:
        school.named_parents[adult.key] = _adult(school.id, adult)
    return school.named_parents[adult.key]


def _parent(school: School, pupil: Pupil, names: Names, is_mother: bool) -> Viewer:
    name, patronymic = names.parent(pupil.name, is_mother=is_mother)
    adult = Adult(
        key="",
        role=Role.PARENT,
        locale=pupil.viewer.locale,
        family_name=name.family_name,
        given_name=name.given,
        patronymic=patronymic,
        signs_in=False,
    )
    school.other_parents.append(_adult(school.id, adult))
    return school.other_parents[-1]


def _viewer(user_id: int) -> Viewer:
    viewer = load_viewer(user_id)
    assert viewer is not None
    return viewer
