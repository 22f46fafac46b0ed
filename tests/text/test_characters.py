"""Widths folded, white space dropped, numbers kept apart."""

import pytest

from extractor.text.characters import folded


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("２０２１ 年 １２ 月", "2021年12月"),
        ("浙 江 省 能 源 局", "浙江省能源局"),
        ("[2021] 63 号", "〔2021〕63号"),
        ("【2019】1 号", "〔2019〕1号"),
        ("比例超过30％;", "比例超过30%；"),
        ("1,000家,每家2:1", "1,000家，每家2:1"),
        ("PM 2.5 and GB/T", "PM2.5and GB/T"),
        ("发布日期:2022-01-26 21:15", "发布日期：2022-01-26 21:15"),
        ("20 21 年", "2021年"),
        ("2 0 2 1 年 5 月 2 0 日", "2021年5月20日"),
        ("电话 3367875 3367876", "电话3367875 3367876"),
        ("表 1 2021 年计划", "表1 2021年计划"),
        ("零\u200b宽\ufeff", "零宽"),
    ],
)
def test_folding(line: str, clean: str) -> None:
    string, columns = folded(line)
    assert string == clean
    assert columns == sorted(set(columns))
