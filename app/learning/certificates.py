"""Certificates of themes. The pupil makes them; whoever holds the code may check one.

A theme is finished with all its lessons for the pupil's band, sensitive ones as well. See
docs/decisions/0030.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.content import library
from app.content.schema.base import THEMES, Band, band_of_grade
from app.content.schema.lesson import Lesson
from app.core import clock
from app.core.db import db, upsert
from app.core.ids import new_code, new_id
from app.learning import queries
from app.learning.models import Certificate
from app.people.access import NotFound
from app.people.models import School, User
from app.people.viewer import Viewer

# Of 25 letters: 74 bits.
CODE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Course:
    """A theme's lessons for a band, and how many of them the pupil has finished."""

    theme: str
    band: Band
    lessons: tuple[Lesson, ...]
    finished: int

    @property
    def is_finished(self) -> bool:
        return self.finished == len(self.lessons) > 0


def courses(pupil: Viewer) -> list[Course]:
    """One for each theme that has lessons for the pupil's band."""
    if pupil.grade is None:
        return []
    band = band_of_grade(pupil.grade)
    done = {one.lesson_id for one in queries.progress_of(pupil.id).values() if one.finished_at}
    found = (_course(theme, band, done) for theme in THEMES)
    return [one for one in found if one.lessons]


def _course(theme: str, band: Band, done: set[str]) -> Course:
    lessons = tuple(
        one for one in library.get().lessons.values() if one.theme == theme and one.band == band
    )
    return Course(theme, band, lessons, sum(one.id in done for one in lessons))


def make(*, pupil: Viewer, theme: str) -> uuid.UUID:
    """The id of the certificate of this theme: a new one, or the one that was made before.

    NotFound for a theme that is not finished.
    """
    course = next((one for one in courses(pupil) if one.theme == theme), None)
    if course is None or not course.is_finished or pupil.school_id is None:
        raise NotFound
    key = {"pupil_id": pupil.id, "theme": theme, "band": course.band}
    row = {
        "id": new_id(),
        "school_id": pupil.school_id,
        "lesson_ids": [one.id for one in course.lessons],
        "given_on": clock.today(),
        "code": new_code(CODE_LENGTH),
    }
    db.session.execute(upsert(Certificate, key | row))
    return db.session.scalars(sa.select(Certificate.id).filter_by(**key)).one()


def take_back(*, pupil: Viewer, certificate_id: uuid.UUID) -> None:
    """Its code checks nothing any more; a new one can be made."""
    db.session.delete(own(pupil, certificate_id))


def own(pupil: Viewer, certificate_id: uuid.UUID) -> Certificate:
    found = db.session.get(Certificate, certificate_id)
    if found is None or found.pupil_id != pupil.id:
        raise NotFound
    return found


def all_own(pupil: Viewer) -> Sequence[Certificate]:
    """The latest first."""
    query = sa.select(Certificate).where(Certificate.pupil_id == pupil.id)
    return db.session.scalars(query.order_by(Certificate.given_on.desc(), Certificate.id)).all()


@dataclass(frozen=True, slots=True)
class Checked:
    """All that a stranger with the code is told."""

    theme: str
    given_on: dt.date
    given_name: str
    initial: str
    school: str


def by_code(code: str) -> Checked | None:
    """Typed by hand the code may have spaces, hyphens and small letters."""
    bare = "".join(one for one in code.upper() if one.isalnum())
    row = db.session.execute(
        sa.select(
            Certificate.theme,
            Certificate.given_on,
            User.given_name,
            sa.func.substr(User.family_name, 1, 1),
            School.name,
        )
        .join(User, User.id == Certificate.pupil_id)
        .join(School, School.id == Certificate.school_id)
        .where(Certificate.code == bare, User.erased_at.is_(None))
    ).first()
    return Checked(*row) if row else None
