"""What a run may ask of the Hub, and as whom: command line first, then the environment as the Hub's own client reads it."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from licint.errors import UsageError
from licint.model import Noun
from licint.sources.addresses import read_hosts, split

_TRUE = ("1", "ON", "YES", "TRUE")
_TOKEN = re.compile(r"[\x21-\x7e]{1,4096}\Z")


class Token(str):
    """A secret: its repr hides it, so that no error or log shows it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'"


class HubOptions(TypedDict, total=False):
    """What a caller may say of how the Hub is asked; the environment says the rest. `time_limit` in seconds, for everything together."""

    endpoint: str | None
    token: str | None
    offline: bool
    cache_dir: Path | None
    refresh: bool
    resume: bool
    follow_links: bool
    thorough: bool
    time_limit: float


class Settings(Noun, frozen=True):
    """How one run reads the Hub. `time_limit` in seconds, for everything together."""

    endpoint: str
    token: Token | None = None
    offline: bool = False
    cache_dir: Path | None = None
    hub_cache: Path = Path()
    refresh: bool = False
    resume: bool = False
    follow_links: bool = False
    thorough: bool = False
    time_limit: float = 3600.0


def settings_from(
    environment: Mapping[str, str] = os.environ,
    *,
    endpoint: str | None = None,
    token: str | None = None,
    offline: bool = False,
    cache_dir: Path | None = None,
    refresh: bool = False,
    resume: bool = False,
    follow_links: bool = False,
    thorough: bool = False,
    time_limit: float = 3600.0,
) -> Settings:
    """The settings of a run. Raises UsageError for an endpoint or a token that cannot be one, and for what contradicts itself."""
    if refresh and resume:
        raise UsageError("to refresh is to ask again for everything, to resume is not to", "give one of them")
    home = _hub_home(environment)
    return Settings(
        endpoint=_endpoint(endpoint or environment.get("HF_ENDPOINT") or read_hosts().endpoint),
        token=_clean_token(token) if token else _stored_token(environment, home),
        offline=offline or any(environment.get(name, "").upper() in _TRUE for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")),
        cache_dir=cache_dir or _own_cache(environment),
        hub_cache=_expanded(environment.get("HF_HUB_CACHE") or environment.get("HUGGINGFACE_HUB_CACHE"), home / "hub"),
        refresh=refresh,
        resume=resume,
        follow_links=follow_links,
        thorough=thorough,
        time_limit=time_limit,
    )


def _hub_home(environment: Mapping[str, str]) -> Path:
    base = _expanded(environment.get("XDG_CACHE_HOME"), Path("~/.cache").expanduser())
    return _expanded(environment.get("HF_HOME"), base / "huggingface")


def _own_cache(environment: Mapping[str, str]) -> Path:
    if given := environment.get("LICINT_CACHE_DIR"):
        return Path(given).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("licint", appauthor=False) / "hub"


def _expanded(given: str | None, default: Path) -> Path:
    return Path(os.path.expandvars(given)).expanduser() if given else default


def _endpoint(written: str) -> str:
    parts = split(written.strip())
    if parts is None or parts.query or parts.fragment or parts.username is not None:
        raise UsageError("the endpoint is no http(s) address", "give one as in HF_ENDPOINT=https://hub.example.com")
    return written.strip().rstrip("/")


def _stored_token(environment: Mapping[str, str], home: Path) -> Token | None:
    if environment.get("HF_HUB_DISABLE_IMPLICIT_TOKEN", "").upper() in _TRUE:
        return None
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
        if given := environment.get(name, "").strip():
            return _clean_token(given)
    try:
        stored = _expanded(environment.get("HF_TOKEN_PATH"), home / "token").read_text(encoding="utf-8")[:10_000].strip()
    except (OSError, UnicodeDecodeError):
        return None
    return _clean_token(stored) if stored else None


def _clean_token(written: str) -> Token:
    token = re.sub(r"\s", "", written)
    if not _TOKEN.match(token):
        raise UsageError("the token holds characters that no token has", "copy it again from the Hub's settings (HF_TOKEN or --token)")
    return Token(token)
