"""To come."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.web.access import Permission, allow

bp = Blueprint("specialist", __name__, url_prefix="/cases")


@bp.get("/")
@allow(Permission.CASES_WORK)
def inbox() -> ResponseReturnValue:
    return "specialist"
