"""Clients with kept connections, in threads: bounded in count and in time."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median, quantiles
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    cookie: str = ""
    form: dict[str, str] | None = None
    expected: int = 200


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds of each request, and of the whole run."""

    each: tuple[float, ...]
    whole: float

    @property
    def per_second(self) -> float:
        return len(self.each) / self.whole

    @property
    def median_ms(self) -> float:
        return median(self.each) * 1000

    def percentile_ms(self, percent: int) -> float:
        return quantiles(self.each, n=100)[percent - 1] * 1000


def run(port: int, clients: Sequence[Callable[[int], Request]], times: int) -> Timings:
    """Each client sends its `times` requests one after the other, all clients at once."""
    each: list[float] = []
    start = threading.Barrier(len(clients) + 1)
    threads = [
        threading.Thread(target=_client, args=(port, make, times, start, each)) for make in clients
    ]
    for thread in threads:
        thread.start()
    start.wait()
    begin = time.perf_counter()
    for thread in threads:
        thread.join()
    return Timings(tuple(each), time.perf_counter() - begin)


def _client(
    port: int,
    make: Callable[[int], Request],
    times: int,
    start: threading.Barrier,
    each: list[float],
) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.connect()
    start.wait()
    for number in range(times):
        request = make(number)
        begin = time.perf_counter()
        status = _send(connection, request)
        each.append(time.perf_counter() - begin)
        if status != request.expected:
            raise SystemExit(f"{request.method} {request.path} answered {status}")
    connection.close()


def _send(connection: HTTPConnection, request: Request) -> int:
    headers = {"Cookie": request.cookie, "Accept-Encoding": "gzip"}
    body = urlencode(request.form) if request.form is not None else None
    if body is not None:
        headers["Content-Type"] = FORM
    connection.request(request.method, request.path, body=body, headers=headers)
    response = connection.getresponse()
    response.read()
    return response.status
