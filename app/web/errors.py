"""One table from what went wrong to the page that says so."""

from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from flask import Flask, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.casework.workflow import MoveNotAllowed
from app.content.library import UnknownContent
from app.people.access import NotFound
from app.people.consents import UnknownPurpose
from app.web import kept
from app.web.access import ConsentNeeded, ProofNeeded, SignInNeeded
from app.web.session import forget_person, safe_next

log = structlog.get_logger()


class UnreadableInput(Exception):
    """Bytes that are not UTF-8, or characters that no text has."""


def init_app(app: Flask) -> None:
    app.register_error_handler(NotFound, not_found)
    app.register_error_handler(UnknownContent, not_found)
    app.register_error_handler(UnknownPurpose, not_found)
    app.register_error_handler(SignInNeeded, _sign_in_needed)
    app.register_error_handler(ConsentNeeded, _consent_needed)
    app.register_error_handler(ProofNeeded, _proof_needed)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(UnreadableInput, _unreadable)
    app.register_error_handler(MoveNotAllowed, _changed_elsewhere)
    app.register_error_handler(StaleDataError, _changed_elsewhere)
    app.register_error_handler(OperationalError, _database_is_away)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def error_page(status: int | str, code: int, **texts: str) -> ResponseReturnValue:
    return render_template("errors/error.html", status=status, number=g.request_id, **texts), code


def not_found(_error: Exception) -> ResponseReturnValue:
    return error_page(404, 404)


def _sign_in_needed(_error: Exception) -> ResponseReturnValue:
    """A page is found again after signing in; an answer is kept until then."""
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("public.sign_in", next=_here()), HTTPStatus.SEE_OTHER)
    is_kept = kept.keep_answer()
    way_back = url_for("public.sign_in", next=url_for("account.kept_answer") if is_kept else "")
    text = _("Your answer is kept. Sign in, and it will be sent.") if is_kept else ""
    return error_page("session", 401, sign_in_href=way_back, text=text)


def _proof_needed(error: ProofNeeded) -> ResponseReturnValue:
    """To the second factor, and back: to the page, or to the page with the button."""
    target = _here() if request.method in ("GET", "HEAD") else _page_before()
    return redirect(url_for("account.prove", need=error.kind, next=target), HTTPStatus.SEE_OTHER)


def _page_before() -> str:
    before = urlsplit(request.referrer or "")
    at_home = before.netloc == request.host
    return (safe_next(before.path) if at_home else None) or url_for("account.home")


def _consent_needed(_error: Exception) -> ResponseReturnValue:
    return redirect(url_for("pupil.agreement"), HTTPStatus.SEE_OTHER)


def _here() -> str:
    return request.full_path.rstrip("?")


def _form_expired(_error: Exception) -> ResponseReturnValue:
    session.pop("csrf_token", None)
    return error_page("session", 400, home_href=request.path)


def _unreadable(_error: Exception) -> ResponseReturnValue:
    return error_page(
        400, 400, text=_("The text could not be read. Type it again and send it once more.")
    )


def _changed_elsewhere(_error: Exception) -> ResponseReturnValue:
    return error_page(409, 409, text=_("Someone has changed this meanwhile. Check and save again."))


def _database_is_away(error: Exception) -> ResponseReturnValue:
    log.error("database_error", error=str(getattr(error, "orig", error)))
    forget_person()  # the page must not ask it for the person's language or notices
    return error_page(503 if request.method in ("GET", "HEAD") else "not-sent", 503)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    return error_page(404 if code == HTTPStatus.FORBIDDEN else code, 404 if code == 403 else code)


def _unexpected(error: Exception) -> ResponseReturnValue:
    log.error("unexpected_error", path=request.path, exc_info=error)
    return error_page(500, 500)
