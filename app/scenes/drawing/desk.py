"""A browser page in which the scene rig draws. Chromium, because the rig draws for browsers."""

import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.content.drawings import drawings
from app.scenes import tools

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

APP = Path(__file__).parents[2]
STATIC = APP / "static"
# Nothing listens there: every request is answered from the files of the app.
DESK = "http://desk.test"


@contextmanager
def desk() -> Iterator["Page"]:
    """`page.evaluate("desk.bust('dana')")` and its like, see desk.js."""
    with tools.browser() as browser:
        page = browser.new_page()
        lay_out(page)
        yield page


def lay_out(page: "Page") -> None:
    page.route(f"{DESK}/**", _serve)
    page.goto(f"{DESK}/scenes/drawing/desk.html")
    page.wait_for_function("window.desk")


def _serve(route: "Route") -> None:
    if route.request.url.endswith("/cast.json"):
        route.fulfill(body=json.dumps(drawings().looks), content_type="application/json")
        return
    file = (APP / urlsplit(route.request.url).path.lstrip("/")).resolve()
    if not file.is_relative_to(APP) or not file.is_file():
        route.fulfill(status=404)
        return
    kind = mimetypes.guess_type(file.name)[0] or "text/plain"
    route.fulfill(body=file.read_bytes(), content_type=kind)
