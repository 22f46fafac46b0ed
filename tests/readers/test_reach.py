"""What must be read of the five notices in each format; `benchmarks/formats.py` measures all."""

import sys
from pathlib import Path

import pytest

from extractor.evaluate.gold import gold_notices
from extractor.readers.ocr.engine import installed

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
try:
    from formats import file_of, measured
finally:
    sys.path.remove(str(ROOT / "benchmarks"))

GOLD = {notice.name: notice for notice in gold_notices(ROOT / "annotations", ROOT / "corpora")}


@pytest.mark.parametrize("form", ["doc", "ofd"])
@pytest.mark.parametrize("name", GOLD)
def test_a_file_of_an_office_is_read_as_its_text(name: str, form: str) -> None:
    found = measured(GOLD[name], file_of(name, form), f"notice.{form}")
    assert found.share >= 0.999
    assert found.obligations.f1 >= 0.97


@pytest.mark.skipif(not installed(), reason="the extra ocr is not installed")
@pytest.mark.parametrize("look", ["scan", "photo"])
def test_a_notice_on_paper_is_read_nearly_so(look: str) -> None:
    """The shortest of the five, all its pages."""
    found = measured(GOLD["fuzhou-2021"], file_of("fuzhou-2021", look), "notice.pdf")
    assert found.share >= 0.985
    assert found.obligations.f1 >= 0.90
