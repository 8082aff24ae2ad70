"""For whoever watches the server: is the process alive, can it do its work."""

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from flask_migrate import Migrate

from app.core.db import db
from app.web.access import Permission, allow

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@allow(Permission.ANYONE)
def process() -> ResponseReturnValue:
    return jsonify(status="ok")


@bp.get("/readyz")
@allow(Permission.ANYONE)
def ready() -> ResponseReturnValue:
    """Database, migrations and queue; 503 names the part that is not ready."""
    parts = {"database": _answers(), "migrations": _is_migrated(), "queue": _queue_answers()}
    is_ready = all(parts.values())
    return jsonify(status="ok" if is_ready else "not ready", **parts), 200 if is_ready else 503


def _answers() -> bool:
    try:
        return db.session.scalar(sa.select(1)) == 1
    except sa.exc.SQLAlchemyError:
        return False


def _is_migrated() -> bool:
    migrate: Migrate = current_app.extensions["migrate"]
    head = ScriptDirectory(migrate.directory).get_current_head()
    try:
        return db.session.scalar(sa.text("SELECT version_num FROM alembic_version")) == head
    except sa.exc.SQLAlchemyError:
        db.session.rollback()
        return False


def _queue_answers() -> bool:
    try:
        current_app.extensions["queue"].pending_count()
    except Exception:
        return False
    return True
