"""To come."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.web.access import Permission, allow

bp = Blueprint("teacher", __name__, url_prefix="/class")


@bp.get("/")
@allow(Permission.CLASSES_RUN)
def home() -> ResponseReturnValue:
    return "teacher"
