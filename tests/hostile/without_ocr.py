"""For worker processes that shall not recognise pictures: a second a page is too long here."""

import sys

from extractor.readers import pdf, scan

# Where tests are collected this module is imported too, and must change nothing there.
if "pytest" not in sys.modules:
    for reader in (pdf, scan):
        vars(reader)["installed"] = lambda: False
