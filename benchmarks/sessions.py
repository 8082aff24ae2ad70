"""Cookies and tokens of people who have signed in, made with the school's own key."""

import hashlib

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from tests.people import lasting_session

RAW_TOKEN = hashlib.sha1(b"bench").hexdigest()


def cookie(app: Flask, user_id: int) -> str:
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    with app.app_context():
        session_id = lasting_session(user_id)
    values = {"_user_id": session_id, "_fresh": True, "csrf_token": RAW_TOKEN}
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(values)}"


def csrf_token(app: Flask) -> str:
    return str(URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(RAW_TOKEN))
