"""A child's requests are opened by the child's own word, which nobody can reset.

Signing in is not enough: a card is found, a PIN is renewed by a teacher, a telephone lies about.
A request is kept under the word that was open when it was sent, or typed in that session later.
Without any word it can be looked at only in the session that sent it. A new word opens nothing
older, so that whoever renews a PIN and chooses a word of their own learns nothing.
"""

import datetime as dt
import uuid

import sqlalchemy as sa

from app.core.db import db, upsert
from app.people.models import User
from app.people.secrets import hash_secret, is_right
from app.wellbeing.models import HelpKey, HelpWord

SHORTEST = 4
# Older words keep on opening what they keep; of too many only the last are tried.
TRIED = 8
# After so many wrong words in a row only a few tries a day are left (web.limits).
PATIENCE = 50


class WordIsKnown(ValueError):
    """It is the PIN of the card, which a teacher may know."""


def has_word(pupil_id: int) -> bool:
    return chosen_at(pupil_id) is not None


def chosen_at(pupil_id: int) -> dt.datetime | None:
    """When the present word was chosen: the child sees if it was somebody else."""
    return db.session.scalar(_words(pupil_id).with_only_columns(HelpWord.made_at).limit(1))


def _words(pupil_id: int) -> sa.Select[HelpWord]:
    query = sa.select(HelpWord).where(HelpWord.pupil_id == pupil_id)
    return query.order_by(HelpWord.id.desc())


def choose_word(*, pupil_id: int, word: str, session_id: uuid.UUID) -> int:
    """A new word. It keeps what this session has sent, and what is sent while it is open."""
    pin_hash = db.session.scalar(sa.select(User.pin_hash).where(User.id == pupil_id))
    if pin_hash and is_right(word.strip(), pin_hash):
        raise WordIsKnown
    row = HelpWord(pupil_id=pupil_id, word_hash=hash_secret(_plain(word)))
    db.session.add(row)
    db.session.flush()
    _keep_under(row.id, session_id)
    return row.id


def open_with(*, pupil_id: int, word: str, session_id: uuid.UUID) -> HelpWord | None:
    """The word that was typed, if it is one of the child's; a wrong one is counted."""
    words = list(db.session.scalars(_words(pupil_id).limit(TRIED)))
    found = next((one for one in words if is_right(_plain(word), one.word_hash)), None)
    if found is None and words:
        words[0].wrong += 1
    if found is not None:
        _keep_under(found.id, session_id)
    return found


def wrong_tries(pupil_id: int) -> int:
    return db.session.scalar(_words(pupil_id).with_only_columns(HelpWord.wrong).limit(1)) or 0


def forget_wrong_tries(pupil_id: int) -> None:
    db.session.execute(sa.update(HelpWord).where(HelpWord.pupil_id == pupil_id).values(wrong=0))


def sent(*, request_id: uuid.UUID, session_id: uuid.UUID, word_id: int | None) -> None:
    """A request was sent. One that is resent stays with the session that sent it first."""
    db.session.execute(
        upsert(HelpKey, {"request_id": request_id, "session_id": session_id, "word_id": word_id})
    )


def _keep_under(word_id: int, session_id: uuid.UUID) -> None:
    db.session.execute(
        sa.update(HelpKey)
        .where(HelpKey.session_id == session_id, HelpKey.word_id.is_(None))
        .values(word_id=word_id)
    )


def opened(*, session_id: uuid.UUID | None, word_id: int | None) -> set[uuid.UUID]:
    """The requests that may be shown: of the open word, and those sent just now."""
    may_open = sa.and_(HelpKey.session_id == session_id, HelpKey.word_id.is_(None))
    if word_id is not None:
        may_open = sa.or_(may_open, HelpKey.word_id == word_id)
    return set(db.session.scalars(sa.select(HelpKey.request_id).where(may_open)))


def _plain(word: str) -> str:
    """However it is typed: a capital letter or a space must not keep a child out."""
    return " ".join(word.casefold().split())
