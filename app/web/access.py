"""Every view says who may use it; a view that says nothing is closed."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import abort, current_app, request
from flask_login import current_user

from app.people.access import NotFound
from app.people.roles import Role
from app.people.viewer import Viewer

View = TypeVar("View", bound=Callable[..., object])


class Permission(StrEnum):
    """`resource:action`. Which rows a permission reaches is decided in people.access."""

    ANYONE = "anyone"
    SIGNED_IN = "signed-in"
    LESSONS_TAKE = "lessons:take"
    HELP_ASK = "help:ask"
    CLASSES_RUN = "classes:run"
    CONCERNS_WRITE = "concerns:write"
    CHILDREN_SEE = "children:see"
    CASES_WORK = "cases:work"
    CASES_OVERSEE = "cases:oversee"
    WEEKS_READ = "weeks:read"
    CLIMATE_SEE = "climate:see"
    SCHOOL_RUN = "school:run"
    REGION_SEE = "region:see"
    QUESTIONS_ANSWER = "questions:answer"
    CONTENT_WRITE = "content:write"


_STAFF = {Permission.SIGNED_IN, Permission.CONCERNS_WRITE, Permission.CASES_WORK}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PUPIL: frozenset({Permission.SIGNED_IN, Permission.LESSONS_TAKE, Permission.HELP_ASK}),
    Role.TEACHER: frozenset(_STAFF | {Permission.CLASSES_RUN, Permission.CLIMATE_SEE}),
    Role.PARENT: frozenset({Permission.SIGNED_IN, Permission.CHILDREN_SEE}),
    Role.PSYCHOLOGIST: frozenset(_STAFF | {Permission.WEEKS_READ, Permission.CLIMATE_SEE}),
    Role.LEAD: frozenset(_STAFF | {Permission.CASES_OVERSEE, Permission.CLIMATE_SEE}),
    Role.SOCIAL_PEDAGOGUE: frozenset(_STAFF),
    Role.DEPUTY: frozenset(_STAFF | {Permission.CASES_OVERSEE}),
    Role.HEAD: frozenset(_STAFF | {Permission.CASES_OVERSEE}),
    Role.SCHOOL_ADMIN: frozenset({Permission.SIGNED_IN, Permission.SCHOOL_RUN}),
    Role.REGION_OFFICER: frozenset({Permission.SIGNED_IN, Permission.REGION_SEE}),
    Role.LAWYER: frozenset({Permission.SIGNED_IN, Permission.QUESTIONS_ANSWER}),
    Role.AUTHOR: frozenset({Permission.SIGNED_IN, Permission.CONTENT_WRITE}),
}


class SignInNeeded(Exception):
    """Nobody is signed in, or not any more."""


def allow(permission: Permission) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.needs = permission  # type: ignore[attr-defined]
        return view

    return mark


def signed_in() -> Viewer | None:
    """The signed-in person, if there is one. Flask-Login's proxy stays in this function."""
    person = current_user._get_current_object() if current_user else None
    return person if isinstance(person, Viewer) else None


def viewer() -> Viewer:
    """The signed-in person. Only for views that need a permission."""
    person = signed_in()
    assert person is not None
    return person


def check_access() -> None:
    """Runs before every view. What a role may not open looks like what does not exist."""
    if request.endpoint is None or request.endpoint == "static":
        return
    needs = getattr(current_app.view_functions[request.endpoint], "needs", None)
    if needs is None:
        abort(403)
    if needs is Permission.ANYONE:
        return
    person = signed_in()
    if person is None:
        raise SignInNeeded
    if needs not in ROLE_PERMISSIONS[person.role]:
        raise NotFound
