"""To come."""

from flask.typing import ResponseReturnValue

from app.web.access import Permission, allow
from app.web.pupil.blueprint import bp

__all__ = ["bp"]


@bp.get("/")
@allow(Permission.LESSONS_TAKE)
def home() -> ResponseReturnValue:
    return "pupil"
