"""The five notices side by side, read from their files: what a researcher knows of them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor import Comparison, Notice, compare, extract
from extractor.model import Provision
from extractor.model.comparison import cell_of, obligations_of

CORPORA = Path(__file__).parents[2] / "corpora"
NAMES = ("weihai-2021", "fuzhou-2021", "zhanjiang-2021", "liaocheng-2022", "wuhai-2021")
LIAOCHENG_ALONE = ("2500吨/日以下", "直径3.2米及以下", "120万条以下")


@pytest.fixture(scope="module")
def notices() -> tuple[Notice, ...]:
    return tuple(
        extract(CORPORA / name / "notice.txt").model_copy(update={"document": name})
        for name in NAMES
    )


@pytest.fixture(scope="module")
def comparison(notices: tuple[Notice, ...]) -> Comparison:
    return compare(notices, "weihai-2021")


def row_with(comparison: Comparison, notice: str, words: str) -> Provision:
    """The row that holds the obligation of a notice with these words."""
    duties = obligations_of(comparison)
    [row] = [
        row
        for row in comparison.provisions
        if (cell := cell_of(row, notice))
        and any(words in "".join(duties[notice, duty].quote.split()) for duty in cell.obligations)
    ]
    return row


def test_the_yearly_report_is_due_on_four_days_and_wuhai_asks_for_none(
    comparison: Comparison,
) -> None:
    row = row_with(comparison, "weihai-2021", "年度总结工作报告")
    differing = {
        difference.right.notice: (difference.left.value, difference.right.value, difference.amount)
        for difference in row.differences
        if difference.aspect == "deadline" and difference.direction in ("earlier", "later")
    }
    assert differing == {
        "fuzhou-2021": ("2021-12-30", "2021-12-20", 10),
        "zhanjiang-2021": ("2021-12-30", "2022-01-03", 4),
        "liaocheng-2022": ("2021-12-30", "2022-12-31", 366),
    }
    gap = cell_of(row, "wuhai-2021")
    assert gap is not None
    assert (gap.obligations, gap.verdict) == ((), "missing")


def test_to_rectify_within_six_months_is_one_row_of_five(comparison: Comparison) -> None:
    row = row_with(comparison, "weihai-2021", "应在6个月内整改")
    assert [cell.notice for cell in row.cells if cell.obligations] == list(NAMES)
    assert not [d for d in row.differences if d.aspect in ("duration", "deadline")]
    assert "6个月" in row.label


@pytest.mark.parametrize("words", LIAOCHENG_ALONE)
def test_the_thresholds_of_liaocheng_are_added(comparison: Comparison, words: str) -> None:
    row = row_with(comparison, "liaocheng-2022", words)
    [cell] = row.cells
    assert (cell.notice, cell.verdict) == ("liaocheng-2022", "added")
    duties = obligations_of(comparison)
    assert any(duties[cell.notice, duty].thresholds for duty in cell.obligations)


def test_every_obligation_stands_in_one_row(comparison: Comparison) -> None:
    placed = [
        (cell.notice, duty)
        for row in comparison.provisions
        for cell in row.cells
        for duty in cell.obligations
    ]
    assert sorted(placed) == sorted(obligations_of(comparison))


def test_labels_are_short_and_scores_are_shares(comparison: Comparison) -> None:
    for row in comparison.provisions:
        assert 2 <= len(row.label) <= 20
        assert 0 <= row.score <= 1


def test_both_sides_of_every_difference_are_quoted(comparison: Comparison) -> None:
    texts = {notice.document: notice.text for notice in comparison.notices}
    duties = obligations_of(comparison)
    differences = [d for row in comparison.provisions for d in row.differences]
    assert differences
    for difference in differences:
        for side in (difference.left, difference.right):
            evidence = side.evidence
            assert evidence.quote
            assert texts[side.notice][evidence.start : evidence.end] == evidence.quote
            assert (side.notice, side.obligation) in duties
        for edit in difference.edits:
            for span, side in ((edit.left, difference.left), (edit.right, difference.right)):
                whole = side.evidence
                assert span is None or whole.start <= span[0] < span[1] <= whole.end


def test_where_words_come_from_is_said_with_the_words(comparison: Comparison) -> None:
    texts = {notice.document: "".join(notice.text) for notice in comparison.notices}
    exact = [(origin, span) for origin in comparison.origins for span in origin.spans if span.exact]
    assert exact
    for origin, span in exact:
        here = texts[origin.notice][slice(*span.here)]
        there = texts[origin.source][slice(*span.there)]
        assert "".join(here.split()) == "".join(there.split())


def test_no_origin_is_younger_than_the_words(comparison: Comparison) -> None:
    dates = {column.id: column.issue_date for column in comparison.columns}
    for origin in comparison.origins:
        own, source = dates[origin.notice], dates[origin.source]
        assert own is None or source is None or source <= own
        assert origin.earlier in (True, None)


def test_kin_share_text_and_the_earlier_one_is_named(comparison: Comparison) -> None:
    [kin] = [k for k in comparison.kinships if (k.left, k.right) == ("weihai-2021", "wuhai-2021")]
    assert kin.first == "weihai-2021"
    assert 0.1 < kin.left_share < 0.5


def _rows(comparison: Comparison) -> set[frozenset[tuple[str, str]]]:
    return {
        frozenset((cell.notice, duty) for cell in row.cells for duty in cell.obligations)
        for row in comparison.provisions
    }


@pytest.mark.parametrize("turn", [lambda given: given[::-1], lambda given: given[2:] + given[:2]])
def test_rows_do_not_depend_on_the_order_of_notices(
    notices: tuple[Notice, ...],
    comparison: Comparison,
    turn: Callable[[tuple[Notice, ...]], tuple[Notice, ...]],
) -> None:
    assert _rows(compare(turn(notices))) == _rows(comparison)


def test_a_comparison_survives_json(comparison: Comparison) -> None:
    assert Comparison.model_validate_json(comparison.model_dump_json()) == comparison


def test_the_same_in_every_process(comparison: Comparison) -> None:
    """Sets have another order in each process; no result may follow it."""
    programme = (
        "from pathlib import Path; from extractor import compare, extract\n"
        f"given = [extract(Path({str(CORPORA)!r}) / n / 'notice.txt')"
        f".model_copy(update={{'document': n}}) for n in {NAMES!r}]\n"
        "print(compare(given, 'weihai-2021').model_dump_json())"
    )
    run = subprocess.run(
        [sys.executable, "-c", programme],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "77", "PYTHONUTF8": "1"},
    )
    assert json.loads(run.stdout) == json.loads(comparison.model_dump_json())


def test_labels_do_not_part_figures_from_what_they_count(comparison: Comparison) -> None:
    label = row_with(comparison, "liaocheng-2022", "120万条以下").label
    assert label == "120万条以下的全钢子午胎、500万条"
    assert row_with(comparison, "weihai-2021", "3个月的延期").label.endswith("3个月的延期")
