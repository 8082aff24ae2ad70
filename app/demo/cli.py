"""Commands of the demo school."""

from flask import Flask
from flask.cli import AppGroup

demo = AppGroup("demo", help="The demo school.")


def init_app(app: Flask) -> None:
    app.cli.add_command(demo)
