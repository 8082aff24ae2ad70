"""To come."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.web.access import Permission, allow

bp = Blueprint("pupil", __name__, url_prefix="/learn")


@bp.get("/")
@allow(Permission.LESSONS_TAKE)
def home() -> ResponseReturnValue:
    return "pupil"
