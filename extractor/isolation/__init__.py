"""Files from strangers: each is read in a process that is under watch and may be ended."""

from extractor.isolation.guard import guarded
from extractor.isolation.workers import Workers, extract_isolated

__all__ = ["Workers", "extract_isolated", "guarded"]
