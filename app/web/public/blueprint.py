"""The one blueprint of pages before signing in; its routes live in the modules beside it."""

from flask import Blueprint

from app.web.limits import keep_device

bp = Blueprint("public", __name__)
bp.after_request(keep_device)
