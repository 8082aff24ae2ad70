"""Is this certificate genuine? Says the least that answers it, to anybody with the code."""

from http import HTTPStatus

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from app.reports.certificates import checked_page
from app.web.access import Permission, allow
from app.web.limits import PER_ADDRESS, WRONG_CODES, is_missing, limiter
from app.web.public.blueprint import bp


@bp.get("/certificate/<code>")
@allow(Permission.ANYONE)
@limiter.limit(PER_ADDRESS)
@limiter.limit(WRONG_CODES, deduct_when=is_missing)
def certificate(code: str) -> ResponseReturnValue:
    """There is a name on it: search engines are to leave it alone."""
    page = checked_page(code)
    status = HTTPStatus.OK if page else HTTPStatus.NOT_FOUND
    response = make_response(render_template("public/certificate.html", page=page), status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
