"""The weekly look of those who oversee, and the trace that a refused attempt leaves."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.casework import access
from app.core import audit
from app.core.db import transaction
from app.people.access import NotFound
from app.people.roles import CASE_WORKERS
from app.reports import case_audit
from app.web import errors
from app.web.access import Permission, allow, signed_in, viewer
from app.web.specialist.blueprint import bp


@bp.get("/audit", endpoint="audit")
@allow(Permission.CASES_OVERSEE)
def audit_page() -> ResponseReturnValue:
    page = case_audit.audit_page(viewer(), request.args.get("page", 1, type=int))
    return render_template("specialist/audit.html", page=page, words=_words())


def _words() -> dict[str, str]:
    grave = {4: _("Urgent"), 3: _("Serious"), 2: _("Concern"), 1: _("Quiet word")}
    return {
        audit.Action.CASE_READ: _("Looked at it without owning it"),
        audit.Action.CASE_DENIED: _("Tried to open it and was refused"),
        audit.Action.CASE_PRINTED: _("Printed the chronology"),
        audit.Action.CASE_FILE_READ: _("Fetched a picture"),
        audit.Action.ROSTER_EXPORTED: _("Exported lists of the school"),
        audit.Action.COPY_FETCHED: _("Fetched a copy of personal data"),
        "letter-written": _("A message to a parent was written; it waits for the lead."),
        "letter-released": _("A message to a parent was released."),
        "letter-withdrawn": _("A message to a parent was withdrawn before it was sent."),
        "excluded": _("Somebody must not see it any more"),
        "stepped-aside": _("Stepped aside"),
        "brought-in": _("One more adult brought in"),
        "refer": _("Passed on outside the school"),
        "merge": _("Merged into another case"),
        **{f"severity-{n}": f"{_('Severity')}: {word}" for n, word in grave.items()},
    }


@bp.errorhandler(NotFound)
def not_found(error: Exception) -> ResponseReturnValue:
    """A case of others looks like one that is not there; that somebody tried is written down."""
    person, case_id = signed_in(), (request.view_args or {}).get("case_id")
    if person and person.role in CASE_WORKERS and isinstance(case_id, int):
        with transaction():
            if access.is_of_others(person, case_id):
                audit.record(
                    actor_id=person.id,
                    action=audit.Action.CASE_DENIED,
                    subject_type="case",
                    subject_id=case_id,
                )
    return errors.not_found(error)
