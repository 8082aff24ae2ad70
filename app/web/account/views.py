"""Landing, notices, and an answer that waited for its pupil."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.db import transaction
from app.notices.services import mark_read
from app.people.access import NotFound
from app.people.roles import Role
from app.reports.week import shown_to
from app.web import kept
from app.web.access import Permission, allow, viewer
from app.web.account import factors, prove, rights, security
from app.web.account.blueprint import bp
from app.web.account.mail import notices_page

__all__ = ["bp", "factors", "prove", "rights", "security"]

LANDINGS = {
    Role.PUPIL: "pupil.home",
    Role.TEACHER: "teacher.home",
    Role.PARENT: "parent.home",
    Role.SCHOOL_ADMIN: "admin.home",
    Role.REGION_OFFICER: "region.home",
    Role.REGION_ADMIN: "region.home",
    Role.LAWYER: "account.notices",
    Role.AUTHOR: "author.items",
}


def landing(role: Role) -> str:
    return url_for(LANDINGS.get(role, "specialist.inbox"))


@bp.get("/")
@allow(Permission.SIGNED_IN)
def home() -> ResponseReturnValue:
    return redirect(landing(viewer().role), HTTPStatus.SEE_OTHER)


@bp.route("/notices", methods=["GET", "POST"])
@allow(Permission.SIGNED_IN)
def notices() -> ResponseReturnValue:
    """Reading is an act of its own: a page that is merely fetched marks nothing."""
    person = viewer()
    if request.method == "POST":
        with transaction():
            mark_read(recipient_id=person.id)
        return redirect(url_for("account.notices"), HTTPStatus.SEE_OTHER)
    return notices_page(person)


@bp.get("/shown-to-me")
@allow(Permission.SIGNED_IN)
def shown() -> ResponseReturnValue:
    """What children show to this adult of their own will."""
    person = viewer()
    if person.role is Role.PUPIL:
        raise NotFound
    return render_template("account/shown.html", children=shown_to(person))


@bp.get("/kept-answer")
@allow(Permission.LESSONS_TAKE)
def kept_answer() -> ResponseReturnValue:
    """The answer that met an ended session: shown once more, sent with its own key."""
    answer = kept.kept_answer(viewer().id)
    if answer is None:
        kept.forget()
        return redirect(url_for("account.home"), HTTPStatus.SEE_OTHER)
    return render_template("account/kept_answer.html", answer=answer)
