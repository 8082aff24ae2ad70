"""An answer that met an ended session waits in the cookie until the same pupil signs in again."""

import datetime as dt
from typing import Any

from flask import current_app, request, session
from itsdangerous import BadSignature, URLSafeSerializer

from app.core import clock

# A cookie holds four kilobytes; answers to items are far smaller.
LONGEST_KEPT = 1500


def shown_token(pupil_id: int) -> str:
    """For an answer form: whose page it is and when it was shown, signed."""
    return _signer().dumps([pupil_id, clock.now().timestamp()])


def read_shown(token: str | None) -> tuple[int, dt.datetime] | None:
    """Pupil and time of a form's page, or None if the token is not ours."""
    try:
        pupil_id, seconds = _signer().loads(token or "")
        return int(pupil_id), dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (BadSignature, TypeError, ValueError):
        return None


def seconds_since_shown() -> float | None:
    shown = read_shown(request.form.get("shown"))
    return max(0.0, (clock.now() - shown[1]).total_seconds()) if shown else None


def keep_answer() -> bool:
    """Keeps the posted fields if they are an answer of a known pupil and small enough."""
    shown = read_shown(request.form.get("shown"))
    fields = [
        [name, value] for name, value in request.form.items(multi=True) if name != "csrf_token"
    ]
    if shown is None or sum(len(name) + len(value) for name, value in fields) > LONGEST_KEPT:
        return False
    session["kept"] = {"pupil": shown[0], "path": request.path, "fields": fields}
    return True


def kept_answer(pupil_id: int) -> dict[str, Any] | None:
    """The kept answer, only for the pupil who gave it."""
    kept = session.get("kept")
    return kept if kept and kept["pupil"] == pupil_id else None


def forget() -> None:
    session.pop("kept", None)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="shown")
