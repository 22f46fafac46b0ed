"""For worker processes that shall not recognise pictures: a second a page is too long here."""

from extractor.readers import pdf, scan

for reader in (pdf, scan):
    vars(reader)["installed"] = lambda: False
