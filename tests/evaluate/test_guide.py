"""Both versions of the guide cover the same ground, and every label that an annotator may write."""

import re
from pathlib import Path
from typing import get_args

import pytest

from extractor.evaluate.figures import FIGURES, MEANS
from extractor.model import vocabulary

_ANNOTATIONS = Path(__file__).parents[2] / "annotations"
GUIDES = {name: (_ANNOTATIONS / name).read_text("utf-8") for name in ("GUIDE.md", "GUIDE.zh.md")}
each_guide = pytest.mark.parametrize("name", sorted(GUIDES))

LABELS = (
    vocabulary.Modality,
    vocabulary.Topic,
    vocabulary.Measure,
    vocabulary.Role,
    vocabulary.System,
    vocabulary.DeadlineKind,
    vocabulary.Comparator,
    vocabulary.CitationKind,
    vocabulary.Disclosure,
)
METADATA = (
    "title", "notice_title", "document_number", "issuers", "region", "issue_date", "print_date",
    "addressees", "cc", "disclosure", "period", "contact", "attachments",
)  # fmt: skip


@each_guide
def test_every_label_is_explained(name: str) -> None:
    labels = {code for labels in LABELS for code in get_args(labels)}
    assert {label for label in labels if f"`{label}`" not in GUIDES[name]} == set()


@each_guide
def test_every_field_of_the_metadata_is_explained(name: str) -> None:
    assert [field for field in METADATA if f"| `{field}` |" not in GUIDES[name]] == []


@each_guide
def test_every_figure_is_explained(name: str) -> None:
    figures = [*FIGURES, *(f"{figure}/notice" for figure in MEANS)]
    assert [figure for figure in figures if f"`{figure}`" not in GUIDES[name]] == []


def test_both_versions_have_the_same_sections_and_tables() -> None:
    shapes = {
        tuple(
            len(re.findall(pattern, guide, re.MULTILINE))
            for pattern in ("^## ", "^### ", r"^\| ---")
        )
        for guide in GUIDES.values()
    }
    assert len(shapes) == 1, shapes


def test_both_versions_give_the_same_codes() -> None:
    english, chinese = (
        {
            code
            for code in re.findall(r"`([^`\n]+)`", guide)
            if re.fullmatch(r"[\w/-]+", code, re.ASCII)
        }
        for guide in GUIDES.values()
    )
    assert english == chinese
