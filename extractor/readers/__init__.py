"""bytes -> Source: one file per format, chosen by content."""

from extractor.readers import doc, docx, html, ofd, pdf, plain, scan
from extractor.readers.read import read
from extractor.readers.reader import READERS, Reader

__all__ = ["READERS", "Reader", "doc", "docx", "html", "ofd", "pdf", "plain", "read", "scan"]
