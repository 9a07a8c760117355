"""One frozen Settings, read from the environment once; it refuses to start with a reason.

Without configuration: SQLite and a self-started Redis in `B24APP_DATA_DIR`, keys made there on first use. In production
nothing is made up: every secret must be given.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from b24app.errors import SettingsError
from b24app.model import Secret

AUTH_HOSTS = frozenset({"oauth.bitrix.info", "oauth.bitrix24.tech"})


def _words(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _secret(value: object) -> object:
    return Secret(value) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)]
Numbers = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_words)]
SecretText = Annotated[Secret, BeforeValidator(_secret)]


class Settings(BaseSettings):
    """Every setting of the app. Environment names are `B24APP_<NAME>`; `DATABASE_URL` and `REDIS_URL` stand bare."""

    model_config = SettingsConfigDict(
        env_prefix="B24APP_", frozen=True, extra="ignore", arbitrary_types_allowed=True, populate_by_name=True
    )

    environment: Literal["development", "production"] = Field(
        "development", description="`production` makes nothing up"
    )
    public_url: str = Field("http://127.0.0.1:8000", description="the address Bitrix24 reaches the app at")
    client_id: str = Field("", description="the app's OAuth client id, `app.…` or `local.…`")
    client_secret: SecretText = Field(Secret(""), description="its secret")
    encryption_keys: Words = Field(
        (), repr=False, description="`id:base64 of 32 bytes`, the first one writes, all read"
    )
    session_secret: SecretText = Field(Secret(""), description="signs the frame's bearer; 32 characters or more")
    database_url: str = Field(
        "", validation_alias="DATABASE_URL", repr=False, description="SQLAlchemy address of PostgreSQL"
    )
    redis_url: str = Field(
        "", validation_alias="REDIS_URL", repr=False, description="redis:// address, with its password"
    )
    data_dir: Path = Field(Path("var"), description="where SQLite, Redis and made keys live without configuration")
    simulator_urls: Words = Field((), description="exact origins of a simulated portal; refused in production")
    gemini_api_key: SecretText = Field(
        Secret(""), validation_alias="GEMINI_API_KEY", description="lets every portal read with Gemini"
    )
    gemini_model: str = Field("gemini-3.8-flash", min_length=1, description="which Gemini is asked")
    gemini_url: str = Field("", description="another address of Gemini's API; its own when empty")
    claude_api_key: SecretText = Field(
        Secret(""), validation_alias="ANTHROPIC_API_KEY", description="lets every portal read with Claude"
    )
    claude_model: str = Field("claude-sonnet-5-5", min_length=1, description="which Claude is asked")
    claude_url: str = Field("", description="another address of Claude's API; its own when empty")
    ai_order: Words = Field(
        ("gemini", "claude"), description="who is asked first, next, …, where a portal has not said so itself"
    )
    ai_timeout_s: float = Field(30, ge=1, le=60, description="patience with one answer; a description gets 60 s in all")
    ai_daily_calls: int = Field(300, ge=0, description="calls of providers a portal may cause in a day (UTC)")
    webhook_ports: Numbers = Field((80, 443, 8443), description="ports the webhook robot may call")
    fail_at: str = Field("", description="failpoint for fault tests; refused in production")

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("must be an address like https://composer.example.com")
        return value.rstrip("/")

    @field_validator("redis_url")
    @classmethod
    def _is_redis(cls, value: str) -> str:
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must be an address like redis://:password@127.0.0.1:6379/0")
        return value

    @field_validator("gemini_url", "claude_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc):
            raise ValueError("must be an address like https://proxy.example.com")
        return value.rstrip("/")

    @field_validator("ai_order")
    @classmethod
    def _names_providers(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = set(value) - {"gemini", "claude"}
        if unknown or len(set(value)) < len(value):
            raise ValueError("takes gemini and claude, each at most once; empty: only the built-in parser")
        return value

    @field_validator("simulator_urls")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for url in value:
            parts = urlsplit(url)
            more = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
            if parts.scheme not in {"http", "https"} or not parts.hostname or more:
                raise ValueError(f"{url} is not an origin like http://127.0.0.1:8700")
        return tuple(url.rstrip("/") for url in value)

    @model_validator(mode="after")
    def _production_is_complete(self) -> Self:
        if self.environment == "production":
            _refuse_what_production_must_not_have(self)
        return self

    @property
    def is_production(self) -> bool:
        """Whether nothing may be made up."""
        return self.environment == "production"

    def keys(self) -> dict[str, bytes]:
        """Encryption keys by id, the writing one first."""
        texts = self.encryption_keys or (_made(self.data_dir / "encryption.key", lambda: f"dev:{_random_key()}"),)
        keys = [_key(text) for text in texts]
        if len(dict(keys)) < len(keys):
            raise SettingsError("cannot start: two keys of B24APP_ENCRYPTION_KEYS have the same id")
        return dict(keys)

    def signing_secret(self) -> bytes:
        """What signs the frame's bearer."""
        given = self.session_secret.reveal()
        return (given or _made(self.data_dir / "session.key", lambda: secrets.token_urlsafe(48))).encode()


def load_settings(**given: object) -> Settings:
    """Settings from the environment, overridden by `given`. Raises SettingsError in plain words."""
    try:
        settings = Settings(**given)  # type: ignore[arg-type]  # names and values are checked by pydantic itself
        if settings.encryption_keys:
            settings.keys()
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, row['loc'])) or 'settings'}: {row['msg']}" for row in error.errors()]
        raise SettingsError("cannot start: " + "; ".join(lines)) from None
    return settings


def _refuse_what_production_must_not_have(settings: Settings) -> None:
    needed = ("client_id", "client_secret", "encryption_keys", "session_secret", "database_url", "redis_url")
    missing = [name.upper() for name in needed if not getattr(settings, name)]
    if missing:
        raise ValueError(f"production needs {', '.join(missing)}")
    if not settings.public_url.startswith("https://"):
        raise ValueError("production needs an https PUBLIC_URL: Bitrix24 frames nothing else")
    if settings.simulator_urls:
        raise ValueError("SIMULATOR_URLS is for development: it must be empty in production")
    if settings.fail_at:
        raise ValueError("FAIL_AT is for fault tests: it must be empty in production")
    if len(settings.session_secret.reveal()) < 32:  # noqa: PLR2004  # said in the message
        raise ValueError("SESSION_SECRET needs 32 characters or more")


def _key(text: str) -> tuple[str, bytes]:
    name, _, encoded = text.partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except ValueError:  # not base64, or not even ASCII
        key = b""
    if not name or len(key) != 32:  # noqa: PLR2004  # AES-256
        raise SettingsError("cannot start: B24APP_ENCRYPTION_KEYS takes `id:base64 of 32 bytes`, comma separated")
    return name, key


def _random_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _made(path: Path, make: Callable[[], str]) -> str:
    """What `path` holds; made whole on first use, readable by its owner only, the same for every process."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, made = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(make())
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
        Path(made).unlink()
    return path.read_text(encoding="ascii")
