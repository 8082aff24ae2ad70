"""An answer that met an ended session waits until the same pupil signs in again.

It may be a child's words to an adult, of any length, and the phone may be one of many: the words
are kept encrypted on the server for a day; the cookie only holds where.
"""

import datetime as dt
import json
import uuid
from typing import Any

from flask import current_app, request, session
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import RequestEntityTooLarge

from app.core import clock
from app.core.db import transaction
from app.people import kept_forms


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
    """Keeps the posted fields if they are an answer of a known pupil."""
    fields = _posted()
    shown = read_shown(dict(fields).get("shown"))
    if shown is None:
        return False
    form = json.dumps({"path": request.path, "fields": fields}, ensure_ascii=False)
    with transaction():
        form_id = kept_forms.keep(owner_id=shown[0], form=form)
    if form_id is None:
        return False
    session["kept"] = {"pupil": shown[0], "form": str(form_id)}
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
    if kept.get("pupil") != pupil_id:
        return None
    form = kept_forms.find(owner_id=pupil_id, form_id=uuid.UUID(kept["form"]))
    return json.loads(form) if form else None


def forget() -> None:
    """It has been sent, or is not wanted any more."""
    kept = session.pop("kept", None)
    if kept is not None:
        with transaction():
            kept_forms.forget(owner_id=kept["pupil"], form_id=uuid.UUID(kept["form"]))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="shown")
