"""Speaks to Kundelik: its sign-in, its errors, its pages of HTML where JSON was asked for.

The code grant is used: a token that a browser brings in an address could be anybody's. Tokens go
into one header, to one host, and are never written into a log or an address.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import requests
from pydantic import BaseModel

from app.interop.rosters.rows import BrokenFile, Fault

# What a list of pupils needs, and nothing of contacts, relatives, marks or messages.
SCOPE = "CommonInfo,EducationalInfo"
SECONDS = 20
TRIES = 3
LONGEST_PAUSE = 30
MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Config:
    client_id: str
    client_secret: str
    login_url: str
    token_url: str
    api_url: str


class Token(BaseModel):
    access: str
    refresh: str | None = None


def sign_in_url(config: Config, *, state: str, redirect_uri: str) -> str:
    query = {
        "response_type": "code",
        "client_id": config.client_id,
        "scope": SCOPE,
        "redirect_uri": redirect_uri,
        "state": state,
    }
    return f"{config.login_url}?{urlencode(query)}"


def exchange(config: Config, *, code: str, redirect_uri: str) -> Token:
    return _ask_token(config, grant_type="authorization_code", code=code, redirect_uri=redirect_uri)


def _ask_token(config: Config, **grant: str) -> Token:
    secrets = {"client_id": config.client_id, "client_secret": config.client_secret}
    try:
        answer = requests.post(
            config.token_url, json=secrets | grant, timeout=SECONDS, allow_redirects=False
        )
    except requests.RequestException:
        raise BrokenFile(Fault.SERVICE_DOWN) from None
    body = _json(answer)
    if answer.status_code != requests.codes.ok or not isinstance(body, dict):
        raise BrokenFile(Fault.SERVICE_REFUSES)
    access = body.get("accessToken") or body.get("access_token")
    if not isinstance(access, str):
        raise BrokenFile(Fault.SERVICE_REFUSES)
    return Token(access=access, refresh=body.get("refreshToken") or body.get("refresh_token"))


def _json(answer: requests.Response) -> Any:
    """Its outages are pages: whatever does not say that it is JSON is not believed to be."""
    if "json" not in answer.headers.get("Content-Type", "").casefold():
        raise BrokenFile(Fault.SERVICE_DOWN)
    try:
        return answer.json()
    except requests.JSONDecodeError:
        raise BrokenFile(Fault.SERVICE_DOWN) from None


class Client:
    """Reads, with one new token when the old one is refused, and pauses when asked to."""

    def __init__(
        self, config: Config, token: Token, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._config = config
        self._token = token
        self._pause = pause
        self._session = requests.Session()

    def get(self, path: str) -> Any:
        answer = self._answer(self._url(path))
        return _json(answer)

    def each(self, path: str) -> Iterator[Any]:
        """All members of a list; the next page, if there is one, stands in the Link header."""
        url: str | None = self._url(path)
        for _ in range(MOST_PAGES):
            if url is None:
                return
            answer = self._answer(url)
            body = _json(answer)
            if not isinstance(body, list):
                raise BrokenFile(Fault.SERVICE_DOWN)
            yield from body
            url = self._next(answer)
        raise BrokenFile(Fault.SERVICE_DOWN)

    def _url(self, path: str) -> str:
        return f"{self._config.api_url.rstrip('/')}/{path}"

    def _next(self, answer: requests.Response) -> str | None:
        """Only on the same host: the token goes along."""
        link = answer.links.get("next", {}).get("url")
        if link is None:
            return None
        url = urljoin(answer.url, link)
        if urlsplit(url)[:2] != urlsplit(self._config.api_url)[:2]:
            raise BrokenFile(Fault.SERVICE_DOWN)
        return url

    def _answer(self, url: str) -> requests.Response:
        for _ in range(TRIES):
            answer = self._ask(url)
            if answer.status_code == requests.codes.ok:
                return answer
            if answer.status_code == requests.codes.unauthorized:
                self._renew()
            elif answer.status_code == requests.codes.too_many_requests:
                self._pause(_seconds_to_wait(answer))
            else:
                raise BrokenFile(_fault(answer))
        slow = answer.status_code == requests.codes.too_many_requests
        raise BrokenFile(Fault.SERVICE_SLOW_DOWN if slow else Fault.SERVICE_REFUSES)

    def _ask(self, url: str) -> requests.Response:
        headers = {"Access-Token": self._token.access, "Accept": "application/json"}
        try:
            return self._session.get(url, headers=headers, timeout=SECONDS, allow_redirects=False)
        except requests.RequestException:
            raise BrokenFile(Fault.SERVICE_DOWN) from None

    def _renew(self) -> None:
        if self._token.refresh is None:
            raise BrokenFile(Fault.SERVICE_REFUSES)
        grant = {"grant_type": "refresh_token", "refresh_token": self._token.refresh}
        self._token = _ask_token(self._config, **grant)


def _seconds_to_wait(answer: requests.Response) -> float:
    asked = answer.headers.get("Retry-After", "")
    return float(min(int(asked), LONGEST_PAUSE)) if asked.isdecimal() else 2.0


def _fault(answer: requests.Response) -> Fault:
    """`{"type": "authorizationFailed", "description": …}`; the description is for nobody's page."""
    body = _json(answer)
    refused = isinstance(body, dict) and body.get("type") == "authorizationFailed"
    return Fault.SERVICE_REFUSES if refused else Fault.SERVICE_DOWN
