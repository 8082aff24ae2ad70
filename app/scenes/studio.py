"""A small server for this machine alone: the stage of one lesson, for a preview or for a camera."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, Response, abort, jsonify, render_template, send_from_directory
from flask.typing import ResponseReturnValue
from werkzeug.serving import BaseWSGIServer, make_server

from app.core.i18n import LOCALES
from app.scenes.workshop import Workshop
from app.web.headers import POLICY

PAGES = Path(__file__).parent / "pages"
STATIC = Path(__file__).parents[1] / "static"
HOST = "127.0.0.1"
OWN_FILES = ("preview.css", "preview.js", "film.js")


def studio(workshop: Workshop, words: dict[str, dict[str, str]]) -> Flask:
    """`words`: what the controls of the player say, by language."""
    app = Flask(__name__, template_folder=str(PAGES), static_folder=str(STATIC))

    @app.get("/")
    def preview() -> ResponseReturnValue:
        workshop.look()
        return render_template(
            "preview.html", workshop=workshop, locales=LOCALES, words=json.dumps(words)
        )

    @app.get("/film/<locale>")
    def film(locale: str) -> ResponseReturnValue:
        return render_template("film.html", locale=locale, words=json.dumps(words))

    @app.get("/scene.json")
    def scene() -> ResponseReturnValue:
        if workshop.script is None:
            abort(404)
        return jsonify(workshop.script.clip())

    @app.get("/stamp")
    def stamp() -> ResponseReturnValue:
        return jsonify(workshop.stamp)

    _serve_files(app, workshop)
    app.after_request(_guard)
    return app


def _serve_files(app: Flask, workshop: Workshop) -> None:
    @app.get("/pages/<name>")
    def page_file(name: str) -> ResponseReturnValue:
        return send_from_directory(PAGES, name) if name in OWN_FILES else abort(404)

    @app.get("/audio/<locale>/<line>.mp3")
    def audio(locale: str, line: str) -> ResponseReturnValue:
        folder = workshop.root.resolve() / workshop.folder / "audio"
        return send_from_directory(folder, f"{locale}/{line}.mp3")


def _guard(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store"
    return response


def server_of(app: Flask, port: int = 0) -> BaseWSGIServer:
    """Listens on this machine only; port 0 takes any that is free."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    return make_server(HOST, port, app, threaded=True)


@contextmanager
def running(app: Flask) -> Iterator[str]:
    """The address of the studio while the block lasts."""
    server = server_of(app)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
