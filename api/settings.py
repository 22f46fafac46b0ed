"""What the service may be told through the environment; passed down by argument."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from extractor.errors import SettingsError
from extractor.settings import CLIENTS, PREFIX, Settings


def data_folder() -> Path:
    """Where this user's data belongs on this system, in a folder of our own."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "taizhang"


_ABOVE_ZERO = (
    *("max_upload_bytes", "max_upload_files", "max_compared_notices", "max_exported_notices"),
    "rate_per_minute",
)


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Each is read from `TAIZHANG_<NAME>`; sizes are in bytes."""

    data_dir: Path = field(default_factory=data_folder)
    database_url: str | None = None
    """PostgreSQL for a team; by default SQLite in the data folder."""
    storage_url: str | None = None
    """Where originals are kept, as fsspec writes it (`s3://bucket/folder`)."""
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    """How many processes extract at once; 0 leaves it to `taizhang worker`."""
    max_upload_bytes: int = 100_000_000
    """The largest request, all its files together."""
    max_upload_files: int = 200
    max_compared_notices: int = 200
    """How many notices are laid side by side at once."""
    max_exported_notices: int = 500
    """How many notices one export holds; lists stream any number of obligations."""
    url_input: bool = False
    """Whether a notice may be given by its address; private addresses are always refused."""
    rate_per_minute: int = 600
    """How many requests one key may make in a minute."""
    webhook_secret: str | None = None
    """What webhooks are signed with; without it none are sent."""
    webhook_private: bool = False
    """Whether webhooks may go to private addresses, for those who run both ends."""
    public_url: str | None = None
    """The address that people reach the service at, where it stands behind another server."""
    extraction: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        for name in _ABOVE_ZERO:
            if getattr(self, name) <= 0:
                raise SettingsError(f"{name} is {getattr(self, name)}; it must be above zero")
        for name in ("port", "workers"):
            if getattr(self, name) < 0:
                raise SettingsError(f"{name} is {getattr(self, name)}; it must not be below zero")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "ServiceSettings":
        """The settings given; names that limit the extraction go to `extraction`.

        Raises SettingsError on a value that cannot be used and on a name that is no setting.

        >>> ServiceSettings.from_environment({"TAIZHANG_PORT": "9000"}).port
        9000
        """
        kinds = {
            PREFIX + each.name.upper(): each for each in fields(cls) if each.name != "extraction"
        }
        given = {
            kinds[name].name: _read(name, words, kinds[name].type)
            for name, words in environment.items()
            if name in kinds
        }
        clients = {PREFIX + name for name in CLIENTS}
        rest = {
            name: words
            for name, words in environment.items()
            if name.startswith(PREFIX) and name not in kinds and name not in clients
        }
        return cls(**given, extraction=_extraction(rest, kinds))

    @property
    def database(self) -> str:
        """The address of the database as SQLAlchemy writes it."""
        if self.database_url:
            return self.database_url
        return f"sqlite:///{self.data_dir / 'taizhang.db'}"


def _extraction(environment: Mapping[str, str], own: Mapping[str, Any]) -> Settings:
    known = {PREFIX + each.name.upper() for each in fields(Settings)}
    for name in environment:
        if name not in known:
            every = ", ".join(sorted({*own, *known}))
            raise SettingsError(f"{name} is no setting; known are {every}")
    return Settings.from_environment(environment)


def _flag(words: str) -> bool:
    return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
        words.lower()
    ]


# What a setting is called and how it is read from words; an empty word is no value.
_KINDS: dict[Any, tuple[str, Callable[[str], Any]]] = {
    int: ("a whole number", lambda words: int(words.replace("_", ""))),
    bool: ("true or false", _flag),
    str: ("words", str),
    Path: ("a folder", lambda words: Path(words).expanduser().absolute()),
    str | None: ("words", lambda words: words or None),
}


def _read(name: str, words: str, kind: Any) -> Any:
    called, read = _KINDS[kind]
    try:
        return read(words.strip())
    except (ValueError, KeyError, OverflowError, RuntimeError) as error:
        raise SettingsError(f"{name} is {words!r}, which is not {called}") from error
