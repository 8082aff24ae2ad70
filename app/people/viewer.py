"""The signed-in person as the rest of the code sees them: a frozen snapshot, read in one query."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.core.db import db
from app.people.models import Enrolment, SchoolClass, User
from app.people.roles import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """Also fits Flask-Login, which asks for the four attributes at the end."""

    id: int
    role: Role
    school_id: int | None
    locale: str
    family_name: str
    given_name: str
    patronymic: str | None
    session_epoch: int
    # Of a pupil only: the present class.
    class_id: int | None = None
    grade: int | None = None
    letter: str | None = None

    @property
    def full_name(self) -> str:
        return f"{self.family_name} {self.given_name}"

    @property
    def short_name(self) -> str:
        """Given name, with patronymic for adults: as one is addressed."""
        return f"{self.given_name} {self.patronymic}" if self.patronymic else self.given_name

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return f"{self.id}.{self.session_epoch}"


_VIEWER = (
    sa.select(
        User.id,
        User.role,
        User.school_id,
        User.locale,
        User.family_name,
        User.given_name,
        User.patronymic,
        User.session_epoch,
        SchoolClass.id.label("class_id"),
        SchoolClass.grade,
        SchoolClass.letter,
    )
    .outerjoin(Enrolment, sa.and_(Enrolment.pupil_id == User.id, Enrolment.ends_on.is_(None)))
    .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
    .where(User.is_active)
)


def load_viewer(user_id: int) -> Viewer | None:
    row = db.session.execute(_VIEWER.where(User.id == user_id)).first()
    if row is None:
        return None
    values = row._asdict()
    return Viewer(**{**values, "role": Role(values["role"])})


def viewer_of_session(session_id: str) -> Viewer | None:
    """The viewer of "id.epoch", or None when the secret has been reset since."""
    user_id, _, epoch = session_id.partition(".")
    if not (user_id.isdecimal() and epoch.isdecimal()):
        return None
    viewer = load_viewer(int(user_id))
    return viewer if viewer and viewer.session_epoch == int(epoch) else None
