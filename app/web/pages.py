"""What pages ask of their address."""

from collections.abc import Callable
from typing import Any

from flask import request, url_for

LAST_PAGE = 10_000


def page_number() -> int:
    """Of ?page=; anything that is no page is the first one."""
    asked = request.args.get("page", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isdecimal() and len(asked) < 7 else 1


def page_link(endpoint: str, **values: Any) -> Callable[[int], str]:
    """The address of another page of the same search."""
    kept = {name: value for name, value in values.items() if value}
    return lambda page: url_for(endpoint, **kept, page=page)


def asked_year() -> int | None:
    """Of ?year=; anything that is no year asks for none."""
    asked = request.args.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else None
