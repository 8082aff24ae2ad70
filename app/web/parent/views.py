"""To come."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.web.access import Permission, allow

bp = Blueprint("parent", __name__, url_prefix="/child")


@bp.get("/")
@allow(Permission.CHILDREN_SEE)
def home() -> ResponseReturnValue:
    return "parent"
