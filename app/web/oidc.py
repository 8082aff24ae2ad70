"""OpenID Connect with a school's provider: code flow with PKCE, state and nonce, by Authlib."""

from typing import Any
from urllib.parse import urlsplit

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

from app.signin.models import Provider

log = structlog.get_logger()

SECONDS = 8
# Signatures whose key the provider alone has: "none" and shared secrets are never taken.
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class DidNotWork(Exception):
    """The provider could not be asked, or what it said cannot be trusted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        log.warning("outside_sign_in_failed", reason=reason)


_TROUBLES = (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError, KeyError)


def is_allowed_issuer(address: str) -> bool:
    """https, so that nobody on the way can pretend to be the provider; or this machine."""
    parts = urlsplit(address)
    if parts.query or parts.fragment or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def leave(provider: Provider, back: str) -> ResponseReturnValue:
    """To the provider. What belongs to the answer (state, nonce, verifier) stays in the session."""
    try:
        answer: ResponseReturnValue = _client(provider).authorize_redirect(back)
    except _TROUBLES as error:
        raise DidNotWork(type(error).__name__) from error
    return answer


def come_back(provider: Provider) -> str:
    """The subject: who it is at the provider. Raises DidNotWork for whatever is wrong."""
    client = _client(provider)
    try:
        token = client.authorize_access_token(
            claims_options={
                "iss": {"essential": True, "value": client.server_metadata["issuer"]},
                "aud": {"essential": True, "value": provider.client_id},
                "sub": {"essential": True},
                "exp": {"essential": True},
            }
        )
        subject = token["userinfo"]["sub"]
    except _TROUBLES as error:
        raise DidNotWork(type(error).__name__) from error
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise DidNotWork("subject")
    return subject


def check(provider_issuer: str) -> None:
    """Whether a provider answers there and is what it says: asked before it is switched on."""
    try:
        _known(_app(provider_issuer, "", ""), provider_issuer)
    except _TROUBLES as error:
        raise DidNotWork(type(error).__name__) from error


def _client(provider: Provider) -> Any:
    client = _app(provider.issuer, provider.client_id, provider.client_secret)
    try:
        _known(client, provider.issuer)
    except _TROUBLES as error:
        raise DidNotWork(type(error).__name__) from error
    return client


def _app(issuer: str, client_id: str, client_secret: str) -> Any:
    return FlaskOAuth2App(
        framework=FlaskIntegration("outside"),
        name="outside",
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )


def _known(client: Any, issuer: str) -> None:
    """The provider's own description; it must name the issuer that the school has written down."""
    metadata = client.load_server_metadata()
    if metadata["issuer"].rstrip("/") != issuer.rstrip("/"):
        raise DidNotWork("issuer")
    offered = metadata.get("id_token_signing_alg_values_supported", ["RS256"])
    metadata["id_token_signing_alg_values_supported"] = [
        one for one in offered if one in SIGNATURES
    ]
