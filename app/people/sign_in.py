"""Who stands before the screen: username and password, or class code, name and PIN."""

import sqlalchemy as sa

from app.core.db import db
from app.people.access import pupils_of_class
from app.people.models import User
from app.people.secrets import is_right
from app.people.viewer import Viewer, load_viewer


def by_password(username: str, password: str) -> Viewer | None:
    """None for an unknown name and for a wrong password alike."""
    row = db.session.execute(
        sa.select(User.id, User.password_hash).where(
            User.username == username.strip().casefold(), User.is_active
        )
    ).first()
    if not is_right(password, row and row.password_hash) or row is None:
        return None
    return load_viewer(row.id)


def by_pin(*, class_id: int, pupil_id: int, pin: str) -> Viewer | None:
    """The pupil must be of the class whose code was typed."""
    stored = db.session.scalar(
        sa.select(User.pin_hash).where(
            User.id == pupil_id, User.id.in_(pupils_of_class(class_id)), User.is_active
        )
    )
    return load_viewer(pupil_id) if is_right(pin, stored) else None
