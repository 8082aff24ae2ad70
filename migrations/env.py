"""Runs migrations with the application's engine. One path for SQLite and PostgreSQL."""

from alembic import context
from flask import current_app

migrate = current_app.extensions["migrate"]
engine = migrate.db.engine


def drop_empty(_context, _revision, directives):
    """No file for a revision that changes nothing."""
    is_new = getattr(context.config.cmd_opts, "autogenerate", False)
    if is_new and directives[0].upgrade_ops and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def keep_children(connection):
    """Batch mode rebuilds tables on SQLite; with keys on, that fires ON DELETE and erases children.

    The driver is asked directly: inside a transaction the pragma is ignored.
    """
    connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")


def refuse_orphans(connection):
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise RuntimeError(f"the migration left rows without their parents: {orphans[:5]}")


def run():
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            keep_children(connection)
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadatas[None],
            process_revision_directives=drop_empty,
            **migrate.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
            if is_sqlite:
                refuse_orphans(connection)
    if is_sqlite:
        # Its connection still has keys off, and a transaction would ignore switching them on:
        # whoever comes next gets a new one.
        engine.dispose()


run()
