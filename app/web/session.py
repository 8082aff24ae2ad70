"""Signing in and out. Flask-Login is known here only."""

import datetime as dt
from urllib.parse import urlsplit

from flask import Flask, g, session
from flask_login import AnonymousUserMixin, LoginManager, login_user, logout_user

from app.people.viewer import Viewer, viewer_of_session
from app.web import kept

OWN_DEVICE = dt.timedelta(days=30)

login = LoginManager()


def init_app(app: Flask) -> None:
    login.init_app(app)
    # School addresses change under a pupil; the epoch ends sessions instead.
    login.session_protection = ""
    login.user_loader(viewer_of_session)


def open_session(person: Viewer, *, own_device: bool) -> None:
    """A new session: nothing of anybody else stays, only the person's own kept answer."""
    own = session.get("kept") if kept.kept_answer(person.id) else None
    session.clear()
    if own:
        session["kept"] = own
    session.permanent = own_device
    login_user(person)


def forget_person() -> None:
    """For the rest of this request nobody is signed in, and nobody is looked up."""
    g._login_user = AnonymousUserMixin()  # where Flask-Login keeps the person of the request


def end_session() -> None:
    logout_user()
    session.clear()


def safe_next(target: str | None) -> str | None:
    """Only paths of this site: a link must not lead a child elsewhere after signing in."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None
