"""Taizhang: Chinese government notices (公文) in, grounded obligations out.

>>> from extractor import extract
>>> notice = extract("关于开展巡查的通知\\n请各县区于6月底前报送总结。".encode(), "notice.txt")
>>> notice.document
'notice'
"""

from extractor.batch import Failure, extract_many
from extractor.compare import compare
from extractor.errors import (
    CompareError,
    EmptyNotice,
    ExtractionFailed,
    FileError,
    LimitExceeded,
    MissingFile,
    SettingsError,
    TaizhangError,
    UnreadableFile,
    UnsupportedFormat,
)
from extractor.export import export
from extractor.extract import extract
from extractor.isolation import Workers, extract_isolated
from extractor.model import (
    SCHEMA_VERSION,
    Citation,
    Comparison,
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
from extractor.saved import load
from extractor.settings import Settings
from extractor.version import VERSION

__version__ = VERSION

__all__ = [
    "SCHEMA_VERSION",
    "Citation",
    "CompareError",
    "Comparison",
    "Deadline",
    "EmptyNotice",
    "Evidence",
    "ExtractionFailed",
    "Failure",
    "FileError",
    "Grounded",
    "Issue",
    "LimitExceeded",
    "Metadata",
    "MissingFile",
    "Notice",
    "Obligation",
    "Place",
    "Region",
    "Responsible",
    "Section",
    "Settings",
    "SettingsError",
    "Skipped",
    "TaizhangError",
    "Target",
    "Threshold",
    "UnreadableFile",
    "UnsupportedFormat",
    "Workers",
    "__version__",
    "compare",
    "export",
    "extract",
    "extract_isolated",
    "extract_many",
    "load",
]
