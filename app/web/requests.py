"""What happens around every request: an id, readable input, access, then the CSRF check."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes

import structlog
from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect
from werkzeug.routing import IntegerConverter, Map

from app.settings import is_loopback
from app.web.access import check_access
from app.web.errors import UnreadableInput

csrf = CSRFProtect()

View = TypeVar("View", bound=Callable[..., object])

LARGEST_FORM = 128 * 1024
LARGEST_ROW_ID = 2**31 - 1


def takes_files(largest: int) -> Callable[[View], View]:
    """The view is sent files, so large at most; every other form is a small one."""

    def mark(view: View) -> View:
        view.largest_body = largest  # type: ignore[attr-defined]
        return view

    return mark


class RowId(IntegerConverter):
    """`<int:…>` in an address: a number that no row can have is not found, not an error."""

    def __init__(self, map: Map, *args: Any, **limits: Any) -> None:  # noqa: A002
        super().__init__(map, *args, **{"max": LARGEST_ROW_ID, **limits})


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RowId
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        # Access is checked first, so that an ended session is named as what it is.
        WTF_CSRF_ENABLED=True,
        WTF_CSRF_CHECK_DEFAULT=False,
        # The token lives as long as the session: a slow reader's form does not expire.
        WTF_CSRF_TIME_LIMIT=None,
    )
    csrf.init_app(app)
    app.before_request(_begin)
    app.before_request(_stay_at_home)
    app.before_request(_check)
    app.after_request(_tell_number)


def _begin() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if (largest := getattr(view, "largest_body", None)) is not None:
        request.max_content_length = largest
    g.request_id = uuid.uuid4().hex[:12]
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _stay_at_home() -> ResponseReturnValue | None:
    """The demo's passwords are known to everybody: whichever server it runs under, only this
    machine is answered.
    """
    is_demo = current_app.extensions["settings"].is_demo
    if is_demo and not is_loopback(request.remote_addr or "localhost"):
        return "The demo school is for this machine only.\n", 403, {"Content-Type": "text/plain"}
    return None


def _check() -> None:
    check_access()
    if request.method == "POST":
        _refuse_unreadable()
        if current_app.config["WTF_CSRF_ENABLED"]:
            csrf.protect()


def _refuse_unreadable() -> None:
    """Werkzeug lets broken bytes through in one way or another; PostgreSQL refuses NUL."""
    refused = ["\0"]
    if request.mimetype == "application/x-www-form-urlencoded":
        _decode(request.get_data())
    else:
        refused.append("\N{REPLACEMENT CHARACTER}")  # what Werkzeug makes of such bytes
    for name, value in request.form.items(multi=True):
        if any(character in name + value for character in refused):
            raise UnreadableInput


def _decode(body: bytes) -> None:
    try:
        unquote_to_bytes(body).decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableInput from None


def _tell_number(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.get("request_id", "")
    return response
