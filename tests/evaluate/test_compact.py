"""Quotes are compared where white space, page marks and widths no longer count."""

import pytest

from extractor.evaluate.compact import Words, compact


@pytest.mark.parametrize(
    ("name", "written", "compared"),
    [
        ("white space goes", "2021 年\n 12　月", "2021年12月"),
        ("widths fold", "（２０２１）％", "(2021)%"),
        ("page marks go", "各县要\n— 7 —\n抓好落实", "各县要抓好落实"),
        ("page marks of hyphens go", "各县要\n- 12 -\n抓好落实", "各县要抓好落实"),
        ("ranges of numbers stay", "2020—10—12", "2020—10—12"),
        ("nothing is the empty string", None, ""),
    ],
    ids=lambda value: None,
)
def test_compact(name: str, written: str | None, compared: str) -> None:
    assert compact(written) == compared, name


TEXT = (
    "第一条各县要按照本方案的要求认真组织开展淘汰落后产能工作并于6月底前报送工作总结。"
    "第二条照此办理。"
)


@pytest.mark.parametrize(
    ("name", "quote", "found"),
    [
        ("exact words", "6月底前", "6月底前"),
        ("words over a page", "6月\n— 3 —\n底前", "6月底前"),
        (
            "a long quote that lost words in the middle",
            "各县要按照本方案的要求认真组织开展工作并于6月底前报送工作总结",
            "各县要按照本方案的要求认真组织开展淘汰落后产能工作并于6月底前报送工作总结",
        ),
        ("a short quote that lost words", "各县要按照的要求认真", None),
        ("words that are not there", "每季度末报送", None),
        ("no words", "", None),
    ],
)
def test_find(name: str, quote: str, found: str | None) -> None:
    words = Words(TEXT)
    span = words.find(quote)
    assert (words.string[slice(*span)] if span else None) == found, name


def test_an_inherited_quote_is_the_nearest_one_outside_the_obligation() -> None:
    words = Words("市政府：甲项任务很长很长，乙项任务，市政府负责。")
    near_the_front, near_the_end = (4, 6), (13, 17)
    assert words.nearest("市政府", near_the_front) == (0, 3)
    assert words.nearest("市政府", near_the_end) == (18, 21)
