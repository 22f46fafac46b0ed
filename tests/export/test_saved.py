"""JSON, JSON Lines and annotations: what was taken away comes back whole."""

import io
import json
import zipfile
from functools import cache
from pathlib import Path

from extractor import Comparison, Notice, compare, export, extract

CORPORA = Path(__file__).parents[2] / "corpora"


@cache
def both() -> tuple[Notice, ...]:
    return tuple(
        extract(CORPORA / name / "notice.txt").model_copy(update={"document": name})
        for name in ("fuzhou-2021", "wuhai-2021")
    )


@cache
def comparison() -> Comparison:
    return compare(both(), "wuhai-2021")


def test_notices_come_back_from_json() -> None:
    held = json.loads(export(both(), "json", personal=True))
    assert tuple(Notice.model_validate_json(json.dumps(one)) for one in held) == both()


def test_a_comparison_comes_back_from_json() -> None:
    written = export(comparison(), "json", personal=True)
    assert Comparison.model_validate_json(written) == comparison()


def test_a_line_per_notice_and_a_line_per_provision() -> None:
    lines = export(both(), "jsonl", personal=True).decode().splitlines()
    assert tuple(map(Notice.model_validate_json, lines)) == both()
    rows = [json.loads(line) for line in export(comparison(), "jsonl").decode().splitlines()]
    assert [row["id"] for row in rows] == [row.id for row in comparison().provisions]
    written_out = [duty["quote"] for row in rows for c in row["cells"] for duty in c["obligations"]]
    assert sorted(written_out) == sorted(duty.quote for one in both() for duty in one.obligations)


def test_annotations_stand_beside_their_texts() -> None:
    with zipfile.ZipFile(io.BytesIO(export(both(), "annotation", personal=True))) as archive:
        for one in both():
            text = archive.read(f"{one.document}.txt").decode()
            held = json.loads(archive.read(f"{one.document}.json"))
            assert text == one.text
            assert [duty["quote"] for duty in held["obligations"]] == [
                duty.quote for duty in one.obligations
            ]
