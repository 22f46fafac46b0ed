"""The row of a task table: what is merged over rows counts for each, what is empty does not."""

import pytest

from extractor.assemble import assemble
from extractor.find import find
from extractor.model import Line, Source
from extractor.text import flatten

HEAD = "序号\t工作任务\t牵头单位\t配合单位\t完成时限\n"


def _units(rows: str) -> list[list[str]]:
    source = Source("notice", "text", "0" * 64, tuple(map(Line, (HEAD + rows).split("\n"))))
    text = flatten(source)
    notice = assemble(source, text, find(text))
    return [[party.unit for party in one.responsible] for one in notice.obligations]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "1\t排查隐患，建立台账\t市应急局\t市气象局\t6月底前\n2\t\t\t市财政局\t\n",
            [["市应急局", "市气象局"]],
        ),
        (
            "1\t排查隐患，建立台账\t市应急局\t市气象局\t\n\t修订预案，组织演练\t\t\t7月\n",
            [["市应急局", "市气象局"], ["市应急局", "市气象局"]],
        ),
        (
            "1\t排查隐患，建立台账\t市应急局\t市气象局\t\n2\t修订预案，组织演练\t市住建局\t\t7月\n",
            [["市应急局", "市气象局"], ["市住建局"]],
        ),
        (
            "1\t排查隐患，建立台账\t市应急局\t市气象局\t\n二、演练\n2\t修订预案，组织演练\t\t\t7月\n",
            [["市应急局", "市气象局"], []],
        ),
    ],
    ids=["own", "merged", "empty", "under another heading"],
)
def test_the_units_of_a_row(rows: str, expected: list[list[str]]) -> None:
    assert _units(rows) == expected
