"""An answer that met an ended session waits in the cookie until the same pupil signs in again.

It may be a child's words to an adult, and the phone may be one of many: it is encrypted.
"""

import datetime as dt
import json
import zlib
from typing import Any

from flask import current_app, request, session
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import RequestEntityTooLarge

from app.core import clock, crypto

# A cookie holds four kilobytes and grows by a third on its way; answers are far smaller.
LONGEST_KEPT = 2800


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
    fields = _posted()
    shown = read_shown(dict(fields).get("shown"))
    if shown is None:
        return False
    answer = json.dumps({"path": request.path, "fields": fields}, ensure_ascii=False)
    sealed = crypto.seal(zlib.compress(answer.encode()))
    if len(sealed) > LONGEST_KEPT:
        return False
    session["kept"] = {"pupil": shown[0], "sealed": sealed}
    return True


def _posted() -> list[tuple[str, str]]:
    """Nothing of what is too large to be read."""
    try:
        posted = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return []
    return [(name, value) for name, value in posted if name != "csrf_token"]


def kept_answer(pupil_id: int) -> dict[str, Any] | None:
    """The kept answer, only for the pupil who gave it."""
    kept = session.get("kept", {})
    sealed = kept.get("sealed", "") if kept.get("pupil") == pupil_id else ""
    answer = crypto.unseal(sealed)
    return json.loads(zlib.decompress(answer)) if answer else None


def forget() -> None:
    session.pop("kept", None)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="shown")
