"""Stata files, read back by a library that shares no code with the one that writes them."""

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pyreadstat

from extractor import Notice, export, extract
from extractor.export.book import Parcel
from extractor.export.tables import tables

CORPORA = Path(__file__).parents[2] / "corpora"


@cache
def both() -> tuple[Notice, ...]:
    return tuple(
        extract(CORPORA / name / "notice.txt").model_copy(update={"document": name})
        for name in ("weihai-2021", "liaocheng-2022")
    )


def read(written: bytes, name: str) -> tuple[Any, Any]:
    """A table of a zip of Stata files: the frame, and what is said of it."""
    with zipfile.ZipFile(BytesIO(written)) as archive:
        return pyreadstat.read_dta(BytesIO(archive.read(f"{name}.dta")))


@cache
def written() -> bytes:
    return export(both(), "dta")


def test_every_table_is_a_file_with_all_its_rows() -> None:
    for table in Parcel(both()).tables():
        frame, meta = read(written(), table.key)
        assert len(frame) == len(table.rows)
        assert meta.file_label == table.title
        assert meta.column_labels == [column.head for column in table.columns]


def test_sentences_dates_and_figures_come_back() -> None:
    facts = {table.key: table for table in tables(both())}
    sentences = [row[3] for row in facts["obligations"].rows]
    assert list(read(written(), "obligations")[0]["obligation"]) == sentences
    ends = [
        None if value != value else value for value in read(written(), "deadlines")[0]["end_date"]
    ]
    assert ends == [row[4] for row in facts["deadlines"].rows]
    assert list(read(written(), "thresholds")[0]["value"]) == [
        row[5] for row in facts["thresholds"].rows
    ]


def test_a_sentence_longer_than_a_fixed_string_may_be_is_whole() -> None:
    long = "各县区要加强学校食堂检查" + "，并建立台账" * 900
    notice = extract(f"关于检查的通知\n一、任务\n{long}。".encode(), "n.txt")
    frame, _ = read(export(notice, "dta"), "obligations")
    assert list(frame["quote"]) == [long]


def test_columns_that_are_called_after_notices_have_names_of_their_own() -> None:
    one, other = both()
    named = (
        one.model_copy(update={"document": "code"}),
        other.model_copy(update={"document": "甲 乙"}),
    )
    frame, meta = read(export(named, "dta"), "topics")
    assert list(frame.columns) == ["code", "name", "column3", "column4", "total"]
    assert meta.column_labels[2:4] == ["code", "甲 乙"]
    assert sum(frame["column3"]) == len(one.obligations)
