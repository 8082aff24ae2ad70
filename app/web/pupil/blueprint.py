"""The one blueprint of pupils' pages; its routes live in the modules beside it."""

from flask import Blueprint

bp = Blueprint("pupil", __name__, url_prefix="/learn")
