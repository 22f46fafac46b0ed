"""The application that commands register with, and how it speaks of bad input."""

import os
import sys
from typing import Annotated

import typer

from extractor.errors import SettingsError
from extractor.settings import Settings

BAD_INPUT = 2
"""Exit code when at least one file could not be used."""

app = typer.Typer(
    name="taizhang",
    help="Chinese government notices in, grounded obligations out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def complain(sentence: object) -> None:
    """One line on the error stream."""
    line = " ".join(str(sentence).splitlines())
    sys.stderr.write(f"taizhang: {line}\n")


def say(text: str) -> None:
    """Text on the output stream, UTF-8 whatever the terminal believes."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def settings_given() -> Settings:
    """The limits of this run, from the environment; a value that cannot be used ends the run."""
    try:
        return Settings.from_environment(os.environ)
    except SettingsError as error:
        complain(error)
        raise typer.Exit(BAD_INPUT) from None


def _version(wanted: bool) -> None:
    if wanted:
        from extractor import __version__

        say(f"taizhang {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Chinese government notices in, grounded obligations out."""
