"""Source -> Text: furniture out, broken lines joined, characters folded, every offset carried."""

from extractor.text.flatten import flatten

__all__ = ["flatten"]
