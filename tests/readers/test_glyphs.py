"""Characters with boxes become lines: order, gaps, double striking, letterheads."""

from extractor.readers.glyphs import Glyph, glyph, lines


def _set(
    text: str, x: float, y: float, size: float = 10, pitch: float | None = None
) -> list[Glyph]:
    """Text set from `x` on the baseline `y`; a blank leaves a gap of one character."""
    return [
        glyph(one, left, y - 0.9 * size, left + size, y + 0.1 * size, y)
        for index, one in enumerate(text)
        if one != " " and (left := x + index * (pitch or size)) is not None
    ]


def _texts(*runs: list[Glyph]) -> list[str]:
    return [line.text for line in lines([one for run in runs for one in run], page=1)]


def test_lines_are_ordered_by_the_page_and_not_by_the_file() -> None:
    assert _texts(_set("第二行", 50, 80), _set("一行", 60, 60), _set("第", 50, 60.8)) == [
        "第一行",
        "第二行",
    ]


def test_characters_struck_twice_count_once() -> None:
    assert _texts(_set("工作方案", 50, 60), _set("工作方案", 50.4, 60)) == ["工作方案"]


def test_the_same_character_twice_is_kept() -> None:
    assert _texts(_set("人人有责——", 50, 60)) == ["人人有责——"]


def test_a_gap_between_columns_is_blank() -> None:
    (text,) = _texts(_set("市工信局", 50, 60), _set("市财政局", 150, 60))
    assert text.split() == ["市工信局", "市财政局"]


def test_every_character_knows_where_it_stands() -> None:
    (line,) = lines(_set("甲 乙", 50, 60), page=3)
    assert line.page == 3
    assert line.box == (50, 51, 80, 61)
    assert line.edges is not None
    assert len(line.edges) == len(line.text) + 1
    assert line.edges[0] == 50
    assert line.edges[line.text.index("乙")] == 70
    assert list(line.edges) == sorted(line.edges)


def test_beside_a_joint_letterhead_stands_a_line_of_its_own() -> None:
    assert _texts(
        _set("某市教育局", 50, 60, 20),
        _set("某市财政局", 50, 90, 20),
        _set("文件", 180, 91, 22),
        _set("某市公安局", 50, 120, 20),
        _set("某教发〔2020〕1号", 80, 160),
    ) == ["某市教育局", "某市财政局", "某市公安局", "文件", "某教发〔2020〕1号"]


def test_a_sentence_that_ends_in_wenjian_stays_whole() -> None:
    assert _texts(_set("按照上级有关文件", 50, 60), _set("精神，制定本方案", 50, 80)) == [
        "按照上级有关文件",
        "精神，制定本方案",
    ]
