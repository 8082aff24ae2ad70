"""Pages of administrators about people: search, one person, who sees a child, the trail."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import sqlalchemy as sa

from app.casework.access import readers_of, visible_cases
from app.casework.models import Case
from app.core import audit, clock
from app.core.db import db
from app.people.access import person_for, pupil_for, visible_classes, visible_people, who_sees
from app.people.models import Enrolment, Guardianship, School, SchoolClass, User
from app.people.queries import Found, Person, find_people, people
from app.people.roles import Role
from app.people.terms import Term, terms_of
from app.people.viewer import Viewer, present_viewers, viewer_of_row

SHOWN = 50
YEARS = range(2000, 2100)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A page of a long list."""

    rows: tuple[Row, ...]
    page: int
    has_more: bool


def page_of(rows: Sequence[Row], page: int) -> Listing[Row]:
    return Listing(tuple(rows[:SHOWN]), page, len(rows) > SHOWN)


def people_page(viewer: Viewer, text: str, roles: Sequence[Role], page: int) -> Listing[Found]:
    rows = find_people(viewer, text, roles=roles, first=SHOWN + 1, skip=SHOWN * (page - 1))
    return page_of(rows, page)


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in a class."""

    school: str
    grade: int
    letter: str
    school_year: int
    starts_on: dt.date
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    id: int
    name: str
    family_name: str
    given_name: str
    patronymic: str | None
    role: str
    username: str | None
    is_active: bool
    is_erased: bool
    is_self: bool
    works_until: dt.date | None
    terms: tuple[Term, ...]
    spells: tuple[Spell, ...]
    guardians: tuple[Person, ...]
    children: tuple[Person, ...]

    @property
    def is_pupil(self) -> bool:
        return self.role == Role.PUPIL

    @property
    def is_staff(self) -> bool:
        return self.role not in (Role.PUPIL, Role.PARENT)


def person_page(viewer: Viewer, person_id: int) -> PersonPage:
    person = person_for(viewer, person_id)
    links = _links(person.id)
    return PersonPage(
        id=person.id,
        name=" ".join(filter(None, (person.full_name, person.patronymic))),
        family_name=person.family_name,
        given_name=person.given_name,
        patronymic=person.patronymic,
        role=person.role,
        username=person.username,
        is_active=person.is_active,
        is_erased=person.erased_at is not None,
        is_self=person.id == viewer.id,
        works_until=person.works_until,
        terms=tuple(terms_of(person.id)),
        spells=tuple(spells_of(person.id)),
        guardians=tuple(links[one] for one in links if links[one].role != Role.PUPIL),
        children=tuple(links[one] for one in links if links[one].role == Role.PUPIL),
    )


def _links(person_id: int) -> dict[int, Person]:
    """Parents of a pupil, children of a parent."""
    rows = db.session.execute(
        sa.select(Guardianship.guardian_id, Guardianship.pupil_id).where(
            sa.or_(Guardianship.guardian_id == person_id, Guardianship.pupil_id == person_id)
        )
    )
    return people({one for row in rows for one in row} - {person_id})


def spells_of(pupil_id: int) -> list[Spell]:
    """The latest first; of all schools: history stays with the pupil."""
    rows = db.session.execute(
        sa.select(
            School.name,
            SchoolClass.grade,
            SchoolClass.letter,
            SchoolClass.school_year,
            Enrolment.starts_on,
            Enrolment.ends_on,
        )
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .join(School, School.id == SchoolClass.school_id)
        .where(Enrolment.pupil_id == pupil_id)
        .order_by(Enrolment.starts_on.desc(), Enrolment.id.desc())
    )
    return [Spell(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class AccessPage:
    """Who can see this child, and what opens the door: asked of the rules of access themselves."""

    pupil_id: int
    name: str
    grade: int | None
    letter: str | None
    school: str
    # Who sees what the child learns.
    learning: tuple[Viewer, ...]
    # Who reads the help requests that this viewer reads too; None for who reads none: whether
    # there is any is nobody else's business.
    cases: tuple[tuple[int, tuple[Person, ...]], ...]


def access_page(viewer: Viewer, pupil_id: int) -> AccessPage:
    pupil = pupil_for(viewer, pupil_id)
    spell = next(iter(spells_of(pupil.id)), None)
    return AccessPage(
        pupil_id=pupil.id,
        name=pupil.full_name,
        grade=spell.grade if spell and spell.ends_on is None else None,
        letter=spell.letter if spell and spell.ends_on is None else None,
        school=spell.school if spell else "",
        learning=tuple(who_sees(pupil.id, _candidates(pupil))),
        cases=tuple(_cases(viewer, pupil.id)),
    )


def _candidates(pupil: User) -> list[Viewer]:
    """Everybody whom a rule could let in: the school, its pupils' parents, and those outside."""
    guardians = sa.select(Guardianship.guardian_id).where(Guardianship.pupil_id == pupil.id)
    query = present_viewers().where(
        sa.or_(
            User.id.in_(guardians),
            User.id == pupil.id,
            sa.and_(
                User.role.notin_([Role.PUPIL, Role.PARENT]),
                sa.or_(User.school_id == pupil.school_id, User.school_id.is_(None)),
            ),
        )
    )
    rows = db.session.execute(query.order_by(User.role, User.sort_key))
    return [one for row in rows if (one := viewer_of_row(row))]


