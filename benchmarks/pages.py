"""The class page: the whole request beside its own SQL and template in a bare view."""

import pickle
from typing import Any

import sqlalchemy as sa

from app.people.viewer import load_viewer
from app.reports.teacher import class_page as read_class_page
from app.web.teacher.figures import objectives_sheet
from benchmarks import load
from benchmarks.figures import Figure, figure, in_turns
from benchmarks.load import Request
from benchmarks.servers import serve
from benchmarks.sessions import cookie
from benchmarks.stage import Stage

REQUESTS = 40
RUNS = 3


def class_page(stage: Stage, name: str) -> Figure:
    seen = stage.folder / "class-page.pickle"
    seen.write_bytes(pickle.dumps(_record(stage)))
    environment = {**stage.environment, "BENCH_PAGE": str(seen)}
    teacher = cookie(stage.app, stage.school.teacher)
    with (
        serve("wsgi:app", stage.environment) as real,
        serve("benchmarks.bare:app", environment) as bare,
    ):
        values, limits = in_turns(
            RUNS,
            lambda: _latency(real.port, Request("GET", f"/class/{stage.school.class_id}", teacher)),
            lambda: _latency(bare.port, Request("GET", "/page")),
        )
    return figure(name, "ms", values, limits)


def _latency(port: int, request: Request) -> float:
    return load.run(port, [lambda _number: request], REQUESTS).median_ms


def _record(stage: Stage) -> dict[str, Any]:
    """The page's object and the statements that made it."""
    statements: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            statements.append((statement, parameters))

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        with stage.app.test_request_context():
            viewer = load_viewer(stage.school.teacher)
            assert viewer is not None
            page = read_class_page(viewer, stage.school.class_id)
            assert page is not None
            context = {"page": page, "objectives": objectives_sheet(page), "address": "/class/1"}
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    return {"statements": statements, "context": context, "template": "teacher/class.html"}
