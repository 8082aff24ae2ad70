"""Mails of the outbox: neutral, at least once, with one message id however often they are sent.

A mail says that there is something new and where to sign in: no name, no topic, no count. Whoever
looks over a shoulder or shares a mailbox learns nothing (design §11.6). Only the weekly letter,
which a parent has chosen, says what the class has.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from app.core import clock
from app.core.db import db, upsert
from app.core.ids import new_id
from app.notices.models import Mail, MailAddress, Notice
from app.people.models import User

# Waits between tries; after the last the mail counts as failed, and its notice stays in the app.
WAITS = tuple(
    dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 240, 480, 720, 1440, 1440)
)
# A worker that died after the claim: the next one takes the mail so much later.
CLAIM = dt.timedelta(minutes=10)
# What is told by mail, too. News of lessons is not urgent enough for a mailbox.
MAILED_KINDS = frozenset(
    {
        "case-opened",
        "case-joined",
        "case-assigned",
        "anonymous-report",
        "anonymous-more",
        "class-climate",
        "class-cluster",
        "parent-letter",
        "lessons-harm",
        "weekly-digest",
    }
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claimed mail, ready for the post."""

    id: uuid.UUID
    address: str
    locale: str
    user_id: int
    # None: the first mail to a new address.
    kind: str | None


def address_of(user_id: int) -> str | None:
    return db.session.scalar(sa.select(MailAddress.address).where(MailAddress.user_id == user_id))


def keep_address(*, user_id: int, address: str | None) -> None:
    """A new address gets a first mail at once; without one nothing more is sent."""
    if address == address_of(user_id):
        return
    if address is None:
        db.session.execute(sa.delete(MailAddress).where(MailAddress.user_id == user_id))
        return
    row = {"user_id": user_id, "address": address, "changed_at": clock.now()}
    db.session.execute(upsert(MailAddress, row, update=row))
    db.session.add(Mail(user_id=user_id))


def queue_for(notice: Notice) -> None:
    """In the transaction that delivers the notice in the app."""
    if notice.kind not in MAILED_KINDS or address_of(notice.recipient_id) is None:
        return
    row = {
        "id": new_id(),
        "user_id": notice.recipient_id,
        "notice_id": notice.id,
        "state": "waiting",
        "tries": 0,
        "queued_at": clock.now(),
        "next_try_at": clock.now(),
    }
    db.session.execute(upsert(Mail, row))


def claim_next() -> Outgoing | None:
    """The next mail that is due, by compare-and-set: of two workers one gets it."""
    now = clock.now()
    due = sa.select(Mail.id, Mail.next_try_at).where(
        Mail.state == "waiting", Mail.next_try_at <= now
    )
    while row := db.session.execute(due.order_by(Mail.next_try_at).limit(1)).first():
        if _claim(row.id, row.next_try_at) and (mail := _outgoing(row.id)):
            return mail
    return None


def _claim(mail_id: uuid.UUID, next_try_at: dt.datetime) -> bool:
    now = clock.now()
    claimed = db.session.execute(
        sa.update(Mail)
        .where(Mail.id == mail_id, Mail.next_try_at == next_try_at)
        .values(next_try_at=now + CLAIM, tries=Mail.tries + 1)
        .returning(Mail.id)
    ).first()
    return claimed is not None


def _outgoing(mail_id: uuid.UUID) -> Outgoing | None:
    query = (
        sa.select(Mail.id, MailAddress.address, User.locale, User.id, Notice.kind)
        .join(User, User.id == Mail.user_id)
        .outerjoin(Notice, Notice.id == Mail.notice_id)
        .join(MailAddress, MailAddress.user_id == Mail.user_id)
        .where(Mail.id == mail_id, User.is_active)
    )
    row = db.session.execute(query).first()
    if row is None:
        _set_state(mail_id, "failed")  # the address or the person has gone meanwhile
        return None
    return Outgoing(*row)


def was_sent(mail_id: uuid.UUID) -> None:
    db.session.execute(
        sa.update(Mail)
        .where(Mail.id == mail_id, Mail.state == "waiting")
        .values(state="sent", sent_at=clock.now())
    )


def could_not_be_sent(mail_id: uuid.UUID) -> None:
    """Tried again later and later, for some days."""
    tries = db.session.scalar(sa.select(Mail.tries).where(Mail.id == mail_id)) or 0
    if tries > len(WAITS):
        _set_state(mail_id, "failed")
        return
    wait = WAITS[max(tries, 1) - 1]
    db.session.execute(
        sa.update(Mail).where(Mail.id == mail_id).values(next_try_at=clock.now() + wait)
    )


def _set_state(mail_id: uuid.UUID, state: str) -> None:
    db.session.execute(sa.update(Mail).where(Mail.id == mail_id).values(state=state))


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the mails of a person went: what the person sees beside the address."""

    waiting: int
    failed: int
    last_sent_at: dt.datetime | None


def delivery_to(user_id: int) -> Delivery:
    query = sa.select(
        sa.func.count().filter(Mail.state == "waiting"),
        sa.func.count().filter(Mail.state == "failed"),
        sa.func.max(Mail.sent_at),
    ).where(Mail.user_id == user_id)
    return Delivery(*db.session.execute(query).one())
