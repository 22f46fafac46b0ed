"""taizhang serve: the service in one process, its data in one folder."""

import dataclasses
import ipaddress
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from api.command.service import complaining, opened, settings_of_service
from extractor.command.app import BAD_INPUT, app, complain

if TYPE_CHECKING:
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
            _run(settings, store, _listening(settings.host, settings.port))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a listener on `host`.

    >>> [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "10.0.0.1")]
    [True, True, True, False, False]
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


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


def _listening(host: str, port: int) -> socket.socket:
    """A socket that waits for callers, so that a port in use is told before anything starts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        complain(f"cannot listen on {host}, port {port}: {error.strerror or error}")
        raise typer.Exit(BAD_INPUT) from None
    # asyncio leaves this to us: without, an answer in two parts waits 40 ms for the second.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _run(settings: "ServiceSettings", store: "Store", listener: socket.socket) -> None:
    import uvicorn

    from api.app import create_app

    at, port = listener.getsockname()[:2]
    where = f"[{at}]" if ":" in at else at
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(settings, store=store),
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=_PATIENCE,
        )
    )
    complain(f"http://{where}:{port} (stop with Ctrl-C)")
    server.run(sockets=[listener])
