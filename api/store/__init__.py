"""What the service keeps: notices and their rows, corrections, jobs, keys, and the files.

Models in, models out: no table and no statement leaves this room. Every function takes the
workspace first after the connection, and finds nothing outside it.
"""

from sqlalchemy import Connection

from api.store.errors import (
    Conflict,
    InvalidCorrection,
    InvalidCursor,
    InvalidFilter,
    NotFound,
    StoreError,
    StoreUnavailable,
)
from api.store.originals import Originals
from api.store.page import Page
from api.store.store import Store

__all__ = [
    "Conflict",
    "Connection",
    "InvalidCorrection",
    "InvalidCursor",
    "InvalidFilter",
    "NotFound",
    "Originals",
    "Page",
    "Store",
    "StoreError",
    "StoreUnavailable",
]
