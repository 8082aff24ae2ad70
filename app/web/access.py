"""Every view says who may use it; a view that says nothing is closed."""

from collections.abc import Callable
from enum import StrEnum
from typing import Literal, TypeVar

from flask import abort, current_app, request
from flask_login import current_user

from app.people.access import NotFound
from app.people.roles import WITH_SECOND_FACTOR, Role
from app.people.viewer import Viewer
from app.signin import sessions

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
    READINESS_SEE = "readiness:see"
    EVIDENCE_SEE = "evidence:see"
    SCHOOL_RUN = "school:run"
    REGION_SEE = "region:see"
    REGION_RUN = "region:run"
    QUESTIONS_ANSWER = "questions:answer"
    CONTENT_WRITE = "content:write"


_STAFF = {Permission.SIGNED_IN, Permission.CONCERNS_WRITE, Permission.CASES_WORK}

_ANSWERS_FOR_SCHOOL = {
    Permission.CASES_OVERSEE,
    Permission.READINESS_SEE,
    Permission.EVIDENCE_SEE,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PUPIL: frozenset({Permission.SIGNED_IN, Permission.LESSONS_TAKE, Permission.HELP_ASK}),
    Role.TEACHER: frozenset(_STAFF | {Permission.CLASSES_RUN, Permission.CLIMATE_SEE}),
    Role.PARENT: frozenset({Permission.SIGNED_IN, Permission.CHILDREN_SEE}),
    Role.PSYCHOLOGIST: frozenset(
        _STAFF | {Permission.WEEKS_READ, Permission.CLIMATE_SEE, Permission.READINESS_SEE}
    ),
    Role.LEAD: frozenset(_STAFF | _ANSWERS_FOR_SCHOOL | {Permission.CLIMATE_SEE}),
    Role.SOCIAL_PEDAGOGUE: frozenset(_STAFF),
    Role.DEPUTY: frozenset(_STAFF | _ANSWERS_FOR_SCHOOL),
    Role.HEAD: frozenset(_STAFF | _ANSWERS_FOR_SCHOOL),
    Role.SCHOOL_ADMIN: frozenset(
        {Permission.SIGNED_IN, Permission.SCHOOL_RUN, Permission.EVIDENCE_SEE}
    ),
    Role.REGION_OFFICER: frozenset({Permission.SIGNED_IN, Permission.REGION_SEE}),
    Role.REGION_ADMIN: frozenset(
        {Permission.SIGNED_IN, Permission.REGION_SEE, Permission.REGION_RUN}
    ),
    Role.LAWYER: frozenset({Permission.SIGNED_IN, Permission.QUESTIONS_ANSWER}),
    Role.AUTHOR: frozenset({Permission.SIGNED_IN, Permission.CONTENT_WRITE}),
}


class SignInNeeded(Exception):
    """Nobody is signed in, or not any more."""


# What shows children's words, or governs who sees what, opens only with a second factor.
BEHIND_FACTOR = frozenset(
    {
        Permission.CASES_WORK,
        Permission.CASES_OVERSEE,
        Permission.WEEKS_READ,
        Permission.SCHOOL_RUN,
        Permission.REGION_RUN,
    }
)


class ConsentNeeded(Exception):
    """Lessons wait for the parents. Help does not: it has a permission of its own."""


class ProofNeeded(Exception):
    """The cookie alone is not enough here: a second factor, or the secret once more."""

    def __init__(self, kind: Literal["factor", "confirm"]) -> None:
        super().__init__(kind)
        self.kind = kind


def allow(
    permission: Permission, *, before_factor: bool = False, confirmed: bool = False
) -> Callable[[View], View]:
    """`before_factor`: the pages on which the second factor itself is set up and shown.

    `confirmed`: a grave act, for which somebody must have proved within the last minutes who
    they are.
    """

    def mark(view: View) -> View:
        view.needs = permission  # type: ignore[attr-defined]
        view.before_factor = before_factor  # type: ignore[attr-defined]
        view.confirmed = confirmed  # type: ignore[attr-defined]
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
    view = current_app.view_functions[request.endpoint]
    needs = getattr(view, "needs", None)
    if needs is None:
        abort(403)
    if needs is Permission.ANYONE:
        return
    person = signed_in()
    if person is None:
        raise SignInNeeded
    if needs not in ROLE_PERMISSIONS[person.role]:
        raise NotFound
    if needs is Permission.LESSONS_TAKE and not person.may_learn:
        raise ConsentNeeded
    if not getattr(view, "before_factor", False):
        check_proofs(person, needs, confirmed=getattr(view, "confirmed", False))


def check_proofs(person: Viewer, needs: Permission, *, confirmed: bool = False) -> None:
    if not current_app.extensions["settings"].asks_second_factor:
        return
    is_behind = person.role in WITH_SECOND_FACTOR or needs in BEHIND_FACTOR
    if is_behind and not sessions.has_factor(person):
        raise ProofNeeded("factor")
    if confirmed and not sessions.is_confirmed(person):
        raise ProofNeeded("confirm")
