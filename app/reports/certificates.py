"""Certificates as their pupil reads them, and as somebody who checks one."""

import datetime as dt
import uuid
from dataclasses import dataclass

from app.content import library
from app.content.schema.curriculum import ThemeText
from app.content.schema.lesson import Lesson
from app.learning import certificates
from app.learning.certificates import Course
from app.learning.models import Certificate
from app.people.queries import school_name
from app.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    id: uuid.UUID
    theme: ThemeText
    band: str
    given_on: dt.date


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """A theme without a certificate so far."""

    theme: ThemeText
    course: Course


@dataclass(frozen=True, slots=True)
class CertificatesPage:
    given: tuple[OwnCertificate, ...]
    on_the_way: tuple[OnTheWay, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the paper. Lessons that were sensitive are counted, never printed."""

    id: uuid.UUID
    code: str
    name: str
    theme: ThemeText
    band: str
    school: str
    given_on: dt.date
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class CheckedPage:
    theme: ThemeText
    given_on: dt.date
    name: str
    school: str


def certificates_page(pupil: Viewer) -> CertificatesPage:
    themes = library.get().themes
    given = certificates.all_own(pupil)
    has = {(one.theme, one.band) for one in given}
    return CertificatesPage(
        given=tuple(
            OwnCertificate(one.id, themes[one.theme], one.band, one.given_on) for one in given
        ),
        on_the_way=tuple(
            OnTheWay(themes[one.theme], one)
            for one in certificates.courses(pupil)
            if (one.theme, one.band) not in has
        ),
    )


def sheet(pupil: Viewer, certificate_id: uuid.UUID) -> Sheet:
    """NotFound for anybody else's."""
    certificate = certificates.own(pupil, certificate_id)
    return Sheet(
        id=certificate.id,
        code=certificate.code,
        name=pupil.full_name,
        theme=library.get().themes[certificate.theme],
        band=certificate.band,
        school=school_name(certificate.school_id),
        given_on=certificate.given_on,
        lessons=_printed(certificate),
    )


def _printed(certificate: Certificate) -> tuple[Lesson, ...]:
    """Paper lies about at home: parents read nothing of sensitive lessons there (design §11.1)."""
    known = library.get().lessons
    lessons = (known.get(one) for one in certificate.lesson_ids)
    return tuple(one for one in lessons if one and not one.sensitive)


def checked_page(code: str) -> CheckedPage | None:
    found = certificates.by_code(code)
    if found is None:
        return None
    return CheckedPage(
        theme=library.get().themes[found.theme],
        given_on=found.given_on,
        name=f"{found.given_name} {found.initial}.",
        school=found.school,
    )
