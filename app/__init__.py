"""Adal Jol: youth legal literacy for schools. The parts are put together in `app.wiring`."""

from flask import Flask


def create_app(**overrides: object) -> Flask:
    """The application; overrides are fields of Settings, for tests and tools."""
    from app.wiring import build_app

    return build_app(**overrides)
