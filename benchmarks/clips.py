"""The clips: what they weigh, how smoothly they move on a slow phone and an old computer, how long
a poster and a playable clip take on a village line, and how long a film takes."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from app.content import library
from app.content.clips import clip_data
from app.content.decisions import without_key
from app.content.drawings import PLAYER, drawings, modules_of
from benchmarks.bytes_on_the_wire import CHROMIUM
from benchmarks.figures import Figure, figure
from benchmarks.servers import ROOT, Server, serve
from benchmarks.sessions import cookie
from benchmarks.stage import Stage

# What every clip loads before it can be played; the largest place with the parts that places share;
# the largest clip in three languages. Compressed, without headers.
PLAYER_LIMIT, PLACE_LIMIT, WORDS_LIMIT = 30.0, 4.0, 6.0
# Over the wire, headers and style too: what the line brings in 1.5 s, one turn of it taken off; for
# the next clip, a place and the clip.
FIRST_LIMIT, NEXT_LIMIT = (1.5 - 0.3) * 400_000 / 8 / 1024, 10.0
FRAMES_LIMIT = 24.0
# So that a frame fits into a 24th of a second on a processor that is four times slower.
FRAME_LIMIT = 10.0
POSTER_LIMIT, PLAYABLE_LIMIT = 1.5, 4.0
EXPORT_LIMIT = 2.5
# As the server compresses what it makes itself.
BROTLI_OF_PAGES = 5
LESSON, NEXT_LESSON = "L21", "L28"
# Asked for when the clip can be played already.
AFTER_READY = "/voice.js"
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
    yield from _sizes()
    with serve("wsgi:app", stage.environment) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        yield from _weights(browser, server, stage)
        yield from _waits(browser, server, stage)
        yield from _frames(browser, server, stage, "phone", PHONE, 4)
        yield from _frames(browser, server, stage, "pc", COMPUTER, 1)
        browser.close()
    yield figure("clip.export", "× length", [_export(stage)], [EXPORT_LIMIT])


def _sizes() -> Iterator[Figure]:
    """Kibibytes of bodies, compressed as the server sends them."""
    places = (f"places/{name}" for name in drawings().places)
    yield figure("clip.player", "KiB", [_kib(modules_of(["index", "clip"]))], [PLAYER_LIMIT])
    largest = max(_kib(modules_of([place])) for place in places)
    yield figure("clip.place", "KiB", [largest], [PLACE_LIMIT])
    yield figure("clip.words", "KiB", [max(_words())], [WORDS_LIMIT])


def _kib(modules: list[str]) -> float:
    return sum(len(brotli.compress((PLAYER / one).read_bytes())) for one in modules) / 1024


def _words() -> Iterator[float]:
    """Each clip as a pupil's browser gets it."""
    catalogue = library.get()
    for lesson_id, scene in catalogue.scenes.items():
        lesson = catalogue.lesson(lesson_id)
        topic = catalogue.themes[lesson.theme].title
        dilemma = catalogue.dilemmas.get(lesson_id)
        clip = without_key(clip_data(scene, band=lesson.band, topic=topic, dilemma=dilemma))
        body = json.dumps(clip, ensure_ascii=False, separators=(",", ":")).encode()
        yield len(brotli.compress(body, quality=BROTLI_OF_PAGES)) / 1024


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
    """Kibibytes with headers of everything that a clip adds before it can be played: code, style,
    places and words. A pupil's first clip; a teacher's next, who may show any lesson."""
    with _visit(browser, server, stage) as page:
        first = _weigh(page, _page())
    with _visit(browser, server, stage, stage.school.teacher) as page:
        _seen, following = (
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
        url = event["request"]["url"]
        is_ours = any(part in url for part in ("/player/", "clip.css", "scene.json"))
        if is_ours and not url.endswith(AFTER_READY):
            ours.add(event["requestId"])

    def came(event: dict) -> None:  # type: ignore[type-arg]
        if event["requestId"] in ours:
            sizes.append(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", came)
    page.goto(path)
    page.wait_for_selector("[data-scene-state=ready]", state="attached")
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
    browser: Browser,
    server: Server,
    stage: Stage,
    name: str,
    device: dict[str, object],
    slower: int,
) -> Iterator[Figure]:
    """Frames a second while people talk, drawn by the processor; and what a frame costs the main
    thread, which a busy machine changes less."""
    with _visit(browser, server, stage, **device) as page:
        page.goto(_page())
        page.wait_for_selector("[data-scene-state=ready]", state="attached")
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        page.evaluate(
            "() => { const { clip } = document.querySelector('.clip'); const { render } = clip;"
            " window.frames_ = 0; clip.render = function () { window.frames_++;"
            " return render.call(this) }; clip.seek(4); clip.play(); }"
        )
        _rate, busy = _watched(page, session)
        yield figure(f"clip.frame.{name}", "ms", [busy], [FRAME_LIMIT])
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        rate, _busy = _watched(page, session)
        yield figure(f"clip.fps.{name}", "1/s", [rate], [FRAMES_LIMIT])


def _watched(page: Page, session: CDPSession) -> tuple[float, float]:
    """Frames a second, and milliseconds of the main thread for each."""
    page.wait_for_timeout(1000)
    frames, busy, begin = page.evaluate("frames_"), _busy(session), time.perf_counter()
    page.wait_for_timeout(WATCHED * 1000)
    drawn = max(1, page.evaluate("frames_") - frames)
    spent = _busy(session) - busy
    return drawn / (time.perf_counter() - begin), 1000 * spent / drawn


def _busy(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(one["value"] for one in metrics if one["name"] == "TaskDuration")


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
