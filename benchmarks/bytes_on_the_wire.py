"""What a pupil's first and next page weigh, as a browser fetches them."""

from collections.abc import Iterator

from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.figures import Figure, figure
from benchmarks.servers import serve
from benchmarks.sessions import cookie
from benchmarks.stage import Stage

FIRST_LIMIT, NEXT_LIMIT = 150.0, 40.0
CHROMIUM = {
    "executable_path": "/usr/bin/chromium",
    "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
}


def first_and_next(stage: Stage) -> Iterator[Figure]:
    """Kibibytes with headers, compressed; the limits are promises, not measurements."""
    with serve("wsgi:app", stage.environment) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", locale="kk")
        name, value = cookie(stage.app, stage.school.pupils[0]).split("=", 1)
        address = f"http://127.0.0.1:{server.port}"
        context.add_cookies([{"name": name, "value": value, "url": address}])
        first = _weigh(context, "/learn/")
        following = _weigh(context, "/learn/path")
        browser.close()
    yield figure("page.first", "KiB", [first], [FIRST_LIMIT])
    yield figure("page.next", "KiB", [following], [NEXT_LIMIT])


def _weigh(context: BrowserContext, path: str) -> float:
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    page.close()
    return sum(sizes) / 1024
