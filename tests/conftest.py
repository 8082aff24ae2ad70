"""The app on a migrated database; every test runs in one outer transaction that is undone."""

import os

os.environ["ADAL_MODE"] = "test"

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from app import create_app, jobs
from app.core import clock
from app.core.db import db
from tests.pages import lint
from tests.people import World, lasting_session, make_world
from tests.plumbing.postgres import own_database

DATABASE = own_database(
    os.environ.get("TEST_DATABASE_URL", ""), os.environ.get("PYTEST_XDIST_WORKER", "")
)
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "PRAGMA")


class Browser(FlaskClient):
    """Every request has a context of its own, also where the test holds one: Flask would share
    it, and with it who is signed in.
    """

    def open(self, *args, **kwargs):
        with self.application.app_context():
            return super().open(*args, **kwargs)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    instance = tmp_path_factory.mktemp("instance")
    app = create_app(mode="test", instance=instance, database_url=DATABASE)
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = Browser
    with app.app_context():
        _empty(db.engine)
        upgrade()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _empty(engine: sa.Engine) -> None:
    """A PostgreSQL server may still hold the tables of an earlier run."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


@pytest.fixture(autouse=True)
def rolled_back(app: Flask) -> Iterator[None]:
    """Commits inside the test become savepoints of a transaction that never happens."""
    jobs.serve(app)  # another test may have made another app since
    with app.app_context():
        engine = db.engine
        connection = engine.connect()
        outer = connection.begin()
        db.engines[None] = connection
        db.session.configure(join_transaction_mode="create_savepoint")
    yield
    with app.app_context():
        db.session.remove()
        outer.rollback()
        connection.close()
        db.engines[None] = engine
        jobs.queue.flush()


@pytest.fixture
def context(app: Flask, rolled_back: None) -> Iterator[None]:
    """For tests that call services directly."""
    with app.app_context():
        yield


@pytest.fixture
def world(app: Flask, rolled_back: None) -> World:
    """Two schools; see tests/people.py for who is who."""
    with app.app_context():
        return make_world()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> Callable[..., FlaskClient]:
    """`sign_in(world.aigerim)` gives a browser of hers."""

    def open_browser(person_id: int, locale: str | None = None) -> FlaskClient:
        client = app.test_client()
        with app.app_context():
            session_id = lasting_session(person_id)
        with client.session_transaction() as session:
            session["_user_id"] = session_id
            session["_fresh"] = True
        if locale:
            client.get(f"/healthz?locale={locale}")
        return client

    return open_browser


@pytest.fixture
def open_page() -> Callable[..., BeautifulSoup]:
    """GETs a page, expects 200 and the marks of a well-made page, and returns it parsed."""

    def get(client: FlaskClient, url: str) -> BeautifulSoup:
        response = client.get(url)
        assert response.status_code == 200, (response.status_code, response.location, url)
        page = BeautifulSoup(response.data, "html5lib")
        lint(page)
        return page

    return get


@pytest.fixture
def at_most() -> Callable[[int], contextlib.AbstractContextManager[list[str]]]:
    """`with at_most(12): client.get(…)`: no more SQL statements than that."""

    @contextlib.contextmanager
    def count(limit: int) -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_conn, _cursor, statement, *_rest):
            if not statement.startswith(BOOKKEEPING):
                seen.append(statement)

        sa.event.listen(sa.Engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", note)
        assert len(seen) <= limit, f"{len(seen)} statements:\n" + "\n".join(seen)

    return count


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Runs what has been queued, now and in order; returns how many jobs there were."""

    def run() -> int:
        done = 0
        while (task := jobs.queue.dequeue()) is not None:
            jobs.queue.execute(task)
            done += 1
        return done

    return run


@pytest.fixture
def at() -> Callable[..., contextlib.AbstractContextManager[None]]:
    """`with at(moment): …` does it at another time."""
    return clock.fixed


@pytest.fixture(scope="session")
def repo() -> Path:
    return Path(__file__).parent.parent
