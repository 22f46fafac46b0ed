"""bytes -> Source: one file per format, chosen by content."""

from extractor.readers import docx, html, pdf, plain
from extractor.readers.read import read
from extractor.readers.reader import READERS, Reader

__all__ = ["READERS", "Reader", "docx", "html", "pdf", "plain", "read"]
