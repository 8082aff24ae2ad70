"""Guessing is slowed down, not locked. Who guesses waits; whom they guess at does not.

Minutes and hours are counted here, in memory or Redis, and nothing about addresses is ever kept on
disk. Days and totals of PINs and pictures are in signin.guesses. docs/decisions/0007 has the table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from flask import Response, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse_many

from app.core.db import transaction
from app.people.secrets import new_token, token_digest
from app.signin import guesses

limiter = Limiter(key_func=get_remote_address, default_limits=[])

PER_ADDRESS = "300 per minute"
# Codes on paper, eight letters: cannot be guessed at this rate, and a parents' evening shares an
# address, too.
WRONG_CODES = "200 per hour"

# Wrong secrets for one account, in one browser and (of browsers new to it) from one address.
IN_A_BROWSER = parse_many("5 per minute; 15 per 10 minutes; 40 per day")
AT_AN_ADDRESS = parse_many("15 per minute; 40 per 10 minutes")
# Long passwords: a bound for all new browsers together, against patience.
A_NAME = parse_many("60 per day")
# Of a million codes, three of which are right, thirty a day.
OF_A_SECOND_SECRET = parse_many("5 per minute; 15 per hour; 30 per day")
WHEN_TIRED = parse_many("3 per day")
# Class codes that do not exist: in a browser in which somebody has signed in before, and for all
# others of an address together. One code of 120,000 exists in a region of 300 schools.
CODES_IN_A_BROWSER = parse_many("10 per minute; 30 per hour")
CODES_AT_AN_ADDRESS = parse_many("20 per minute; 150 per hour")

Answer = TypeVar("Answer")
Buckets = list[tuple[RateLimitItem, str]]

DEVICE = "adal_device"
A_YEAR = 365 * 24 * 3600


def is_failure(response: Response) -> bool:
    """Only wrong codes count."""
    return response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def is_missing(response: Response) -> bool:
    """The same for codes that stand in an address."""
    return response.status_code == HTTPStatus.NOT_FOUND


def device() -> str:
    """The digest of this browser's random name. A new browser gets one; see keep_device."""
    if "device" not in g:
        token = request.cookies.get(DEVICE, "")
        g.device_token = token if len(token) == len(new_token()) else new_token()
        g.device = token_digest(g.device_token)
    return str(g.device)


def keep_device(response: Response) -> Response:
    """The name stays with a browser in which somebody has signed in."""
    if g.get("device_is_known"):
        response.set_cookie(
            DEVICE,
            g.device_token,
            max_age=A_YEAR,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure,
        )
    return response


@dataclass(frozen=True, slots=True)
class Account:
    """Whose secret is tried. A name that nobody has is slowed down like one that somebody has."""

    key: str
    user_id: int | None
    # PINs and pictures are short: their tries are counted in the database as well.
    is_short: bool = False
    # Behind another secret: no stranger comes here, so one count for all browsers is enough.
    is_second: bool = False
    is_tired: bool = False

    @classmethod
    def of_pupil(cls, user_id: int) -> "Account":
        return cls(f"pupil:{user_id}", user_id, is_short=True)

    @classmethod
    def of_name(cls, username: str, user_id: int | None) -> "Account":
        return cls(f"name:{token_digest(username.strip().casefold())}", user_id)

    @classmethod
    def of_secret(cls, kind: str, user_id: int, *, is_tired: bool = False) -> "Account":
        """A second secret of somebody who has signed in already. `is_tired`: of wrong tries."""
        return cls(f"{kind}:{user_id}", user_id, is_second=True, is_tired=is_tired)


class TooFast(Exception):
    """Wait a minute: this browser or this address has guessed too often."""


class Rests(Exception):
    """No try is left today, or at all: a card, the own device or the teacher opens it."""


def guarded(account: Account, check: Callable[[], Answer]) -> Answer:
    """Makes one try at a secret: counted before it is made, given back when it was right."""
    if not limiter.enabled:
        return check()
    is_known = account.user_id is not None and guesses.is_known(account.user_id, device())
    buckets = _buckets(account, is_known)
    _take_from(buckets)
    if account.is_short and not _take_one(account):
        raise Rests
    answer = check()
    if answer:
        _clear(buckets)
    return answer


def _buckets(account: Account, is_known: bool) -> Buckets:
    if account.is_second:
        items = WHEN_TIRED if account.is_tired else OF_A_SECOND_SECRET
        return [(item, account.key) for item in items]
    buckets = [(item, f"{account.key}/{device()}") for item in IN_A_BROWSER]
    if is_known:
        return buckets
    buckets += [(item, f"{account.key}@{get_remote_address()}") for item in AT_AN_ADDRESS]
    if not account.is_short:
        buckets += [(item, account.key) for item in A_NAME]
    return buckets


def _take_one(account: Account) -> bool:
    assert account.user_id is not None
    with transaction():
        return guesses.take_one(account.user_id, device())


def _take_from(buckets: Buckets) -> None:
    """What is refused costs nothing: who presses on does not wait the longer for it."""
    if not all(limiter.limiter.test(item, name) for item, name in buckets):
        raise TooFast
    hits = [limiter.limiter.hit(item, name) for item, name in buckets]
    if not all(hits):
        raise TooFast


def _clear(buckets: Buckets) -> None:
    for item, name in buckets:
        limiter.limiter.clear(item, name)


def remember_device(account: Account) -> None:
    """After a right secret. Call inside a transaction."""
    assert account.user_id is not None
    guesses.was_right(account.user_id, device(), counted=account.is_short and limiter.enabled)
    g.device_is_known = True


def unlock(account: Account) -> None:
    """Somebody who may has said that it is all right: the name is free again at once."""
    for item in A_NAME:
        limiter.limiter.clear(item, account.key)


def may_try_codes() -> bool:
    """Whether this browser may name one more class code."""
    return not limiter.enabled or all(limiter.limiter.test(item, name) for item, name in _codes())


def code_was_wrong() -> None:
    if limiter.enabled:
        for item, name in _codes():
            limiter.limiter.hit(item, name)


def _codes() -> Buckets:
    if guesses.is_anybodys(device()):
        return [(item, f"codes/{device()}") for item in CODES_IN_A_BROWSER]
    return [(item, f"codes@{get_remote_address()}") for item in CODES_AT_AN_ADDRESS]
