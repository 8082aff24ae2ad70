"""A new secret for somebody who has lost the old one: open sessions end, the trail keeps it."""

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.core import audit
from app.core.db import db
from app.people.models import User
from app.people.secrets import hash_secret, new_password
from app.signin import cards, factors, guesses, sessions
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


def change_password(*, user_id: int, password: str, session_id: uuid.UUID | None) -> None:
    """By the person, who knows the old one: signed in only here from now on."""
    db.session.execute(
        sa.update(User).where(User.id == user_id).values(password_hash=hash_secret(password))
    )
    sessions.end_all(user_id, but=session_id)
    _trace(user_id, user_id, audit.Action.PASSWORD_CHANGED)


def lost_device(*, user_id: int, by_id: int) -> str:
    """A colleague's telephone is lost: second factors go, and the old password with them.

    The new password, shown once, is handed over in person by whoever knows the face.
    """
    factors.remove_all(user_id=user_id, by_id=by_id)
    guesses.forget_devices(user_id)
    return reset_password(user_id=user_id, by_id=by_id)


def _reset(user_id: int, by_id: int, **secrets: Any) -> None:
    db.session.execute(sa.update(User).where(User.id == user_id).values(**secrets))
    cards.revoke(user_id)
    sessions.end_all(user_id)
    guesses.clear(user_id)
    _trace(user_id, by_id, audit.Action.SECRET_RESET)


def _trace(user_id: int, by_id: int, action: audit.Action) -> None:
    audit.record(actor_id=by_id, action=action, subject_type="user", subject_id=user_id)
