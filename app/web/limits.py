"""Sign-in is throttled for each account, and generously for each address: schools share one."""

from flask import Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, default_limits=[])

PER_ACCOUNT = "10 per 10 minutes"
PER_ADDRESS = "300 per minute"


def typed_account() -> str:
    """The account that is tried: a name, or a pupil of a class."""
    form = request.form
    if form.get("username"):
        return f"name:{form['username'].strip().casefold()[:80]}"
    return f"pupil:{form.get('pupil', '')[:20]}:{form.get('code', '')[:20]}"


def is_failure(response: Response) -> bool:
    """Only wrong secrets count against an account."""
    return response.status_code == 422
