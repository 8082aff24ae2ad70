"""To come."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.web.access import Permission, allow

bp = Blueprint("admin", __name__, url_prefix="/school")


@bp.get("/")
@allow(Permission.SCHOOL_RUN)
def home() -> ResponseReturnValue:
    return "admin"
