"""Notices -> Comparison: which duties are the same, how they differ, whose words they are."""

from extractor.compare.compare import compare

__all__ = ["compare"]
