"""Forms that met an ended session: sealed, for a day, for nobody but who wrote them."""

import datetime as dt
import uuid

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.db import EncryptedText, Model, db
from app.core.ids import new_id
from app.people.models import User

LIFE = dt.timedelta(days=1)
# A page that was left open can be sent over and over: no more than this of one person.
KEPT_OF_A_PERSON = 10


class KeptForm(Model):
    """The browser holds only the id; the words are encrypted as all words of children are."""

    __tablename__ = "kept_forms"
    __table_args__ = (sa.Index(None, "owner_id", "kept_at"),)

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    owner_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    form: so.Mapped[str] = so.mapped_column(EncryptedText)
    kept_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)


def keep(*, owner_id: int, form: str) -> uuid.UUID | None:
    """None when so many are kept already that this is no person who writes, or the account has
    gone.
    """
    if db.session.get(User, owner_id) is None:
        return None
    kept = db.session.scalar(
        sa.select(sa.func.count()).select_from(KeptForm).where(*_fresh(), _owned(owner_id))
    )
    if (kept or 0) >= KEPT_OF_A_PERSON:
        return None
    row = KeptForm(id=new_id(), owner_id=owner_id, form=form)
    db.session.add(row)
    db.session.flush()
    return row.id


def find(*, owner_id: int, form_id: uuid.UUID) -> str | None:
    return db.session.scalar(
        sa.select(KeptForm.form).where(KeptForm.id == form_id, _owned(owner_id), *_fresh())
    )


def forget(*, owner_id: int, form_id: uuid.UUID) -> None:
    db.session.execute(sa.delete(KeptForm).where(KeptForm.id == form_id, _owned(owner_id)))


def forget_expired() -> None:
    db.session.execute(sa.delete(KeptForm).where(KeptForm.kept_at < clock.now() - LIFE))


def _owned(owner_id: int) -> sa.ColumnElement[bool]:
    return KeptForm.owner_id == owner_id


def _fresh() -> tuple[sa.ColumnElement[bool], ...]:
    return (KeptForm.kept_at >= clock.now() - LIFE,)
