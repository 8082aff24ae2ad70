"""The programs that films are made with; they are not part of a school's server."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class ToolMissing(Exception):
    """The text is one sentence for whoever typed the command."""


def chromium() -> str:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    return found or _missing("chromium")


@contextmanager
def browser() -> Iterator["Browser"]:
    """Playwright is no part of a school's server, so it is imported when a film wants it."""
    program = chromium()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise ToolMissing(
            "Playwright is needed for this and missing; install it with: make venv-dev"
        ) from None
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


def ffmpeg() -> str:
    return shutil.which("ffmpeg") or _missing("ffmpeg")


def ffprobe() -> str:
    return shutil.which("ffprobe") or _missing("ffmpeg")


def _missing(package: str) -> str:
    raise ToolMissing(
        f"{package} is needed for this and missing; install it with: sudo apt-get install {package}"
    )
