"""taizhang serve: the service in one process, its data in one folder."""

import dataclasses
import errno
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from api.addresses import is_loopback
from api.command.service import complaining, opened, settings_of_service
from extractor.command.app import BAD_INPUT, app, complain

if TYPE_CHECKING:
    from api.jobs import Jobs
    from api.settings import ServiceSettings
    from api.store import Store

_BACKLOG = 2048
# Seconds that answers under way are given when the service is told to end.
_PATIENCE = 10


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port; 0 takes a free one.")] = None,
    processes: Annotated[
        int | None,
        typer.Option("--workers", "-w", min=0, help="Files read at once; 0 leaves it to workers."),
    ] = None,
    notices: Annotated[
        list[str] | None,
        typer.Option("--load", metavar="PATH", help="Files or folders to read in first."),
    ] = None,
) -> None:
    """Start the service: uploads, queries, comparisons, over HTTP."""
    with complaining():
        settings = settings_of_service()
        settings = dataclasses.replace(
            settings,
            host=settings.host if host is None else host,
            port=settings.port if port is None else port,
            workers=settings.workers if processes is None else processes,
        )
        with opened(settings) as store:
            _locked_or_local(settings, store)
            fixed = port is not None or "TAIZHANG_PORT" in os.environ
            listener = _listening(settings.host, settings.port, fixed=fixed)
            _run(settings, store, listener, notices or [])


def _locked_or_local(settings: "ServiceSettings", store: "Store") -> None:
    if is_loopback(settings.host):
        return
    from api.store.keys import has_keys

    with store.read() as conn:
        locked = has_keys(conn)
    if not locked:
        complain(
            f"{settings.host} can be reached from other machines, and there is no key yet: "
            "make one with `taizhang key create`"
        )
        raise typer.Exit(BAD_INPUT)


def _listening(host: str, port: int, *, fixed: bool) -> socket.socket:
    """A socket that waits for callers, so that a port in use is told before anything starts.

    Where nobody asked for the port, another one does as well.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE and not fixed:
            complain(f"port {port} is in use; another one is taken")
            return _listening(host, 0, fixed=True)
        complain(f"cannot listen on {host}, port {port}: {error.strerror or error}")
        raise typer.Exit(BAD_INPUT) from None
    # asyncio leaves this to us: without, an answer in two parts waits 40 ms for the second.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _run(
    settings: "ServiceSettings", store: "Store", listener: socket.socket, notices: list[str]
) -> None:
    """Until Ctrl-C, or until told to end; both are no failure."""
    import uvicorn

    from api.app import create_app
    from api.warm import warmed

    class Server(uvicorn.Server):
        """One that is warm when it begins to answer."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            warmed()

    from api.jobs import Jobs

    # The server gives the signal on when it has ended: what is below is to end as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    jobs = Jobs.start(store, settings)
    try:
        with suppress(KeyboardInterrupt):
            _load(jobs, settings, notices)
            server = Server(
                uvicorn.Config(
                    create_app(settings, store=store, jobs=jobs),
                    log_config=None,
                    access_log=False,
                    timeout_graceful_shutdown=_PATIENCE,
                )
            )
            complain(f"{_address(listener)} (stop with Ctrl-C)")
            server.run(sockets=[listener])
    finally:
        jobs.close()


def _load(jobs: "Jobs", settings: "ServiceSettings", notices: list[str]) -> None:
    if not notices:
        return
    if settings.workers == 0:
        complain("notices can be loaded where files are read in this process: leave out `-w 0`")
        raise typer.Exit(BAD_INPUT)
    from api.command.loading import load

    load(jobs, notices, settings.extraction)


def _address(listener: socket.socket) -> str:
    at, port = listener.getsockname()[:2]
    return f"http://[{at}]:{port}" if ":" in at else f"http://{at}:{port}"
