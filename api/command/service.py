"""What the commands of the service have in common: its settings, its store, and what they lack."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from extractor.command.app import BAD_INPUT, complain
from extractor.errors import TaizhangError

if TYPE_CHECKING:
    from api.settings import ServiceSettings
    from api.store import Store

_INSTALL = "the service is not installed: pip install 'taizhang[service]'"


@contextmanager
def complaining() -> Iterator[None]:
    """Errors that are the user's to mend end the run with one line."""
    try:
        yield
    except TaizhangError as error:
        complain(error)
        raise typer.Exit(BAD_INPUT) from None
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in {"api", "extractor"}:
            raise
        complain(f"{_INSTALL} ({error.name} is missing)")
        raise typer.Exit(BAD_INPUT) from None


def settings_of_service() -> "ServiceSettings":
    """The settings of the service, from the environment."""
    from api.settings import ServiceSettings

    return ServiceSettings.from_environment(os.environ)


@contextmanager
def opened(settings: "ServiceSettings | None" = None) -> "Iterator[Store]":
    """The store, closed at the end; a database that cannot be reached is told in one line."""
    from api.store import Store, StoreUnavailable

    try:
        store = Store.open(settings or settings_of_service())
    except StoreUnavailable as error:
        complain(str(error))
        raise typer.Exit(BAD_INPUT) from None
    try:
        yield store
    finally:
        store.close()
