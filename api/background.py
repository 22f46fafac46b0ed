"""What nobody waits for on the line lets those go first who do."""

import os

from extractor.isolation.work import load_extraction

_NICER = 10


def load_in_background() -> None:
    """Load the extraction into a process that answers and other work are given precedence over.

    Where a system has no such thing (Windows) it works like any other.
    """
    if hasattr(os, "nice"):
        os.nice(_NICER)
    load_extraction()
