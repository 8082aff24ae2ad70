"""Signing in and out. Flask-Login is known here only."""

import datetime as dt
from dataclasses import replace
from urllib.parse import urlsplit

from flask import Flask, g, session
from flask_login import AnonymousUserMixin, LoginManager, current_user, login_user, logout_user

from app.core import clock
from app.core.db import transaction
from app.people.viewer import Viewer
from app.signin import sessions
from app.web import kept

# The cookie is written again when it is older than this.
SEEN_EVERY = dt.timedelta(minutes=1)

login = LoginManager()


def init_app(app: Flask) -> None:
    login.init_app(app)
    # School addresses change under a pupil; the row of the session ends it instead.
    login.session_protection = ""
    login.user_loader(_viewer)


def _viewer(session_id: str) -> Viewer | None:
    return None if _has_been_silent() else sessions.viewer_of_session(session_id)


def _has_been_silent() -> bool:
    """Whether nobody has looked at a page for as long as this session allows."""
    allowed = session.get("silence")
    if allowed is None:
        return False
    now, seen = clock.now().timestamp(), session.get("seen", 0.0)
    if now - seen > allowed:
        return True
    if now - seen > SEEN_EVERY.total_seconds():
        session["seen"] = now
    return False


def open_session(person: Viewer, *, method: str, own_device: bool) -> None:
    """A new session: nothing of anybody else stays, only the person's own kept answer."""
    own = session.get("kept") if kept.kept_answer(person.id) else None
    _end_row()
    session.clear()
    if own:
        session["kept"] = own
    with transaction():
        session_id = sessions.open_session(person, method=method, own_device=own_device)
    silence = sessions.silence(person.role)
    if silence is not None:
        session["silence"], session["seen"] = silence.total_seconds(), clock.now().timestamp()
    session.permanent = own_device and silence is None
    login_user(replace(person, session_id=session_id))


def _end_row() -> None:
    """Of whoever was signed in here: every copy of the cookie opens nothing from now on."""
    session_id = getattr(current_user, "session_id", None)
    if session_id is not None:
        with transaction():
            sessions.end(session_id)


def forget_person() -> None:
    """For the rest of this request nobody is signed in, and nobody is looked up."""
    g._login_user = AnonymousUserMixin()  # where Flask-Login keeps the person of the request


def end_session() -> None:
    _end_row()
    logout_user()
    session.clear()


def safe_next(target: str | None) -> str | None:
    """Only paths of this site: a link must not lead a child elsewhere after signing in."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None
