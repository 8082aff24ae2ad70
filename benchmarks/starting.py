"""Memory of one worker after load, and the time from nothing to the first answer."""

from collections.abc import Iterator

from benchmarks import load
from benchmarks.figures import Figure, figure
from benchmarks.load import Request
from benchmarks.servers import serve
from benchmarks.sessions import cookie
from benchmarks.stage import Stage

RUNS = 3


def memory_and_start(stage: Stage) -> Iterator[Figure]:
    memory: dict[str, list[float]] = {"wsgi:app": [], "benchmarks.bare:app": []}
    start: dict[str, list[float]] = {"wsgi:app": [], "benchmarks.bare:app": []}
    teacher = cookie(stage.app, stage.school.teacher)
    pages = {"wsgi:app": f"/class/{stage.school.class_id}", "benchmarks.bare:app": "/healthz"}
    for _ in range(RUNS):
        for target, page in pages.items():
            with serve(target, stage.environment) as server:
                request = Request("GET", page, teacher)
                load.run(server.port, [lambda _n, r=request: r] * 4, 20)  # type: ignore[misc]
                memory[target].append(server.resident_mib())
                start[target].append(server.seconds_to_start)
    yield figure("rss.worker", "MiB", memory["wsgi:app"], memory["benchmarks.bare:app"])
    yield figure("cold_start", "s", start["wsgi:app"], start["benchmarks.bare:app"])
