"""A browser page in which the scene rig draws. Chromium, because the rig draws for browsers."""

import mimetypes
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route, sync_playwright

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "app" / "static"
# Nothing listens there: every request is answered from the working tree.
STUDIO = "http://studio.test"


@contextmanager
def studio() -> Iterator[Page]:
    """`page.evaluate("studio.people()")` and its like, see studio.js."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.route(f"{STUDIO}/**", _serve)
        page.goto(f"{STUDIO}/tools/drawing/studio.html")
        page.wait_for_function("window.studio")
        yield page
        browser.close()


def names(folder: str) -> list[str]:
    """Places or props, by name."""
    return sorted(path.stem for path in (STATIC / "js" / "player" / folder).glob("*.js"))


def _serve(route: Route) -> None:
    file = (ROOT / urlsplit(route.request.url).path.lstrip("/")).resolve()
    if not file.is_relative_to(ROOT) or not file.is_file():
        route.fulfill(status=404)
        return
    kind = mimetypes.guess_type(file.name)[0] or "text/plain"
    route.fulfill(body=file.read_bytes(), content_type=kind)
