"""Limits and choices that a caller may set; passed down by argument, never read in the middle."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from extractor.errors import SettingsError

PREFIX = "TAIZHANG_"
SERVICE = frozenset(
    "DATA_DIR DATABASE_URL STORAGE_URL HOST PORT WORKERS MAX_UPLOAD_BYTES MAX_UPLOAD_FILES URL_INPUT"
    " MAX_COMPARED_NOTICES MAX_EXPORTED_NOTICES RATE_PER_MINUTE WEBHOOK_SECRET WEBHOOK_PRIVATE PUBLIC_URL".split()
)
"""Names that are the service's: on its machine they may stand beside those of the library."""
CLIENTS = frozenset({"URL", "KEY"})
"""Where clients find a service, and their key to it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes are in bytes unless the name says otherwise; every limit is greater than zero."""

    max_bytes: int = 100_000_000
    """The largest file that is opened."""
    max_unpacked_bytes: int = 200_000_000
    """What a packed file (DOCX, OFD) may unpack to, all its parts together."""
    max_parts: int = 5_000
    """How many parts (images, sheets of XML) a packed file may have."""
    max_ratio: int = 200
    """How many times its packed size a part of a package or a member of an archive may unpack to."""
    free_ratio_bytes: int = 8_000_000
    """Up to this size a part is no bomb, however well it was packed."""
    max_members: int = 1_000
    """How many files an archive of notices may hold."""
    max_pages: int = 2_000
    max_pixels: int = 80_000_000
    """The largest picture of one page that is unpacked for OCR (A4 at 900 dots an inch)."""
    max_characters: int = 5_000_000
    """The longest text that is taken for a notice."""
    office: bool = True
    """Whether LibreOffice, where it is installed, is asked about DOC files with lists or tables."""
    office_seconds: float = 20.0
    """How long LibreOffice may take for one document."""
    max_seconds: float = 120.0
    """How long a worker process may take for one document, pages read by OCR not counted."""
    max_page_seconds: float = 30.0
    """How much longer it may take for each page that is read by OCR."""
    max_memory: int = 2_000_000_000
    """How much memory a worker process may hold, what it starts counted with it."""
    documents_per_worker: int = 500
    """After so many documents a worker process makes room for a fresh one."""
    modules: tuple[str, ...] = ()
    """Modules that a worker process imports first; readers of your own register themselves there."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, _accepted(field.type)):
                raise SettingsError(
                    f"{field.name} is {value!r}, which is not {_called(field.type)}"
                )
            if isinstance(value, int | float) and not isinstance(value, bool) and not value > 0:
                raise SettingsError(f"{field.name} is {value}, and must be greater than zero")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """The settings given as `TAIZHANG_<NAME>`, the rest as they are by default.

        Raises SettingsError on a value that cannot be used and on a name that is no setting.

        >>> Settings.from_environment({"TAIZHANG_MAX_PAGES": "300"}).max_pages
        300
        """
        kinds = {PREFIX + field.name.upper(): field for field in fields(cls)}
        given: dict[str, Any] = {}
        for name, words in environment.items():
            if not name.startswith(PREFIX) or name.removeprefix(PREFIX) in SERVICE | CLIENTS:
                continue
            if name not in kinds:
                raise SettingsError(f"{name} is no setting; known are {', '.join(kinds)}")
            given[kinds[name].name] = _read(name, words, kinds[name].type)
        return cls(**given)


def _flag(words: str) -> bool:
    return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
        words.lower()
    ]


def _names(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in words.split(",") if name.strip())


# What a setting is called, which values it takes, and how it is read from words.
_KINDS: dict[Any, tuple[str, Any, Callable[[str], Any]]] = {
    int: ("a whole number", int, lambda words: int(words.replace("_", ""))),
    float: ("a number", int | float, float),
    bool: ("true or false", bool, _flag),
    tuple[str, ...]: ("a list of names", tuple, _names),
}


def _called(kind: Any) -> str:
    return _KINDS[kind][0]


def _accepted(kind: Any) -> Any:
    return _KINDS[kind][1]


def _read(name: str, words: str, kind: Any) -> Any:
    try:
        return _KINDS[kind][2](words.strip())
    except (ValueError, KeyError, OverflowError) as error:
        raise SettingsError(f"{name} is {words!r}, which is not {_called(kind)}") from error
