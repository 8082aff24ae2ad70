"""The programs that films are made with; they are not part of a school's server."""

import shutil

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class ToolMissing(Exception):
    """The text is one sentence for whoever typed the command."""


def chromium() -> str:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    return found or _missing("chromium")


def ffmpeg() -> str:
    return shutil.which("ffmpeg") or _missing("ffmpeg")


def ffprobe() -> str:
    return shutil.which("ffprobe") or _missing("ffmpeg")


def _missing(package: str) -> str:
    raise ToolMissing(
        f"{package} is needed for this and missing; install it with: sudo apt-get install {package}"
    )
