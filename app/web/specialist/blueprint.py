"""The one blueprint of specialists' pages; its routes live in the modules beside it."""

from flask import Blueprint

bp = Blueprint("specialist", __name__, url_prefix="/cases")
