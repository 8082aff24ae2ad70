"""Tables of people. Names and links only: no IIN, no photo, no telephone of a pupil."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import Model
from app.core.i18n import KAZAKH_ALPHABET, LOCALES, collation_key, search_key
from app.people.roles import OUTSIDE_SCHOOLS, Role


def one_of(column: str, values: tuple[str, ...] | type[Role]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


class School(Model):
    __tablename__ = "schools"

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    name: so.Mapped[str]
    # For the region's pages: schools are listed by district.
    district: so.Mapped[str | None]
    created_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


def _found_by(context: Any) -> str:
    row = context.get_current_parameters()
    return words_key(row["family_name"], row["given_name"], row.get("patronymic"))


class User(Model):
    __tablename__ = "users"
    __table_args__ = (
        sa.CheckConstraint(one_of("role", Role), "role_known"),
        sa.CheckConstraint(one_of("locale", LOCALES), "locale_known"),
        sa.CheckConstraint(
            f"school_id IS NOT NULL OR {one_of('role', OUTSIDE_SCHOOLS)}",
            "school_people_have_a_school",
        ),
        sa.UniqueConstraint("username"),
        sa.Index(None, "school_id", "role"),
        sa.Index(None, "school_id", "search_key"),
        sa.Index("uq_users_external_id", "school_id", "external_id", unique=True),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    school_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("schools.id"))
    role: so.Mapped[str]
    # Lower case; a pupil of a lower grade may have none and sign in by class code.
    username: so.Mapped[str | None]
    password_hash: so.Mapped[str | None]
    pin_hash: so.Mapped[str | None]
    # Three pictures in order, for those who do not type yet.
    pictures_hash: so.Mapped[str | None]
    family_name: so.Mapped[str]
    given_name: so.Mapped[str]
    patronymic: so.Mapped[str | None]
    # Kazakh alphabetical order, computed once: no database collation knows it.
    sort_key: so.Mapped[str]
    # Folded words, each after a space: found from any keyboard by the beginning of a word.
    search_key: so.Mapped[str] = so.mapped_column(default=_found_by, server_default="")
    # Tells apart two children of one name in one class; a roster may leave it out.
    born_on: so.Mapped[dt.date | None]
    # As the school's own system calls this person: a text, for such numbers pass 2^53.
    external_id: so.Mapped[str | None]
    locale: so.Mapped[str]
    is_active: so.Mapped[bool] = so.mapped_column(default=True)
    # The last day of the present role (RoleTerm): after it nobody gets in, whatever a job does.
    works_until: so.Mapped[dt.date | None]
    # Set when names and secrets were removed; what law makes us keep still points here.
    erased_at: so.Mapped[dt.datetime | None]
    created_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)

    @property
    def full_name(self) -> str:
        """As in the school's list: family name first."""
        return f"{self.family_name} {self.given_name}"


def name_key(family_name: str, given_name: str, patronymic: str | None = None) -> str:
    return collation_key(f"{family_name} {given_name} {patronymic or ''}".strip())


def words_key(family_name: str, given_name: str, patronymic: str | None = None) -> str:
    return " " + search_key(f"{family_name} {given_name} {patronymic or ''}")


class SchoolClass(Model):
    __tablename__ = "school_classes"
    __table_args__ = (
        sa.CheckConstraint("grade BETWEEN 1 AND 11", "grade_in_range"),
        sa.CheckConstraint(one_of("language", ("kk", "ru")), "language_known"),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("school_id", "school_year", "grade", "letter"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    school_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("schools.id"))
    # The year in which the school year begins.
    school_year: so.Mapped[int]
    grade: so.Mapped[int]
    letter: so.Mapped[str]
    # Language of instruction.
    language: so.Mapped[str]
    # Digits on the pupils' cards.
    code: so.Mapped[str]
    teacher_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    # When its pupils moved on to the next school year. It stays for the history.
    closed_on: so.Mapped[dt.date | None]


_LETTERS = {letter.upper(): place for place, letter in enumerate(KAZAKH_ALPHABET)}


def class_order() -> tuple[sa.ColumnElement[Any], ...]:
    """7 А, 7 Ә, 7 Б: for ORDER BY, where no collation of the database knows it."""
    first = sa.func.substr(SchoolClass.letter, 1, 1)
    place = sa.case(_LETTERS, value=first, else_=len(_LETTERS))
    return SchoolClass.grade.expression, place, SchoolClass.letter.expression


class Enrolment(Model):
    """A pupil's time in a class. The row without an end is the present one."""

    __tablename__ = "enrolments"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", "ends_after_start"),
        sa.Index(
            "uq_enrolments_present",
            "pupil_id",
            unique=True,
            sqlite_where=sa.text("ends_on IS NULL"),
            postgresql_where=sa.text("ends_on IS NULL"),
        ),
        sa.Index(None, "class_id", "ends_on"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    class_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("school_classes.id"))
    starts_on: so.Mapped[dt.date]
    ends_on: so.Mapped[dt.date | None]


class Guardianship(Model):
    __tablename__ = "guardianships"
    __table_args__ = (sa.UniqueConstraint("guardian_id", "pupil_id"),)

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    guardian_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    linked_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


class PairingCode(Model):
    """A one-time code that links a parent to a child. Only its digest is kept."""

    __tablename__ = "pairing_codes"
    __table_args__ = (
        sa.CheckConstraint(
            "(used_at IS NULL) = (used_by_id IS NULL)", "used_at_and_by_go_together"
        ),
        sa.UniqueConstraint("digest"),
    )

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"), index=True)
    digest: so.Mapped[str]
    made_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    expires_at: so.Mapped[dt.datetime]
    used_at: so.Mapped[dt.datetime | None]
    used_by_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    # Only for somebody of this name; see families.GuardianBar.
    for_name_key: so.Mapped[str | None]


class SetupCode(Model):
    """The code printed on the terminal of an empty school; it creates the first administrator."""

    __tablename__ = "setup_codes"

    digest: so.Mapped[str] = so.mapped_column(primary_key=True)
    made_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
