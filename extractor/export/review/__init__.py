"""The page on which a notice is reviewed: source beside obligations, one leads to the other."""

from extractor.export.review.page import page

__all__ = ["page"]
