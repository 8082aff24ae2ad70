"""The ways in: username and password, class code with name and PIN or pictures, a card's code."""

from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.people.access import pupils_of_class
from app.people.models import User
from app.people.secrets import costs_otherwise, hash_secret, is_right, token_digest
from app.people.viewer import Viewer, load_viewer
from app.signin.models import SignInCard


def user_named(username: str) -> int | None:
    return db.session.scalar(
        sa.select(User.id).where(User.username == username.strip().casefold(), User.is_active)
    )


def by_password(user_id: int | None, password: str) -> Viewer | None:
    """None for an unknown name and for a wrong password alike, after the same time."""
    return _by_secret(user_id, User.password_hash, password)


def by_pin(*, class_id: int, pupil_id: int, pin: str) -> Viewer | None:
    """The pupil must be of the class whose code was typed."""
    return _by_secret(_of_class(class_id, pupil_id), User.pin_hash, pin)


def by_pictures(*, class_id: int, pupil_id: int, pictures: str) -> Viewer | None:
    return _by_secret(_of_class(class_id, pupil_id), User.pictures_hash, pictures)


def _of_class(class_id: int, pupil_id: int) -> int | None:
    is_there = sa.select(User.id).where(User.id == pupil_id, User.id.in_(pupils_of_class(class_id)))
    return db.session.scalar(is_there)


def _by_secret(user_id: int | None, column: Any, secret: str) -> Viewer | None:
    stored = db.session.scalar(sa.select(column).where(User.id == user_id, User.is_active))
    if not is_right(secret, stored) or user_id is None:
        return None
    return load_viewer(user_id)


def renew_hash(user_id: int, password: str) -> None:
    """After a right password: hashes follow the cost that the settings ask for."""
    stored = db.session.scalar(sa.select(User.password_hash).where(User.id == user_id))
    if stored and costs_otherwise(stored):
        db.session.execute(
            sa.update(User).where(User.id == user_id).values(password_hash=hash_secret(password))
        )


def owner_of_card(token: str) -> Viewer | None:
    """Whose card this is, as long as it has not been replaced."""
    user_id = db.session.scalar(
        sa.select(SignInCard.user_id).where(
            SignInCard.digest == token_digest(token), SignInCard.revoked_at.is_(None)
        )
    )
    return load_viewer(user_id) if user_id else None


def card_was_used(token: str) -> None:
    db.session.execute(
        sa.update(SignInCard)
        .where(SignInCard.digest == token_digest(token))
        .values(last_used_at=clock.now())
    )