def _cases(viewer: Viewer, pupil_id: int) -> list[tuple[int, tuple[Person, ...]]]:
    query = visible_cases(viewer).where(Case.pupil_id == pupil_id).order_by(Case.id)
    case_ids = [case.id for case in db.session.scalars(query)]
    found = readers_of(case_ids)
    names = people({one for ids in found.values() for one in ids})
    return [
        (case_id, tuple(names[one] for one in found[case_id] if one in names))
        for case_id in case_ids
    ]


@dataclass(frozen=True, slots=True)
class Act:
    at: dt.datetime
    action: str
    actor: Person | None
    # The person whom it was about, where it was about one of the viewer's people.
    about: Person | None
    subject_type: str


def audit_page(viewer: Viewer, wanted: audit.Search, page: int) -> Listing[Act]:
    rows = audit.search(wanted, first=SHOWN + 1, skip=SHOWN * (page - 1))
    ids = {int(one.subject_id) for one in rows if one.subject_type == "user"}
    names = _names(viewer, ids | {one.actor_id for one in rows if one.actor_id})
    acts = [
        Act(
            at=one.at,
            action=one.action,
            actor=names.get(one.actor_id or 0),
            about=names.get(int(one.subject_id)) if one.subject_type == "user" else None,
            subject_type=one.subject_type,
        )
        for one in rows
    ]
    return page_of(acts, page)


def _names(viewer: Viewer, ids: set[int]) -> dict[int, Person]:
    rows = db.session.execute(
        visible_people(viewer)
        .where(User.id.in_(ids | {viewer.id}))
        .with_only_columns(User.id, User.role, User.family_name, User.given_name, User.patronymic)
    )
    return {row.id: Person(*row) for row in rows}


def asked_of_trail(
    viewer: Viewer, asked: Mapping[str, str]
) -> tuple[audit.Search, dict[str, object]]:
    """What an address asks of the trail, and the same as the page shows it."""
    action = asked.get("action", "")
    since, until = _day(asked.get("since", "")), _day(asked.get("until", ""))
    wanted = audit.Search(
        actors=visible_people(viewer).with_only_columns(User.id),
        action=action if action in list(audit.Action) else None,
        since=clock.at(since, 0) if since else None,
        until=clock.at(until + dt.timedelta(days=1), 0) if until else None,
    )
    return wanted, {"action": action, "since": since, "until": until}


def _day(text: str) -> dt.date | None:
    """None also for days at the ends of all calendars, where no clock can count on."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def school_classes(viewer: Viewer) -> list[SchoolClass]:
    return list(db.session.scalars(visible_classes(viewer)))
