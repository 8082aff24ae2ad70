"""The database: types, naming, SQLite's settings, and the only place that commits."""

import datetime as dt
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
import sqlalchemy.orm as so
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.dialects import postgresql, sqlite

from app.core import events
from app.core.crypto import EncryptedText


class UtcDateTime(sa.TypeDecorator[dt.datetime]):
    """Stores aware datetimes as UTC, refuses naive ones, gives aware ones back."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


# Named constraints: the database's "no" can be told apart, and migrations can drop them.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(so.DeclarativeBase):
    # On the registry, not on the class: Flask-SQLAlchemy 3.1 copies the class body.
    registry = so.registry(
        metadata=sa.MetaData(naming_convention=NAMES),
        type_annotation_map={
            dt.datetime: UtcDateTime(),
            uuid.UUID: sa.Uuid(),
            dict[str, Any]: sa.JSON(),
            list[str]: sa.JSON(),
        },
    )


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:

    class Model(Base):
        __abstract__ = True

else:
    Model = db.Model  # a copy of Base that type checkers cannot see into


def plain_types(kind: str, value: object, _context: object) -> str | bool:
    """Migrations name SQL types, never our classes, so that old scripts keep running."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(value, EncryptedText):
        return "sa.LargeBinary()"
    return False


@sa.event.listens_for(sa.Engine, "connect")
def _set_up_sqlite(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # we send BEGIN ourselves, see below
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA journal_mode=WAL")
        # FULL: an acknowledged answer survives a power cut.
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA busy_timeout=5000")


@sa.event.listens_for(sa.Engine, "begin")
def _begin_on_sqlite(connection: sa.Connection) -> None:
    """Python's driver begins late and breaks SAVEPOINT; begin on time instead.

    A writer takes the lock at once (IMMEDIATE): a reader that turns into a writer half-way
    is refused by SQLite without waiting for busy_timeout.
    """
    if connection.dialect.name == "sqlite":
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def transaction() -> Iterator[so.scoped_session[Any]]:
    """The only place that commits. Events recorded inside go out after the commit."""
    session = db.session
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("changes were made outside a transaction")
    session.commit()  # ends the read that this request began, if any
    session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        events.forget(session)
        raise
    events.send(session)


def upsert(
    model: type[Model],
    values: dict[str, Any] | list[dict[str, Any]],
    update: dict[str, Any] | None = None,
    where: Any = None,
) -> Any:
    """INSERT … ON CONFLICT on the primary key, in the words of the database at hand.

    Without `update` the row that is there stays, whichever key it has in common: of two inserts
    at once PostgreSQL may meet another unique key first. RETURNING then gives nothing, as it
    does where `where` keeps the row that is there.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        statement: Any = postgresql.insert(model).values(values)
    else:
        statement = sqlite.insert(model).values(values)
    if update is None:
        return statement.on_conflict_do_nothing()
    key = [column.name for column in model.__table__.primary_key]  # type: ignore[attr-defined]
    return statement.on_conflict_do_update(index_elements=key, set_=update, where=where)


def incoming(model: type[Model], column: str) -> Any:
    """In an upsert, the value of the row that met one: both dialects call it `excluded`."""
    kind = model.__table__.columns[column].type
    return sa.literal_column(f"excluded.{column}", kind)
