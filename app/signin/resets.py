"""A new secret for somebody who has lost the old one: open sessions end, the trail keeps it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.core import audit
from app.core.db import db
from app.people.models import User
from app.people.secrets import hash_secret, new_password
from app.signin import cards, guesses, sessions
from app.signin.pictures import as_secret


def reset_pin(*, pupil_id: int, pin: str, by_id: int) -> None:
    """A new PIN in class; the trail shows it to the child."""
    _reset(pupil_id, by_id, pin_hash=hash_secret(pin), pictures_hash=None)


def reset_pictures(*, pupil_id: int, pictures: Sequence[str], by_id: int) -> None:
    _reset(pupil_id, by_id, pictures_hash=hash_secret(as_secret(pictures)), pin_hash=None)


def reset_password(*, user_id: int, by_id: int) -> str:
    """A new password for a colleague, shown once by the caller."""
    password = new_password()
    _reset(user_id, by_id, password_hash=hash_secret(password))
    return password


def _reset(user_id: int, by_id: int, **secrets: Any) -> None:
    db.session.execute(sa.update(User).where(User.id == user_id).values(**secrets))
    cards.revoke(user_id)
    sessions.end_all(user_id)
    guesses.clear(user_id)
    audit.record(
        actor_id=by_id,
        action=audit.Action.SECRET_RESET,
        subject_type="user",
        subject_id=user_id,
    )
