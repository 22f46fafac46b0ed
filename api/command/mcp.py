"""taizhang mcp: notices and obligations for assistants, over the standard streams."""

import os
from functools import partial
from typing import Annotated

import typer

from api.command.service import complaining, opened, settings_of_service
from extractor.command.app import app


@app.command()
def mcp(
    url: Annotated[
        str | None,
        typer.Option(help="A service that runs; without one the notices of this machine."),
    ] = None,
) -> None:
    """Answer an assistant that speaks the Model Context Protocol (stdio).

    With a URL the key to the service is read from TAIZHANG_KEY.
    """
    with complaining():
        from api.mcp.connections import elsewhere, here
        from api.mcp.server import server_over

        address = url or os.environ.get("TAIZHANG_URL")
        if address:
            server_over(partial(elsewhere, address, os.environ.get("TAIZHANG_KEY"))).run()
            return
        settings = settings_of_service()
        with opened(settings) as store:
            server_over(partial(here, settings, store)).run()
