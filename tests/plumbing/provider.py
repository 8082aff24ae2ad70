"""A real OpenID provider on this machine: code flow with PKCE, keys, and faults at will."""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, abort, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT_ID, CLIENT_SECRET = "adal-jol", "a-secret-of-the-provider"


class OpenIdProvider:
    """Whoever comes to /authorize is `subject`; `claims` overrides what the token says."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "of-this-run"})
        self.stranger = RSAKey.generate_key(2048, {"kid": "of-this-run"})
        self.subject = "gulnar-at-the-provider"
        self.claims: dict[str, Any] = {}
        self.signs_with = self.key
        self.refuses = False
        self.is_down = False
        self.says_issuer: str | None = None
        self.grants: dict[str, dict[str, str]] = {}
        self.server = make_server("127.0.0.1", 0, self._app(), threaded=True)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def _app(self) -> Flask:
        app = Flask("provider")
        app.before_request(self._maybe_down)
        app.get("/.well-known/openid-configuration")(self.describe)
        app.get("/keys")(self.keys)
        app.get("/authorize")(self.authorize)
        app.post("/token")(self.token)
        return app

    def _maybe_down(self) -> Response | None:
        if self.is_down:
            return Response("<html>down for repairs</html>", 503, mimetype="text/html")
        return None

    def describe(self) -> dict[str, Any]:
        return {
            "issuer": self.says_issuer or self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}

    def authorize(self) -> Any:
        asked = request.args.to_dict()
        if asked["client_id"] != CLIENT_ID or asked["code_challenge_method"] != "S256":
            abort(400)
        answer = {"state": asked["state"]}
        if self.refuses:
            answer["error"] = "access_denied"
        else:
            answer["code"] = secrets.token_urlsafe(16)
            self.grants[answer["code"]] = asked
        return redirect(f"{asked['redirect_uri']}?{urlencode(answer)}")

    def token(self) -> Any:
        sent = request.form.to_dict()
        asked = self.grants.pop(sent.get("code", ""), None)
        credentials = request.authorization
        is_client = credentials is not None and (
            credentials.username,
            credentials.password,
        ) == (CLIENT_ID, CLIENT_SECRET)
        if asked is None or not is_client or not self._is_same_browser(asked, sent):
            return {"error": "invalid_grant"}, 400
        return {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "id_token": self._id_token(asked),
        }

    def _is_same_browser(self, asked: dict[str, str], sent: dict[str, str]) -> bool:
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return (asked["code_challenge"], asked["redirect_uri"]) == (
            challenge,
            sent.get("redirect_uri"),
        )

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "email": "gulnar@example.kz",
            **self.claims,
        }
        known = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": "of-this-run"}, known, self.signs_with)


@contextmanager
def openid_provider() -> Iterator[OpenIdProvider]:
    provider = OpenIdProvider()
    thread = threading.Thread(target=provider.server.serve_forever, daemon=True)
    thread.start()
    yield provider
    provider.server.shutdown()
    provider.server.server_close()
    thread.join()
