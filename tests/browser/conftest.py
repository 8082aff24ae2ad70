"""Real pages in Chromium: `live` is the server, `visitor` opens a window for one person."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from app import create_app
from app.core.db import db, transaction
from app.people.models import User
from tests.people import lasting_session, make_world
from tests.plumbing.live import Live, live_server, migrated_database, settle

STATIC = Path(__file__).parents[2] / "app" / "static"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {
        "executable_path": shutil.which("chromium"),
        "args": list(QUIET),
    }


@pytest.fixture(scope="session", autouse=True)
def current_files() -> None:
    """Compressed copies that an earlier start has left beside changed files would be served."""
    for copy in (path for end in ("br", "gz") for path in STATIC.rglob(f"*.{end}")):
        if not copy.with_suffix("").exists() or _is_older(copy, copy.with_suffix("")):
            copy.unlink()


def _is_older(one: Path, other: Path) -> bool:
    return one.stat().st_mtime < other.stat().st_mtime


@pytest.fixture
def rolled_back() -> None:
    """The server commits to a file of its own: there is nothing to roll back."""
    return


@pytest.fixture(scope="session")
def prepared_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What each test starts from: a copy of this file."""
    return migrated_database(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def live(tmp_path: Path, prepared_database: Path) -> Iterator[Live]:
    database = shutil.copy(prepared_database, tmp_path / "live.db")
    with live_server(tmp_path, database) as live:
        yield live


@pytest.fixture(scope="session")
def demo_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo school and the secrets that belong to it."""
    folder = tmp_path_factory.mktemp("demo")
    file = migrated_database(folder).rename(folder / "demo.db")
    app = create_app(mode="test", instance=folder, database_url=f"sqlite:///{file}")
    said = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert said.exit_code == 0, said.output
    with app.app_context():
        settle(db.engine)
    return folder


@pytest.fixture
def visitor(
    live: Live, new_context: Callable[..., BrowserContext]
) -> Iterator[Callable[..., Page]]:
    """`visitor(locale="kk", width=390)`: a window with cookies of its own.

    What went wrong in any window without being seen fails the test at its end: a script error,
    something that the content policy blocked, a request to another host, a missing file.
    """
    troubles: list[str] = []

    def open_window(locale: str = "en", width: int = 390, **more: Any) -> Page:
        context = new_context(
            base_url=live.url, locale=locale, viewport={"width": width, "height": 844}, **more
        )
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
        page.on("console", lambda message: troubles.extend(_complaints(message)))
        page.on("response", lambda response: troubles.extend(_missing(response)))
        page.on("request", lambda request: troubles.extend(_strangers(request, live.url)))
        return page

    yield open_window
    assert troubles == []


def _complaints(message: ConsoleMessage) -> list[str]:
    # Chromium also reports every 404 and 422 here, and those can be what a test asked for.
    is_answer = message.text.startswith("Failed to load resource")
    return [f"console: {message.text}"] if message.type == "error" and not is_answer else []


def _missing(response: Response) -> list[str]:
    is_part = response.request.resource_type in ("stylesheet", "script", "image", "font", "media")
    return [f"{response.status}: {response.url}"] if is_part and response.status >= 400 else []


def _strangers(request: Request, home: str) -> list[str]:
    at_home = request.url.startswith((home, "data:", "blob:"))
    return [] if at_home else [f"outside request: {request.url}"]


@pytest.fixture
def check_accessible() -> Callable[[Page], None]:
    """Nothing that axe calls serious or critical may be on the page."""

    def check(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        grave = [each for each in found if each["impact"] in ("serious", "critical")]
        assert [_violation(each) for each in grave] == []

    return check


def _violation(found: dict[str, Any]) -> str:
    places = ", ".join(node["target"][0] for node in found["nodes"][:5])
    return f"{found['id']}: {found['help']}: {places}"


@pytest.fixture
def signed_in(live: Live) -> dict[str, str]:
    """The cookie of a pupil who has signed in."""
    with live.app.app_context():
        pupil_id = make_world().aigerim
        with transaction():
            db.session.get_one(User, pupil_id).locale = "en"
        session_id = lasting_session(pupil_id)
    signer = live.app.session_interface.get_signing_serializer(live.app)
    value = signer.dumps({"_user_id": session_id, "_fresh": True})
    return {"name": live.app.config["SESSION_COOKIE_NAME"], "value": value, "url": live.url}
