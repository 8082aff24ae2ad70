"""Takes a film of a clip: the player shows each moment, Chromium photographs it."""

import base64
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from app.content.captions import as_vtt
from app.scenes.film import FRAMES_A_SECOND, Film, Moment, film_of
from app.scenes.lab import develop, join
from app.scenes.studio import STATIC
from app.scenes.workshop import Script

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

# The layout is that of a projector; smaller films are the same picture in fewer dots.
WIDTH, HEIGHT = 1280, 720
Change = Literal["still", "act", "moves"]
REEL = 10 * FRAMES_A_SECOND
QUALITY = 92


class PlayerFailed(Exception):
    """The player has given up."""


@dataclass(frozen=True)
class Order:
    """Which film of which script, and where it goes."""

    script: Script
    locale: str
    height: int
    folder: Path
    # Where recorded lines are, by language.
    voices: Path = Path("audio")

    @property
    def file(self) -> Path:
        return self.folder / f"{self.script.scene.clip}.{self.locale}.{self.height}p.mp4"

    @property
    def captions(self) -> Path:
        return self.folder / f"{self.script.scene.clip}.{self.locale}.vtt"

    def voice(self, name: str) -> Path:
        """A recorded line of the script."""
        return self.voices / self.locale / f"{name}.mp3"

    @cached_property
    def reels(self) -> Path:
        """Another text or another drawing makes another film: old reels do not fit it. Asked
        once, so that a file saved in the middle does not lead away from the reels."""
        digest = hashlib.sha256(json.dumps(self.script.clip(), sort_keys=True).encode())
        for path in sorted([*(STATIC / "js" / "player").rglob("*.js"), *STATIC.rglob("*.css")]):
            digest.update(path.read_bytes())
        return self.folder / ".reels" / f"{self.file.stem}.{digest.hexdigest()[:12]}"


def shoot(
    browser: "Browser", address: str, order: Order, progress: Callable[[int, int], None]
) -> Film:
    """Film and captions into the order's folder. Called again after an interruption, it goes on
    with the first reel that is not whole. `progress` hears frames done and frames in all."""
    page = _open(browser, address, order)
    plan = page.evaluate("film.plan()")
    film = film_of(plan, band=order.script.band, locale=order.locale)
    order.reels.mkdir(parents=True, exist_ok=True)
    _shoot_reels(page, film, order, progress)
    page.close()
    voices = [(one.begins, order.voice(one.name)) for one in film.voices]
    join(sorted(order.reels.glob("*.mkv")), order.file, voices)
    order.captions.write_text(as_vtt(film.cues), "utf-8")
    shutil.rmtree(order.reels)
    return film


def _shoot_reels(
    page: "Page", film: Film, order: Order, progress: Callable[[int, int], None]
) -> None:
    moments = film.moments()
    camera = page.context.new_cdp_session(page)
    done = 0
    for number, part in enumerate(_reels_of(moments)):
        reel = order.reels / f"{number:04d}.mkv"
        if not reel.exists():
            counted = _counted(_pictures(page, camera, part), done, len(moments), progress)
            develop(counted, reel, order.height)
        done += len(part)
        progress(done, len(moments))


def _reels_of(moments: list[Moment]) -> Iterator[list[Moment]]:
    for start in range(0, len(moments), REEL):
        yield moments[start : start + REEL]


def _open(browser: "Browser", address: str, order: Order) -> "Page":
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=order.height / HEIGHT
    )
    page.goto(f"{address}/film/{order.locale}?capture=1")
    page.wait_for_selector("html[data-film]", state="attached")
    if page.locator("html[data-film=ready]").count() == 0:
        raise PlayerFailed("the player could not show this clip")
    return page


def _pictures(page: "Page", camera: "CDPSession", moments: list[Moment]) -> Iterator[bytes]:
    """What stays as it was is photographed once. Faces and hands are taken on twos, as in films
    drawn by hand; camera, steps and texts on ones."""
    shown, picture, is_stale = None, b"", True
    for number, moment in enumerate(moments):
        if moment != shown:
            change = _show(page, moment)
            is_stale = is_stale or change != "still"
            if is_stale and (change == "moves" or number % 2 == 0):
                picture, is_stale = _photograph(camera), False
        shown = moment
        yield picture


def _show(page: "Page", moment: Moment) -> Change:
    """What is different from the moment before."""
    arguments: list[Any] = [moment.kind, round(moment.position, 4), moment.ask]
    change: Change | None = page.evaluate("moment => film.show(...moment)", arguments)
    if change is None:
        raise PlayerFailed(f"the player gave up at second {moment.position:.1f}")
    return change


def _photograph(camera: "CDPSession") -> bytes:
    settings = {"format": "jpeg", "quality": QUALITY, "optimizeForSpeed": True}
    return base64.b64decode(camera.send("Page.captureScreenshot", settings)["data"])


def _counted(
    pictures: Iterator[bytes], done: int, total: int, progress: Callable[[int, int], None]
) -> Iterator[bytes]:
    for number, picture in enumerate(pictures, start=1):
        yield picture
        progress(done + number, total)
