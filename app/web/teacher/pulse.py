"""Asked by an open class page: has anything moved? Mostly the answer is no, and costs a line."""

from http import HTTPStatus

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.reports import pulse as pulses
from app.web.access import Permission, allow, viewer
from app.web.teacher.blueprint import bp


@bp.get("/<int:class_id>/pulse")
@allow(Permission.CLASSES_RUN)
def pulse(class_id: int) -> ResponseReturnValue:
    """304 while the class stands where the page shows it, else 204 with the new mark."""
    mark = pulses.of_visible_class(viewer(), class_id)
    is_known = request.if_none_match.contains_weak(mark)
    status = HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.NO_CONTENT
    response = Response(status=status, mimetype="text/plain")
    response.set_etag(mark)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    return response
