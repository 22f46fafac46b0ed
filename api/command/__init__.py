"""Commands of the service, added to those of the library; what they need is imported as they run."""

from api.command import key, mcp, serve, worker
from extractor.command import app

__all__ = ["app", "key", "mcp", "serve", "worker"]
