"""The pages of a school's administrator share one blueprint; each room adds its own."""

from flask import Blueprint

bp = Blueprint("admin", __name__, url_prefix="/school")
