"""The inbox. Cases and concerns have modules of their own."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.reports import anonymous as unnamed
from app.reports import case_lines
from app.web import words
from app.web.access import ROLE_PERMISSIONS, Permission, allow, viewer
from app.web.specialist import (
    anonymous,
    audit,
    case,
    concerns,
    files,
    handovers,
    letters,
    printing,
    readiness,
    weeks,
)
from app.web.specialist.blueprint import bp

__all__ = [
    "anonymous",
    "audit",
    "bp",
    "case",
    "concerns",
    "files",
    "handovers",
    "letters",
    "printing",
    "readiness",
    "weeks",
]


@bp.get("/")
@allow(Permission.CASES_WORK)
def inbox() -> ResponseReturnValue:
    """Teachers find here only what was addressed or granted to them."""
    person = viewer()
    page = case_lines.inbox(
        person,
        page=request.args.get("page", 1, type=int),
        oversees=Permission.CASES_OVERSEE in ROLE_PERMISSIONS[person.role],
    )
    return render_template(
        "specialist/inbox.html",
        page=page,
        unnamed=unnamed.waiting_for(person),
        topics=words.TOPICS,
        cards=words.CARDS,
        frequencies=words.FREQUENCIES,
        wishes=words.WISHES,
    )
