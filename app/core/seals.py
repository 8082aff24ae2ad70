"""Seals over the audit trail: a chain of digests in which no entry can be changed unnoticed.

An entry is not chained when it is written: then one write after the other would wait for its
digest. Each night a seal is set over the entries since the last one (safeguarding.md, "Audit").
"""

import datetime as dt
import hashlib
from collections.abc import Iterator

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import Model, db

# Nobody's transaction is open for longer: what is sealed is complete.
SETTLED = dt.timedelta(hours=1)
_FIRST = "0" * 64
_AT_ONCE = 5000


class AuditSeal(Model):
    """Over all entries from the last seal on and before `until`."""

    __tablename__ = "audit_seals"

    id: so.Mapped[int] = so.mapped_column(primary_key=True)
    until: so.Mapped[dt.datetime] = so.mapped_column(unique=True)
    entries: so.Mapped[int]
    digest: so.Mapped[str]


def newest() -> AuditSeal | None:
    return db.session.scalars(sa.select(AuditSeal).order_by(AuditSeal.id.desc()).limit(1)).first()


def seal() -> AuditSeal:
    """Nightly; twice within an hour seals nothing twice."""
    last = newest()
    until = clock.now() - SETTLED
    if last is not None and last.until >= until:
        return last
    entries, digest = _digest(last, until)
    row = AuditSeal(until=until, entries=entries, digest=digest)
    db.session.add(row)
    db.session.flush()
    return row


def broken() -> list[int]:
    """Ids of seals that do not fit their entries, or not the seal before them; all is well: []."""
    wrong, last = [], None
    for one in db.session.scalars(sa.select(AuditSeal).order_by(AuditSeal.id)).all():
        if _digest(last, one.until) != (one.entries, one.digest):
            wrong.append(one.id)
        last = one
    return wrong


def _digest(last: AuditSeal | None, until: dt.datetime) -> tuple[int, str]:
    number, hashed = 0, hashlib.sha256((last.digest if last else _FIRST).encode())
    for line in _lines(last, until):
        number += 1
        hashed.update(line.encode())
    return number, hashed.hexdigest()


def _lines(last: AuditSeal | None, until: dt.datetime) -> Iterator[str]:
    query = (
        sa.select(*AuditEntry.__table__.columns)
        .where(AuditEntry.at < until)
        .order_by(AuditEntry.at, AuditEntry.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    if last is not None:
        query = query.where(AuditEntry.at >= last.until)
    for row in db.session.execute(query):
        values = (row.id, row.at.isoformat(), *row[2:])
        yield repr(tuple(map(str, values))) + "\n"
