"""A migrated database with a school in it, and the environment that servers of it need."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.core.db import db
from benchmarks.school import BenchSchool, build

CLASSES = 8


@dataclass(frozen=True)
class Stage:
    app: Flask
    school: BenchSchool
    folder: Path
    database_url: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            "ADAL_MODE": "school",
            "ADAL_INSTANCE": str(self.folder),
            "ADAL_DATABASE_URL": self.database_url,
        }

    @staticmethod
    @contextmanager
    def open(database_url: str, attempts: int) -> Iterator["Stage"]:
        with tempfile.TemporaryDirectory(prefix="adal-bench-") as name:
            folder = Path(name)
            app = create_app(mode="school", instance=folder, database_url=database_url)
            with app.app_context():
                upgrade()
                school = build(CLASSES, attempts)
                db.session.remove()
                db.engine.dispose()
            yield Stage(app, school, folder, database_url)
