"""Taizhang: Chinese government notices (公文) in, grounded obligations out.

>>> from extractor import extract
>>> notice = extract("关于开展巡查的通知\\n请各县区于6月底前报送总结。".encode(), "notice.txt")
>>> notice.document
'notice'
"""

from extractor.batch import Failure, extract_many
from extractor.errors import (
    EmptyNotice,
    ExtractionFailed,
    FileError,
    MissingFile,
    TaizhangError,
    UnreadableFile,
    UnsupportedFormat,
)
from extractor.extract import extract
from extractor.model import (
    SCHEMA_VERSION,
    Citation,
    Deadline,
    Evidence,
    Grounded,
    Issue,
    Metadata,
    Notice,
    Obligation,
    Place,
    Region,
    Responsible,
    Section,
    Skipped,
    Target,
    Threshold,
)

__version__ = "0.1.0"

__all__ = [
    "SCHEMA_VERSION",
    "Citation",
    "Deadline",
    "EmptyNotice",
    "Evidence",
    "ExtractionFailed",
    "Failure",
    "FileError",
    "Grounded",
    "Issue",
    "Metadata",
    "MissingFile",
    "Notice",
    "Obligation",
    "Place",
    "Region",
    "Responsible",
    "Section",
    "Skipped",
    "TaizhangError",
    "Target",
    "Threshold",
    "UnreadableFile",
    "UnsupportedFormat",
    "__version__",
    "extract",
    "extract_many",
]
