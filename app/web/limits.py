"""Sign-in is throttled for each account, and generously for each address: schools share one."""

from flask import Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, default_limits=[])

PER_ACCOUNT = "10 per 10 minutes"
PER_ADDRESS = "300 per minute"
# Eight letters cannot be guessed at this rate, and a parents' evening shares an address, too.
WRONG_CODES = "200 per hour"


def typed_account() -> str:
    """The account that is tried, in one form however it is written: a name, or a pupil.

    What else the form says does not count, or every guess could be another account's.
    """
    if request.endpoint == "public.sign_in_pin":
        return f"pupil:{_row_id(request.form.get('pupil', ''))}"
    return f"name:{request.form.get('username', '').strip().casefold()[:80]}"


def _row_id(text: str) -> int:
    """As the form itself reads it."""
    try:
        return int(text)
    except ValueError:
        return 0


def is_failure(response: Response) -> bool:
    """Only wrong secrets count against an account."""
    return response.status_code == 422
