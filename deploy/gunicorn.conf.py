"""One file for both homes: a school's single process, and a region's many.

Embedded (SQLite queue): one process, few threads, because SQLite has one writer and the rate
limits count in memory; the jobs run as threads of the same process.
Otherwise: WEB_CONCURRENCY processes here, and the jobs in `flask jobs work` elsewhere.
"""

import os
import threading
from typing import Any

from huey.consumer import Consumer

from app.settings import read_settings

settings = read_settings()
host = f"[{settings.host}]" if ":" in settings.host else settings.host

bind = f"{host}:{settings.port}"
workers = int(os.environ.get("WEB_CONCURRENCY", 2 * (os.cpu_count() or 1)))
if settings.is_embedded:
    workers = 1
worker_class = "gthread"
threads = 6
graceful_timeout = 30
loglevel = "warning"
control_socket_disable = True


class Jobs(Consumer):
    """The queue's consumer as a guest: signals belong to the web server."""

    def _set_signal_handlers(self) -> None:
        pass


jobs: Jobs | None = None


def post_worker_init(worker: Any) -> None:
    global jobs
    if settings.is_embedded:
        from app.jobs import queue

        # Long enough for a job to end, shorter than the web server waits for this process.
        jobs = Jobs(queue, workers=1, max_delay=1.0, shutdown_timeout=graceful_timeout - 5)
        threading.Thread(target=jobs.run, name="jobs", daemon=True).start()
    if worker.age == 1:
        print(f"Adal Jol, {settings.mode}: http://{bind}  (stop: Ctrl+C)", flush=True)


def worker_exit(_server: Any, _worker: Any) -> None:
    if jobs:
        jobs.stop(graceful=True)
