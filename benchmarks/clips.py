"""The clips: what they weigh, how smoothly they move on a slow phone and an old computer, how long
a poster and a playable clip take on a village line, and how long a film takes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.content import library
from benchmarks.bytes_on_the_wire import CHROMIUM
from benchmarks.figures import Figure, figure
from benchmarks.servers import ROOT, Server, serve
from benchmarks.sessions import cookie
from benchmarks.stage import Stage

# Player, rig and cast; then a place of 4 and a clip of 6.
PLAYER_LIMIT, FIRST_LIMIT, NEXT_LIMIT = 30.0, 40.0, 10.0
FRAMES_LIMIT = 24.0
POSTER_LIMIT, PLAYABLE_LIMIT = 1.5, 4.0
EXPORT_LIMIT = 2.5
LESSON, NEXT_LESSON = "L21", "L28"
WATCHED = 8.0
LINE = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}
COMPUTER = {"viewport": {"width": 1366, "height": 768}}


def clips(stage: Stage) -> Iterator[Figure]:
    with serve("wsgi:app", stage.environment) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        yield from _weights(browser, server, stage)
        yield from _waits(browser, server, stage)
        phone = _frames(browser, server, stage, PHONE, 4)
        computer = _frames(browser, server, stage, COMPUTER, 1)
        yield figure("clip.fps.phone", "1/s", [phone], [FRAMES_LIMIT])
        yield figure("clip.fps.pc", "1/s", [computer], [FRAMES_LIMIT])
        browser.close()
    yield figure("clip.export", "× length", [_export(stage)], [EXPORT_LIMIT])


@contextmanager
def _visit(
    browser: Browser, server: Server, stage: Stage, person: int | None = None, **more: object
) -> Iterator[Page]:
    """The window of a pupil (or of `person`) who has seen the site, but never a clip."""
    address = f"http://127.0.0.1:{server.port}"
    context: BrowserContext = browser.new_context(base_url=address, locale="kk", **more)  # type: ignore[arg-type]
    name, value = cookie(stage.app, person or stage.school.pupils[0]).split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    page.goto("/", wait_until="networkidle")
    yield page
    context.close()


def _step(lesson: str) -> str:
    steps = library.get().lesson(lesson).steps
    return next(one.id for one in steps if one.kind == "scene")


def _page() -> str:
    """The address of the clip for a pupil."""
    return f"/learn/lessons/{LESSON}/steps/{_step(LESSON)}"


def _weights(browser: Browser, server: Server, stage: Stage) -> Iterator[Figure]:
    """Kibibytes with headers of everything that a clip adds: code, style, places and words. A
    teacher may show any lesson to the class."""
    with _visit(browser, server, stage, stage.school.teacher) as page:
        first, following = (
            _weigh(page, f"/class/lessons/{lesson}/screen/{_step(lesson)}")
            for lesson in (LESSON, NEXT_LESSON)
        )
    yield figure("clip.first", "KiB", [first], [FIRST_LIMIT])
    yield figure("clip.next", "KiB", [following], [NEXT_LIMIT])


def _weigh(page: Page, path: str) -> float:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    ours: set[str] = set()
    sizes: list[float] = []

    def asked(event: dict) -> None:  # type: ignore[type-arg]
        if any(part in event["request"]["url"] for part in ("/player/", "clip.css", "scene.json")):
            ours.add(event["requestId"])

    def came(event: dict) -> None:  # type: ignore[type-arg]
        if event["requestId"] in ours:
            sizes.append(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", came)
    page.goto(path, wait_until="networkidle")
    session.detach()
    return sum(sizes) / 1024


def _waits(browser: Browser, server: Server, stage: Stage) -> Iterator[Figure]:
    """Seconds on a line of 400 kbit/s and 300 ms, from the click."""
    with _visit(browser, server, stage, **PHONE) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
        begin = time.perf_counter()
        page.goto(_page(), wait_until="commit")
        page.wait_for_function(
            "() => { const one = document.querySelector('.panel img, .clip-stage');"
            " return one && (one.complete ?? true) && one.getBoundingClientRect().height > 0 }"
        )
        poster = time.perf_counter() - begin
        page.wait_for_selector("[data-scene-state=ready]", state="attached")
        playable = time.perf_counter() - begin
    yield figure("clip.poster", "s", [poster], [POSTER_LIMIT])
    yield figure("clip.playable", "s", [playable], [PLAYABLE_LIMIT])


def _frames(
    browser: Browser, server: Server, stage: Stage, device: dict[str, object], slower: int
) -> float:
    """Frames a second while people talk, drawn by the processor."""
    with _visit(browser, server, stage, **device) as page:
        page.goto(_page())
        page.wait_for_selector("[data-scene-state=ready]", state="attached")
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.evaluate(
            "() => { const { clip } = document.querySelector('.clip'); const { render } = clip;"
            " window.frames_ = 0; clip.render = function () { window.frames_++;"
            " return render.call(this) }; clip.seek(4); clip.play(); }"
        )
        page.wait_for_timeout(1000)
        before, begin = page.evaluate("frames_"), time.perf_counter()
        page.wait_for_timeout(WATCHED * 1000)
        return (page.evaluate("frames_") - before) / (time.perf_counter() - begin)


def _export(stage: Stage) -> float:
    """How many times the length of the film its making takes, at 720p."""
    folder = stage.folder / "films"
    command = [sys.executable, "-m", "flask", "scene", "render", LESSON, "--height", "720"]
    begin = time.perf_counter()
    subprocess.run(
        [*command, "--out", str(folder)],
        cwd=ROOT,
        env={**os.environ, **stage.environment},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    took = time.perf_counter() - begin
    return took / _seconds_of(next(folder.glob("*.mp4")))


def _seconds_of(film: Path) -> float:
    command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"]
    done = subprocess.run([*command, str(film)], capture_output=True, text=True, check=True)
    return float(done.stdout)
