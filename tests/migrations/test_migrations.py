"""One path for both databases: up, down and up again, without drift, without losing a row."""

import os
import uuid

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from app import create_app
from app.core.db import db, transaction
from app.people import services
from app.people.models import Enrolment, User
from app.web.health import newest
from tests.people import make_world


@pytest.fixture
def rolled_back():
    """These tests use a database of their own, from nothing."""


@pytest.fixture
def empty_app(tmp_path):
    url = os.environ.get("TEST_DATABASE_URL")
    with FreshDatabase(url, tmp_path) as database_url:
        app = create_app(mode="test", instance=tmp_path, database_url=database_url)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


class FreshDatabase:
    """An SQLite file, or a second database on the server of the run."""

    def __init__(self, server_url, folder):
        self.server = sa.make_url(server_url) if server_url else None
        self.folder = folder
        self.name = f"fresh_{uuid.uuid4().hex[:8]}"  # others may migrate at the same time

    def __enter__(self):
        if self.server is None:
            return f"sqlite:///{self.folder}/fresh.db"
        self._on_server(f"CREATE DATABASE {self.name}")
        return self.server.set(database=self.name).render_as_string(hide_password=False)

    def __exit__(self, *_):
        if self.server is not None:
            self._on_server(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def _on_server(self, *statements):
        engine = sa.create_engine(self.server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()


def test_the_newest_revision_is_known_by_the_names_of_the_files(empty_app):
    script = ScriptDirectory(empty_app.extensions["migrate"].directory)
    assert newest() == script.get_current_head()


def tables():
    return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_models_and_migrations_tell_the_same_story(empty_app):
    upgrade()
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []
    assert tables() == set(db.metadata.tables)


def test_down_and_up_again(empty_app):
    upgrade()
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert tables() == set(db.metadata.tables)


def test_there_is_one_head_and_files_are_numbered(empty_app, repo):
    scripts = ScriptDirectory(str(repo / "migrations"))
    assert len(scripts.get_heads()) == 1
    names = sorted(path.name for path in (repo / "migrations" / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{n:04d}" for n in range(1, len(names) + 1)]


def test_upgrading_a_database_in_use_keeps_its_rows(empty_app):
    upgrade()
    make_world()
    before = (count(User), count(Enrolment))
    upgrade()
    assert (count(User), count(Enrolment)) == before


def count(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_the_database_refuses_two_present_classes_of_one_pupil(empty_app):
    upgrade()
    world = make_world()
    with pytest.raises(sa.exc.IntegrityError), transaction() as session:
        session.add(
            Enrolment(
                pupil_id=world.aigerim, class_id=world.other_class, starts_on=services.clock.today()
            )
        )
