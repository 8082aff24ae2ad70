"""The one blueprint of teachers' pages; its routes live in the modules beside it."""

from flask import Blueprint

bp = Blueprint("teacher", __name__, url_prefix="/class")
