"""The limit: a bare Flask view that does the same work of the database, and nothing else.

No sign-in, no forms, no CSRF, no languages, no events. Same pragmas and pool, because the engine
is the application's; same statements, as the application was seen to send them.
"""

import os
import pickle
import uuid
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask, render_template, request

from app import create_app
from app.core import clock
from app.core import db as core_db
from app.core.ids import new_id
from app.learning.models import Attempt, ItemProgress, ObjectiveProgress, Submission


def make_app() -> Flask:
    app = Flask("bare")
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["ADAL_DATABASE_URL"]
    core_db.db.init_app(app)
    app.add_url_rule("/healthz", "health", lambda: "ok")
    app.add_url_rule("/answer", "answer", _answer, methods=["POST"])
    if "BENCH_PAGE" in os.environ:
        page = pickle.loads(Path(os.environ["BENCH_PAGE"]).read_bytes())
        real = create_app()  # for its templates and their globals only
        app.add_url_rule("/page", "page", lambda: _page(real, page))
    return app


def _answer() -> str:
    """One answer's rows: the key, the try, the attempt, the objective."""
    pupil_id, now = int(request.form["pupil"]), clock.now()
    response = {"option": request.form["answer"]}
    with core_db.transaction() as session:
        session.execute(
            core_db.upsert(
                Submission,
                {
                    "key": uuid.UUID(request.form["key"]),
                    "pupil_id": pupil_id,
                    "recorded_at": now,
                },
            )
        )
        kept = {"score": 1.0, "response": response, "last_at": now}
        session.execute(
            core_db.upsert(
                ItemProgress,
                {"pupil_id": pupil_id, "item_id": "bench", "tries": 1, **kept},
                update={**kept, "tries": ItemProgress.tries + 1},
            )
        )
        session.execute(sa.insert(Attempt).values(_attempt(pupil_id, response)))
        session.execute(
            core_db.upsert(
                ObjectiveProgress,
                {
                    "pupil_id": pupil_id,
                    "objective": "FRD-4",
                    "answered": 1,
                    "credit": 1.0,
                    "streak": 1,
                    "last_at": now,
                },
                update={"answered": ObjectiveProgress.answered + 1, "last_at": now},
            )
        )
    return "ok"


def _attempt(pupil_id: int, response: dict[str, str]) -> dict[str, Any]:
    return {
        "id": new_id(),
        "recorded_at": clock.now(),
        "pupil_id": pupil_id,
        "lesson_id": "L21",
        "item_id": "bench",
        "item_version": 1,
        "behaviour": "practice",
        "try_number": 2,
        "response": response,
        "score": 1.0,
        "credit": 1.0,
        "certainty": "sure",
        "misconceptions": [],
        "seconds": 9.0,
    }


def _page(real: Flask, seen: dict[str, Any]) -> str:
    """The statements that the page sent, their rows fetched, and the page's own template."""
    with core_db.db.engine.connect() as connection:
        for statement, parameters in seen["statements"]:
            connection.exec_driver_sql(statement, parameters).fetchall()
    with real.test_request_context("/class/?locale=kk"):
        return render_template(seen["template"], **seen["context"])


app = make_app()
