"""Text -> Marks. spaCy lives here and only here: one finder per file, each declares what it reads."""

from extractor.find.pipeline import find

__all__ = ["find"]
