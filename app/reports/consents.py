"""Consents as parents, pupils and schools see them: the words of the content, how each stands."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from app.content import library
from app.content.schema.consent import ConsentTexts, PurposeText
from app.core import clock, schoolcalendar
from app.core.db import db
from app.core.i18n import Locale, LocalizedText
from app.people.access import class_for, pupils_of_class
from app.people.consent_models import Consent, ConsentExemption, ConsentState
from app.people.consenting import Words
from app.people.consents import ASKED, Purpose, is_allowed
from app.people.models import Enrolment, School, User
from app.people.queries import Person, people
from app.people.viewer import Viewer


def texts() -> ConsentTexts:
    found = library.get().consent
    assert found is not None
    return found


def words_for(purpose: str, locale: str) -> Words:
    """The text of a purpose as this person reads it: for the proof."""
    known: dict[str, Locale] = {"kk": "kk", "ru": "ru", "en": "en"}
    consent, language = texts(), known[locale]
    text = consent.of(purpose)
    return Words(text.version, language, text.digest(consent.frame, language))


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the ledger."""

    at: dt.datetime
    voice: str
    decision: str
    by: str | None
    paper: str | None
    term: str | None
    version: int
    locale: str
    digest: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A purpose and how one pupil stands on it."""

    purpose: Purpose
    text: PurposeText
    is_allowed: bool
    is_given: bool | None
    has_assent: bool
    ground: str | None
    erase_on: dt.date | None
    said: tuple[Said, ...]

    @property
    def has_newer_text(self) -> bool:
        given = [one for one in self.said if one.voice == "guardian"]
        return bool(given) and given[0].version < self.text.version


def standings_of(pupil: User) -> list[Standing]:
    """In the order of the table of purposes; the newest lines first."""
    allowed = db.session.execute(
        sa.select(*(is_allowed(one.id).label(one.id) for one in ASKED)).where(User.id == pupil.id)
    ).one()
    states = {
        one.purpose: one
        for one in db.session.scalars(
            sa.select(ConsentState).where(ConsentState.pupil_id == pupil.id)
        )
    }
    grounds = _grounds(pupil.school_id)
    said = _said(pupil.id)
    term = schoolcalendar.term(clock.today())
    return [
        Standing(
            purpose=one,
            text=texts().of(one.id),
            is_allowed=bool(allowed[place]),
            is_given=states[one.id].is_given if one.id in states else None,
            has_assent=one.id in states and states[one.id].assent_term == term,
            ground=grounds.get(one.id),
            erase_on=states[one.id].erase_on if one.id in states else None,
            said=tuple(said.get(one.id, ())),
        )
        for place, one in enumerate(ASKED)
    ]


def _grounds(school_id: int | None) -> dict[str, str]:
    rows = db.session.execute(
        sa.select(ConsentExemption.purpose, ConsentExemption.ground).where(
            ConsentExemption.school_id == school_id
        )
    )
    return {row.purpose: row.ground for row in rows}


def _said(pupil_id: int) -> dict[str, list[Said]]:
    query = sa.select(Consent).where(Consent.pupil_id == pupil_id)
    rows = db.session.scalars(query.order_by(Consent.at.desc(), Consent.id.desc())).all()
    names = people({one.given_by_id or one.recorded_by_id for one in rows})
    found: dict[str, list[Said]] = {}
    for one in rows:
        found.setdefault(one.purpose, []).append(_line(one, names))
    return found


def _line(row: Consent, names: dict[int, Person]) -> Said:
    person = names.get(row.given_by_id or row.recorded_by_id)
    return Said(
        at=row.at,
        voice=row.voice,
        decision=row.decision,
        by=person.full_name if person else None,
        paper=row.paper,
        term=row.term,
        version=row.text_version,
        locale=row.text_locale,
        digest=row.text_digest,
    )


@dataclass(frozen=True, slots=True)
class Exemption:
    purpose: str
    title: LocalizedText
    ground: str | None


def exemptions_of(viewer: Viewer) -> list[Exemption]:
    grounds = _grounds(viewer.school_id)
    return [Exemption(one.id, texts().of(one.id).title, grounds.get(one.id)) for one in ASKED]


def school_of(viewer: Viewer) -> School:
    return db.session.get_one(School, viewer.school_id)


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """How many pupils of a class are covered, by purpose in the order of the table."""

    id: int
    grade: int
    letter: str
    pupils: int
    allowed: tuple[int, ...]


def classes_page(viewer: Viewer, classes: Iterable[tuple[int, int, str]]) -> list[ClassCounts]:
    """One statement for all classes: the rule itself is counted."""
    known = list(classes)
    rows = db.session.execute(
        sa.select(
            Enrolment.class_id,
            sa.func.count(),
            *(sa.func.sum(sa.case((is_allowed(one.id), 1), else_=0)) for one in ASKED),
        )
        .join(User, User.id == Enrolment.pupil_id)
        .where(
            Enrolment.class_id.in_([one[0] for one in known]),
            Enrolment.ends_on.is_(None),
            User.is_active,
            User.school_id == viewer.school_id,
        )
        .group_by(Enrolment.class_id)
    )
    counts = {row[0]: row for row in rows}
    return [
        ClassCounts(
            class_id,
            grade,
            letter,
            counts[class_id][1] if class_id in counts else 0,
            tuple(counts[class_id][2:]) if class_id in counts else (0,) * len(ASKED),
        )
        for class_id, grade, letter in known
    ]


@dataclass(frozen=True, slots=True)
class PupilConsents:
    id: int
    name: str
    # By purpose in the order of the table: yes, no, or nothing yet.
    given: tuple[bool | None, ...]
    allowed: tuple[bool, ...]


def class_consents(viewer: Viewer, class_id: int) -> list[PupilConsents]:
    known = class_for(viewer, class_id).id
    said = {
        (row.pupil_id, row.purpose): row.is_given
        for row in db.session.execute(
            sa.select(ConsentState.pupil_id, ConsentState.purpose, ConsentState.is_given).where(
                ConsentState.pupil_id.in_(pupils_of_class(known))
            )
        )
    }
    rows = db.session.execute(
        sa.select(
            User.id, User.family_name, User.given_name, *(is_allowed(one.id) for one in ASKED)
        )
        .where(User.id.in_(pupils_of_class(known)), User.is_active)
        .order_by(User.sort_key)
    )
    return [
        PupilConsents(
            row[0],
            f"{row[1]} {row[2]}",
            tuple(said.get((row[0], one.id)) for one in ASKED),
            tuple(bool(one) for one in row[3:]),
        )
        for row in rows
    ]
