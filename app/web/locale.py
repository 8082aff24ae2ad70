"""The request's language: ?locale=, then the person's, then the cookie's, then the browser's."""

from flask import Flask, Response, g, request
from flask_babel import Babel

from app.core.db import transaction
from app.core.i18n import DEFAULT_LOCALE, LOCALES
from app.people.services import set_locale
from app.web.access import signed_in

COOKIE = "locale"
# Dates as the house writes English, money as Kazakhstan writes it in Russian.
TERRITORIES = {"en": "en_GB", "ru": "ru_KZ"}
A_YEAR = 365 * 24 * 3600

babel = Babel()


def init_app(app: Flask) -> None:
    babel.init_app(
        app,
        default_locale=DEFAULT_LOCALE,
        default_timezone="Asia/Almaty",
        default_translation_directories=str(app.root_path) + "/translations",
        locale_selector=lambda: TERRITORIES.get(pick_locale(), pick_locale()),
        timezone_selector=lambda: "Asia/Almaty",
    )
    app.before_request(_remember)
    app.after_request(_keep_cookie)


def pick_locale() -> str:
    if "locale" not in g:
        g.locale = _asked() or _persons() or _cookies() or _browsers() or DEFAULT_LOCALE
    return str(g.locale)


def _asked() -> str | None:
    return _known(request.args.get("locale"))


def _persons() -> str | None:
    person = signed_in()
    return _known(person.locale) if person else None


def _cookies() -> str | None:
    return _known(request.cookies.get(COOKIE))


def _browsers() -> str | None:
    return request.accept_languages.best_match(LOCALES)


def _known(locale: str | None) -> str | None:
    return locale if locale in LOCALES else None


def _remember() -> None:
    """A signed-in person's choice follows them to other devices."""
    asked, person = _asked(), signed_in()
    if asked and person and person.locale != asked:
        with transaction():
            set_locale(user_id=person.id, locale=asked)


def _keep_cookie(response: Response) -> Response:
    asked = _asked()
    if asked:
        response.set_cookie(COOKIE, asked, max_age=A_YEAR, samesite="Lax", httponly=True)
    return response
