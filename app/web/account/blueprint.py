"""The one blueprint of everybody's own pages; its routes live in the modules beside it."""

from flask import Blueprint

bp = Blueprint("account", __name__)
