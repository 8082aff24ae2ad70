"""A real server in a thread, on its own SQLite file, whose clock a test can move."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.serving import make_server

from app import create_app
from app.core import clock
from app.core.db import db


class Live:
    """What a browser test holds: the address, the app behind it, and its clock."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.moment: datetime | None = None
        self.server = make_server("127.0.0.1", 0, self.answer, threaded=True)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with self.at_its_time():
            return self.app.wsgi_app(environ, start)

    def move_clock(self, by: timedelta) -> None:
        """The clock stands still from now on, this much later than it was."""
        self.moment = (self.moment or clock.now()) + by

    @contextmanager
    def at_its_time(self) -> Iterator[None]:
        """A fixed clock belongs to one thread; each request and each job takes it over."""
        if self.moment is None:
            yield
        else:
            with clock.fixed(self.moment):
                yield

    def run_jobs(self) -> int:
        """Run what the pages have queued; how many jobs ran."""
        from app.jobs import queue

        done = 0
        with self.at_its_time():
            while (task := queue.dequeue()) is not None:
                queue.execute(task)
                done += 1
        return done


@contextmanager
def live_server(folder: Path, database: Path) -> Iterator[Live]:
    app = create_app(
        mode="test",
        instance=folder,
        database_url=f"sqlite:///{database}",
        queue_url="memory:",
        waive_second_factor=True,
    )
    live = Live(app)
    thread = threading.Thread(target=live.server.serve_forever, daemon=True)
    thread.start()
    yield live
    live.server.shutdown()
    live.server.server_close()
    thread.join()
    with app.app_context():
        db.engine.dispose()


def migrated_database(folder: Path) -> Path:
    """An empty database, made by the migrations themselves."""
    from flask_migrate import upgrade

    file = folder / "empty.db"
    app = create_app(
        mode="test", instance=folder, database_url=f"sqlite:///{file}", queue_url="memory:"
    )
    with app.app_context():
        upgrade()
        settle(db.engine)
    return file


def settle(engine: sa.Engine) -> None:
    """One file to copy, without a write-ahead log beside it."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
