"""For whoever watches the server: is the process alive, can it do its work."""

import sqlalchemy as sa
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from app.core.db import db
from app.settings import MIGRATIONS
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
    try:
        return db.session.scalar(sa.text("SELECT version_num FROM alembic_version")) == newest()
    except sa.exc.SQLAlchemyError:
        db.session.rollback()
        return False


def newest() -> str:
    """The last revision, by the names of the files: Alembic would run all of them to know it."""
    return max(one.name for one in (MIGRATIONS / "versions").glob("[0-9]*.py")).split("_")[0]


def _queue_answers() -> bool:
    try:
        current_app.extensions["queue"].pending_count()
    except Exception:
        return False
    return True
