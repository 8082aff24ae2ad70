"""The composition root: the one module that knows every other."""

import hashlib
import logging
import os
import re
from pathlib import Path

import structlog
from flask import Flask
from flask_compress import Compress
from flask_login import current_user
from structlog.typing import EventDict
from werkzeug.local import LocalProxy
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from app import cli, jobs
from app.content import library
from app.content.files import ContentBroken
from app.core import crypto, events
from app.core.db import db, plain_types
from app.demo import cli as demo_cli
from app.evidence.events import RoundClosed
from app.interop.kundelik import client as kundelik_client
from app.interop.kundelik import pupils as kundelik_pupils
from app.interop.rosters import cli as rosters_cli
from app.interop.rosters.events import RosterToCheck, RosterToWrite
from app.learning.events import AttemptRecorded, QuizReleased
from app.notices.events import NoticesQueued
from app.people import secrets
from app.privacy.events import CopyAsked
from app.scenes import cli as scenes_cli
from app.settings import MIGRATIONS, ROOT, Settings, read_settings
from app.signin import sessions
from app.web import display, errors, headers, limits, locale, menus, requests, session, site
from app.web.account import views as account
from app.web.admin import rosters
from app.web.admin import views as admin
from app.web.author import views as author
from app.web.evidence import views as evidence
from app.web.health import bp as health
from app.web.overview import views as overview
from app.web.parent import views as parent
from app.web.public import views as public
from app.web.pupil import views as pupil
from app.web.region import views as region
from app.web.specialist import views as specialist
from app.web.teacher import views as teacher
from app.wellbeing.events import CheckedIn

STATIC = ROOT / "app" / "static"
FOREVER = 365 * 24 * 3600


def build_app(**overrides: object) -> Flask:
    settings = read_settings(**overrides)
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = Flask(
        "app",
        instance_path=str(settings.instance.resolve()),
        static_url_path=f"/static/{_tree_version(STATIC)}",
    )
    _configure(app, settings)
    _load_content(settings)
    _init_extensions(app, settings)
    _register_pages(app)
    _connect_events()
    jobs.serve(app)
    # For commands and health pages, which know neither jobs nor pages.
    app.extensions.update(queue=jobs.queue, sweep=jobs.sweep.call_local, landing=account.landing)
    cli.init_app(app)
    demo_cli.init_app(app)
    scenes_cli.init_app(app)
    rosters_cli.init_app(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.session_key(),
        SQLALCHEMY_DATABASE_URI=settings.database,
        # An error's text goes into the log: without the row that it is about.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME=f"adal_{settings.mode}",
        PERMANENT_SESSION_LIFETIME=sessions.OWN_DEVICE,
        RATELIMIT_STORAGE_URI=settings.limits_url,
        RATELIMIT_ENABLED=settings.mode != "test",
        TESTING=settings.mode == "test",
        TRAP_HTTP_EXCEPTIONS=False,
        COMPRESS_MIMETYPES=["text/html", "application/json"],
    )
    app.extensions["settings"] = settings
    crypto.use_keys(settings.text_keys())
    kundelik_pupils.configure(_kundelik(settings))
    secrets.use_cost(memory_kib=settings.hash_memory_kib, passes=settings.hash_passes)
    _configure_logs(settings)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    _serve_static(app)


def _kundelik(settings: Settings) -> kundelik_client.Config | None:
    if not settings.kundelik_client_id:
        return None
    return kundelik_client.Config(
        client_id=settings.kundelik_client_id,
        client_secret=settings.kundelik_client_secret,
        login_url=settings.kundelik_login_url,
        token_url=settings.kundelik_token_url,
        api_url=settings.kundelik_api_url,
    )


def _configure_logs(settings: Settings) -> None:
    """Static event names and fields; ids, never names or texts."""
    renderer = (
        structlog.processors.JSONRenderer()
        if settings.log_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            _leave_out_rows,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _leave_out_rows(_logger: object, _name: str, event: EventDict) -> EventDict:
    """PostgreSQL's DETAIL repeats the row that it refuses, names and all."""
    if "exception" in event:
        event["exception"] = re.sub(
            r"^DETAIL:.*$", "DETAIL: …", event["exception"], flags=re.MULTILINE
        )
    return event


def _serve_static(app: Flask) -> None:
    """Files under a path that names their content: kept for ever, and never stale."""
    noise = WhiteNoise(
        app.wsgi_app,
        max_age=FOREVER,
        immutable_file_test=lambda *_: True,
        # No other site needs them, and a line less in every answer.
        allow_all_origins=False,
    )
    noise.add_files(str(STATIC), prefix=(app.static_url_path or "").strip("/") + "/")
    app.wsgi_app = noise  # type: ignore[method-assign]


def _tree_version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".br", ".gz"):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _load_content(settings: Settings) -> None:
    try:
        library.install(
            library.load_or_last_good(
                settings.content_root,
                settings.catalogue_snapshot,
                keep_serving=settings.mode == "school" or scenes_cli.is_previewing(),
            )
        )
    except ContentBroken as broken:
        raise SystemExit(f"The content has errors:\n{broken}") from None


def _init_extensions(app: Flask, settings: Settings) -> None:
    db.init_app(app)
    _init_alembic(app)
    session.init_app(app)
    limits.limiter.init_app(app)
    requests.init_app(app)
    locale.init_app(app)
    errors.init_app(app)
    headers.init_app(app)
    display.init_app(app)
    # Levels up to 4 weigh more than gzip; from 5 on a tenth less, for a millisecond.
    app.config.setdefault("COMPRESS_BR_LEVEL", 5)
    Compress(app)
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.context_processor(lambda: _page_context(settings))


def _init_alembic(app: Flask) -> None:
    """At once for commands, for `flask db` is one; else on first use: servers need none of it,
    and it takes 10 MiB.
    """

    def load() -> object:
        from flask_migrate import Migrate

        Migrate(app, db, str(MIGRATIONS), render_as_batch=True, render_item=plain_types)
        return app.extensions["migrate"]

    app.extensions["migrate"] = LocalProxy(load)
    if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        load()


def _page_context(settings: Settings) -> dict[str, object]:
    return {
        "locale": locale.pick_locale(),
        "demo": settings.is_demo,
        "settings": site.page_settings(),
        "current_user": current_user,
        **menus.context(),
    }


def _register_pages(app: Flask) -> None:
    for bp in (
        health,
        public.bp,
        account.bp,
        pupil.bp,
        teacher.bp,
        parent.bp,
        specialist.bp,
        admin.bp,
        region.bp,
        evidence.bp,
        rosters.bp,
        author.bp,
        overview.bp,
    ):
        app.register_blueprint(bp)


def _connect_events() -> None:
    events.clear()
    events.on(AttemptRecorded, lambda event: jobs.evaluate_risk(event.pupil_id))
    events.on(QuizReleased, lambda event: jobs.settle_quiz(event.assignment_id))
    events.on(CheckedIn, lambda event: jobs.evaluate_moods(event.pupil_id))
    events.on(RosterToCheck, lambda event: jobs.check_roster(event.import_id))
    events.on(RosterToWrite, lambda event: jobs.write_roster(event.import_id))
    events.on(RoundClosed, lambda event: jobs.count_effects(event.round_id))
    events.on(CopyAsked, lambda event: jobs.make_copy(event.copy_id))
    events.on(NoticesQueued, lambda _event: jobs.deliver_notices())
