"""One frozen Settings from the environment. A wrong value stops the start with a clear message."""

import datetime as dt
import ipaddress
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.core.crypto import is_key, new_key
from app.people.secrets import MEMORY_KIB, PASSES

ROOT = Path(__file__).parent.parent
MIGRATIONS = ROOT / "migrations"


class WrongSettings(SystemExit):
    """Stops the start; the message is one sentence for each wrong value."""


class Settings(BaseSettings):
    """Everything that differs between a demo, a school and a region. See docs/operations.md.

    Each field is read from the variable of the same name with the prefix ADAL_; secrets also
    from a file named by ADAL_SECRET_KEY_FILE and ADAL_ENCRYPTION_KEYS_FILE.
    """

    model_config = SettingsConfigDict(env_prefix="ADAL_", frozen=True, extra="ignore")

    mode: Literal["demo", "school", "test"] = "demo"
    instance: Path = ROOT / "instance"
    content_root: Path = ROOT
    # Where the server listens; a demo only on this machine.
    host: str = Field(default="127.0.0.1", validation_alias="HOST")
    port: int = Field(default=8000, ge=0, le=65535, validation_alias="PORT")
    # Empty: an SQLite file in the instance folder.
    database_url: str = ""
    # Empty: an SQLite queue beside the database; "memory:" in tests; or redis://…
    queue_url: str = ""
    # Where sign-in attempts are counted: memory for one process, redis://… for many.
    limits_url: str = "memory://"
    secret_key: str = ""
    secret_key_file: Path | None = None
    encryption_keys: str = ""
    encryption_keys_file: Path | None = None
    # Set it when the school is served over https (behind nginx): cookies then insist on it.
    https: bool = False
    proxies: int = Field(default=0, ge=0, le=3)
    weather_url: str = "https://www.kazhydromet.kz/"
    # Emergency and help numbers, shown with the day on which they were last checked.
    helpline_child: str = "111"
    helpline_emergency: str = "112"
    helpline_police: str = "102"
    helplines_checked_on: dt.date = dt.date(2026, 11, 22)
    # Mails to adults: smtp://user:password@host:587 or smtps://…; empty: there are none.
    smtp_url: str = ""
    mail_from: str = "adal-jol@localhost"
    # Where people sign in, for the link in a mail.
    public_url: str = ""
    log_json: bool = False
    # What one sign-in costs: more is safer if the database is stolen, slower on a peak morning.
    hash_memory_kib: int = Field(default=MEMORY_KIB, ge=7_168, le=1_048_576)
    hash_passes: int = Field(default=PASSES, ge=1, le=20)
    # Demo and tests only: nobody is asked for a second factor.
    waive_second_factor: bool = False

    # Lists of pupils from Kundelik: off until a contract gives an id and a secret.
    kundelik_client_id: str = ""
    kundelik_client_secret: str = ""
    kundelik_login_url: str = "https://login.kundelik.kz/oauth2"
    kundelik_token_url: str = "https://api.kundelik.kz/v2/authorizations"  # noqa: S105
    kundelik_api_url: str = "https://api.kundelik.kz/v2"

    @model_validator(mode="after")
    def _keeps_the_demo_at_home(self) -> Self:
        if self.mode == "demo" and not is_loopback(self.host):
            raise ValueError(
                f"the demo school is for this machine only: HOST={self.host} is a public address"
            )
        return self

    @model_validator(mode="after")
    def _keeps_the_second_factor(self) -> Self:
        if self.mode == "school" and self.waive_second_factor:
            raise ValueError("a school's staff needs a second factor: WAIVE_SECOND_FACTOR is on")
        return self

    @property
    def asks_second_factor(self) -> bool:
        return not (self.is_demo or self.waive_second_factor)

    @property
    def is_demo(self) -> bool:
        return self.mode == "demo"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.instance / f'{self.mode}.db'}"

    @property
    def queue(self) -> str:
        if self.mode == "test":
            return self.queue_url or "memory:"
        return self.queue_url or f"sqlite:{self.instance / f'{self.mode}-jobs.db'}"

    @property
    def is_embedded(self) -> bool:
        """One process serves pages and runs jobs; a region has workers of their own."""
        return self.queue.startswith("sqlite:")

    @property
    def catalogue_snapshot(self) -> Path:
        return self.instance / "catalogue.json"

    def session_key(self) -> str:
        return self._secret(self.secret_key, self.secret_key_file, "secret-key", _new_secret)

    def text_keys(self) -> list[str]:
        keys = self._secret(
            self.encryption_keys, self.encryption_keys_file, "encryption-keys", new_key
        )
        found = [key.strip() for key in keys.replace("\n", ",").split(",") if key.strip()]
        if not all(map(is_key, found)):
            raise WrongSettings("Settings: ENCRYPTION_KEYS: a key is 32 bytes in url-safe base64")
        return found

    def _secret(self, value: str, file: Path | None, name: str, make: Callable[[], str]) -> str:
        """From the environment, from a named file, or made once and kept in the instance folder."""
        if value:
            return value
        if file is None:
            file = self.instance / f"{self.mode}-{name}"
            _keep_secret(file, make)
        return _read_secret(file)


def _keep_secret(path: Path, make: Callable[[], str]) -> None:
    """Whole or not at all: of two starts at once one makes it, and a crash leaves no half."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    fresh.touch(mode=0o600)
    fresh.write_text(make(), "utf-8")
    with suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()


def _read_secret(path: Path) -> str:
    try:
        secret = path.read_text("utf-8").strip()
    except OSError as error:
        raise WrongSettings(f"Settings: {path}: cannot be read: {error.strerror}") from None
    if not secret:
        raise WrongSettings(
            f"Settings: {path}: is empty: put the secret back, or remove the file of a new school"
        )
    return secret


def _new_secret() -> str:
    return secrets.token_urlsafe(48)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
        return (getattr(address, "ipv4_mapped", None) or address).is_loopback
    except ValueError:
        return False


def read_settings(**overrides: object) -> Settings:
    """Settings of the environment, with overrides by field name for tests and tools."""
    try:
        return Settings(**{_ALIASES.get(name, name): value for name, value in overrides.items()})  # type: ignore[arg-type]
    except ValidationError as error:
        raise WrongSettings("\n".join(_sentence(dict(one)) for one in error.errors())) from None


_ALIASES = {"host": "HOST", "port": "PORT"}


def _sentence(error: dict[str, object]) -> str:
    name = "_".join(str(part) for part in error["loc"]).upper()  # type: ignore[attr-defined]
    text = str(error["msg"]).removeprefix("Value error, ")
    return f"Settings: {name}: {text}" if name else f"Settings: {text}"
