"""Printed sign-in cards. Secrets are made for the printing and nowhere kept but as hashes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db
from app.people.models import User
from app.people.secrets import hash_secret, new_pin, new_token, token_digest
from app.signin import guesses, pictures, sessions
from app.signin.models import SignInCard


@dataclass(frozen=True, slots=True)
class NewCard:
    """All that the paper says; after the answer is sent nobody can say it again."""

    user_id: int
    name: str
    username: str | None
    token: str
    pin: str = ""
    pictures: tuple[str, ...] = ()
    pin_hash: str | None = None
    pictures_hash: str | None = None


def make_cards(pupils: Iterable[User], *, grade: int) -> list[NewCard]:
    """New secrets, hashed: a moment for each. Nothing is written yet, nothing waits for it."""
    return [_make(pupil, by_pictures=grade in pictures.GRADES) for pupil in pupils]


def _make(pupil: User, *, by_pictures: bool) -> NewCard:
    common = (pupil.id, pupil.full_name, pupil.username, new_token())
    if by_pictures:
        three = pictures.new_pictures()
        return NewCard(
            *common, pictures=three, pictures_hash=hash_secret(pictures.as_secret(three))
        )
    pin = new_pin()
    return NewCard(*common, pin=pin, pin_hash=hash_secret(pin))


def keep_cards(cards: Sequence[NewCard], *, by_id: int) -> None:
    """From now on these cards count: earlier ones, their secrets and their sessions end."""
    for card in cards:
        revoke(card.user_id)
        sessions.end_all(card.user_id)
        guesses.clear(card.user_id)
        db.session.execute(
            sa.update(User)
            .where(User.id == card.user_id)
            .values(pin_hash=card.pin_hash, pictures_hash=card.pictures_hash)
        )
        db.session.add(
            SignInCard(user_id=card.user_id, digest=token_digest(card.token), made_by_id=by_id)
        )
        audit.record(
            actor_id=by_id,
            action=audit.Action.SECRET_RESET,
            subject_type="user",
            subject_id=card.user_id,
        )
    db.session.flush()


def revoke(user_id: int) -> None:
    """A lost card opens nothing any more."""
    db.session.execute(
        sa.update(SignInCard)
        .where(SignInCard.user_id == user_id, SignInCard.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )


def with_card(pupil_ids: Iterable[int]) -> set[int]:
    """Who holds a card that works."""
    query = sa.select(SignInCard.user_id).where(
        SignInCard.user_id.in_(list(pupil_ids)), SignInCard.revoked_at.is_(None)
    )
    return set(db.session.scalars(query))
