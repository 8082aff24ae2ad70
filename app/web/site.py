"""Settings as pages show them: those of the environment, and what was set on a page since."""

import time

from flask import current_app
from sqlalchemy.exc import OperationalError

from app.people.schools import site
from app.settings import Settings

# How long a change may take to reach the other processes.
FRESH_SECONDS = 30


def page_settings() -> Settings:
    """Tests look only when told to: a page's statements are counted there."""
    kept: tuple[float, Settings] | None = current_app.extensions.get("page_settings")
    if kept is None or (kept[0] < time.monotonic() and not current_app.testing):
        return look_again() if not current_app.testing else _of_environment()
    return kept[1]


def look_again() -> Settings:
    """Reads what pages have set. Without a database the environment's numbers are still shown."""
    try:
        changed = {name: value for name, value in site().items() if value}
        settings = _of_environment().model_copy(update=changed)
    except OperationalError:
        return _of_environment()
    current_app.extensions["page_settings"] = (time.monotonic() + FRESH_SECONDS, settings)
    return settings


def _of_environment() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
