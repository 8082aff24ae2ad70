"""A person's own view of their data: who sees a child."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.people.roles import Role
from app.reports.administration import access_page
from app.web.access import Permission, allow, viewer
from app.web.account.blueprint import bp


@bp.get("/access/<int:pupil_id>")
@allow(Permission.SIGNED_IN)
def who_sees(pupil_id: int) -> ResponseReturnValue:
    """For everybody who sees the child: the same list, from the rules of access."""
    return render_template(
        "account/who_sees.html",
        page=access_page(viewer(), pupil_id),
        is_pupil=viewer().role is Role.PUPIL,
    )
