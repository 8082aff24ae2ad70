"""The pages of a parent share one blueprint; each room adds its own."""

from flask import Blueprint

bp = Blueprint("parent", __name__, url_prefix="/child")
