"""What can go wrong with the store, each with a sentence for whoever asked."""

from extractor.errors import TaizhangError


class StoreError(TaizhangError):
    """Root of what the store raises on purpose."""


class StoreUnavailable(StoreError):
    """The database or the originals cannot be reached or written: gone, locked, disk full.

    Nothing of the transaction was kept; the same call may succeed later.
    """


class InvalidCursor(StoreError):
    """A cursor that this store did not make, made for another question, or too old."""


class InvalidFilter(StoreError):
    """A filter or a sort that cannot be understood; the message says which and why."""


class InvalidCorrection(StoreError):
    """A change that an obligation cannot take; the message names the field and why."""


class Conflict(StoreError):
    """Somebody else changed it first, or a key is used again for another request."""


class NotFound(StoreError):
    """This workspace has no such thing; whether another has one is not said."""
