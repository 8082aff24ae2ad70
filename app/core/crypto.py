"""Texts of children and about children are encrypted before they reach the database."""

import hashlib
import hmac
from typing import Any

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

_fernet: MultiFernet | None = None
_newest = b""


def use_keys(keys: list[str]) -> None:
    """The first key encrypts, all of them decrypt: add a new one in front to rotate."""
    global _fernet, _newest
    _fernet = MultiFernet([Fernet(key) for key in keys])
    _newest = keys[0].encode()


def keyed_digest(purpose: str, text: str) -> bytes:
    """The same for the same text, and nothing that anybody without the key could work out."""
    _keys()
    return hmac.digest(_newest, f"{purpose}\0{text}".encode(), hashlib.sha256)


def new_key() -> str:
    return Fernet.generate_key().decode()


def seal(data: bytes) -> str:
    """For what leaves the server for a while and is for nobody else's eyes."""
    return _keys().encrypt(data).decode()


def unseal(token: str) -> bytes | None:
    """None for what is not ours, or was sealed with a key that is no more."""
    try:
        return _keys().decrypt(token)
    except InvalidToken:
        return None


def is_key(text: str) -> bool:
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


class EncryptedText(sa.TypeDecorator[str]):
    """A text that is readable only with the school's key; a backup alone tells nothing."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> Any:
        return None if value is None else _keys().encrypt(value.encode())

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> str | None:
        return None if value is None else _keys().decrypt(bytes(value)).decode()


def _keys() -> MultiFernet:
    if _fernet is None:
        raise RuntimeError("no encryption key is set")
    return _fernet
