"""What the tools work on: a service elsewhere, or the store of this machine."""

import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from api.app import create_app
from api.settings import ServiceSettings
from api.store import Store
from taizhang.client import AsyncClient

_HERE = "http://127.0.0.1"


@asynccontextmanager
async def elsewhere(url: str, key: str | None) -> AsyncIterator[AsyncClient]:
    """A service that runs, through its address."""
    async with AsyncClient(url, key) as client:
        yield client


@asynccontextmanager
async def here(settings: ServiceSettings, store: Store) -> AsyncIterator[AsyncClient]:
    """The store of this machine, whether or not a service runs on it; nothing is listened to."""
    app = create_app(dataclasses.replace(settings, host="127.0.0.1", workers=0), store=store)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with AsyncClient(_HERE, key="", transport=transport) as client:
            yield client
