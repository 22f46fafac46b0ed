"""Marks -> Notice: facts are tied to their pieces, units and dates inherited, years resolved."""

from extractor.assemble.assemble import assemble

__all__ = ["assemble"]
