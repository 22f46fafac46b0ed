"""taizhang worker: reads what was uploaded to a service on this or another machine."""

import dataclasses
import signal
import threading
from typing import Annotated

import typer

from api.command.service import complaining, opened, settings_of_service
from extractor.command.app import app, complain


@app.command()
def worker(
    processes: Annotated[
        int | None,
        typer.Option("--workers", "-w", min=1, help="Files read at once; else as in settings."),
    ] = None,
) -> None:
    """Read uploaded files for a service that shares this database and storage."""
    with complaining():
        settings = settings_of_service()
        if processes is not None:
            settings = dataclasses.replace(settings, workers=processes)
        with opened(settings) as store:
            from api.jobs import Jobs

            over = threading.Event()
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: over.set())
            jobs = Jobs.start(store, settings)
            complain(f"reading {settings.workers} files at once; stop with Ctrl-C")
            over.wait()
            jobs.close()
