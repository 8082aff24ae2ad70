"""How the items do: figures of first answers, for those who write and mend them."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.reports.items import item_page, items_page
from app.web.access import Permission, allow

bp = Blueprint("author", __name__, url_prefix="/authors")


@bp.get("/items")
@allow(Permission.CONTENT_WRITE)
def items() -> ResponseReturnValue:
    """Of one lesson, or what is worth a look in all of them."""
    return render_template("author/items.html", page=items_page(request.args.get("lesson")))


@bp.get("/items/<item_id>")
@allow(Permission.CONTENT_WRITE)
def item(item_id: str) -> ResponseReturnValue:
    return render_template("author/item.html", page=item_page(item_id))
