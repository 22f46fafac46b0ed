"""HEAD wherever there is GET: the same status and headers, and nothing of the body."""

from anyio import CancelScope
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Heads:
    """ASGI middleware; an answer without end is broken off after its headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer HEAD as GET would begin."""
        if scope.get("method") != "HEAD":
            await self._app(scope, receive, send)
            return
        asked = {**scope, "method": "GET"}
        with CancelScope() as answering:

            async def head(message: Message) -> None:
                if message["type"] == "http.response.start" and not answering.cancel_called:
                    await send(message)
                    await send({"type": "http.response.body", "body": b""})
                    answering.cancel()

            try:
                await self._app(asked, receive, head)
            finally:
                # Whoever stands outside asks which route it was.
                scope.update({name: asked[name] for name in ("route",) if name in asked})
