"""The one blueprint of the region's pages; its routes live in the modules beside it."""

from flask import Blueprint

bp = Blueprint("region", __name__, url_prefix="/region")
