"""What holds of every input: the five notices, and whatever is left of them after damage.

1. Every quote is what stands at its offsets.
2. The same bytes give the same output, ids included.
3. No input makes an exception that is not one of ours.
4. No date is read out of a document number.
5. White space and widths change no value, and turn no comparator round.
"""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from extractor import extract
from extractor.errors import TaizhangError
from extractor.model import Deadline, Evidence, Notice

_CORPORA = Path(__file__).parents[1] / "corpora"
TEXTS = {path.parent.name: path.read_text("utf-8") for path in _CORPORA.glob("*/notice.txt")}
each_text = pytest.mark.parametrize("name", sorted(TEXTS))

# Enough to be worth its time in every run, and the same cases in each.
some = settings(max_examples=60, deadline=None, derandomize=True, database=None)

DOCUMENT_NUMBER = re.compile(
    r"[〔\[［【﹝(（]\s*(?:19|20)\s*\d\s*\d\s*[〕\]］】﹞)）]\s*第?\s*\d[\d\s]*号", re.ASCII
)


def read(text: str | bytes) -> Notice | None:
    """The notice, or None where the library says that there is none; other errors go through."""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    try:
        return extract(data, "notice.txt")
    except TaizhangError:
        return None


def inside(value: object) -> Iterator[object]:
    """A value and everything it is made of."""
    yield value
    if isinstance(value, BaseModel):
        parts: Iterator[object] = (part for _, part in value)
    elif isinstance(value, tuple | list):
        parts = iter(value)
    else:
        return
    for part in parts:
        yield from inside(part)


def check_laws(notice: Notice) -> None:
    """Laws 1 and 4 on one notice."""
    for part in inside(notice):
        if isinstance(part, Evidence):
            assert notice.text[part.start : part.end] == part.quote
            assert part.quote, "a value without words"
    for obligation in notice.obligations:
        assert notice.text[obligation.evidence.start : obligation.evidence.end] == obligation.quote
    ids = [obligation.id for obligation in notice.obligations]
    assert len(set(ids)) == len(ids)
    numbers = [match.span() for match in DOCUMENT_NUMBER.finditer(notice.text)]
    for evidence in dates(notice):
        touched = [n for n in numbers if n[0] < evidence.end and evidence.start < n[1]]
        assert not touched, f"a date was read out of {evidence.quote!r}"


def dates(notice: Notice) -> Iterator[Evidence]:
    """The words that calendar dates were read from."""
    metadata = notice.metadata
    fields = ("issue_date", "print_date", "effective_date", "expiry_date")
    for grounded in (getattr(metadata, name) for name in fields):
        if grounded is not None:
            yield grounded.evidence
    for part in inside(notice.obligations):
        if isinstance(part, Deadline) and part.kind in ("by", "during"):
            yield part.evidence


# --- damage ---------------------------------------------------------------------------------------

Damage = Callable[[str], str]

FULL_WIDTH = str.maketrans("0123456789%()<>,;:", "０１２３４５６７８９％（）＜＞，；：")
HALF_WIDTH = str.maketrans("％（），；：", "%(),;:")


def _places(text: str, share: float) -> int:
    return int(len(text) * share)


@st.composite
def damages(draw: st.DrawFn) -> Damage:
    """One damage: where it falls is a share of the text, so that it fits any text."""
    low, high = sorted((draw(st.floats(0, 1)), draw(st.floats(0, 1))))
    noise = draw(st.one_of(st.text(max_size=12), st.sampled_from(FRAGMENTS)))

    def at(text: str, change: Callable[[str], str]) -> str:
        start, end = _places(text, low), _places(text, high)
        return text[:start] + change(text[start:end]) + text[end:]

    def lines_swapped(text: str) -> str:
        lines = text.split("\n")
        i, j = int(low * (len(lines) - 1)), int(high * (len(lines) - 1))
        lines[i], lines[j] = lines[j], lines[i]
        return "\n".join(lines)

    return draw(
        st.sampled_from(
            (
                lambda text: at(text, lambda words: ""),
                lambda text: at(text, lambda words: words[:200] * 2 + words[200:]),
                lambda text: at(text, lambda words: noise + words),
                lambda text: at(text, " ".join),
                lambda text: at(text, lambda words: "\n".join(words[:80]) + words[80:]),
                lambda text: at(text, lambda words: words.replace("\n", "")),
                lambda text: at(text, lambda words: words.replace("。", "")),
                lambda text: at(text, lambda words: words.translate(FULL_WIDTH)),
                lambda text: at(text, lambda words: words.translate(HALF_WIDTH)),
                lambda text: at(text, lambda words: words[::-1]),
                lambda text: text[: _places(text, high)],
                lambda text: text[_places(text, low) :],
                lines_swapped,
            )
        )
    )


# Words that finders look for, whole and broken.
FRAGMENTS = (
    "国发〔2010〕7号", "工信部联产业〔2017〕30号", "[2016]114号", "（2021）9 号", "（", "）", "《",
    "（市发展改革委牵头，各县（市、区）人民政府配合）", "责任单位：", "责任单位：各县（市、区）、",
    "》", "一、", "（一）", "1.", "（5）", "①", "第一条", "6月底前", "2021年13月32日前", "到2025年",
    "30个工作日内", "每季度", "不超过", "以上", "及以下", "0", "9" * 400, "百千万亿", "年" * 9,
    "、" * 40, "。；。；", "自印发之日起施行", "抄送：", "附件：1.", "二〇二一年五月三十二日",
    "\x00", "\u200b", "\ufeff", "\u2028", "\x85", "\r\n", "\t", "\u3000", "𠮷", "e\u0301",
    "\U0010ffff",
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """One of the five texts with up to four damages."""
    text = TEXTS[draw(st.sampled_from(sorted(TEXTS)))]
    for damage in draw(st.lists(damages(), min_size=1, max_size=4)):
        text = damage(text)
    return text[:8000]


# --- laws -----------------------------------------------------------------------------------------


@each_text
def test_the_laws_hold_of_the_five_notices(name: str) -> None:
    notice = read(TEXTS[name])
    assert notice is not None
    assert notice.obligations
    check_laws(notice)


@some
@given(damaged())
def test_the_laws_hold_of_what_damage_leaves(text: str) -> None:
    notice = read(text)
    if notice is not None:
        check_laws(notice)


@some
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=60).map("".join))
def test_the_laws_hold_of_heaps_of_fragments(text: str) -> None:
    notice = read(text)
    if notice is not None:
        check_laws(notice)


@some
@given(damaged(), st.binary(max_size=40), st.floats(0, 1), st.sampled_from(("utf-8", "gb18030")))
def test_the_laws_hold_of_damaged_bytes(
    text: str, noise: bytes, share: float, encoding: str
) -> None:
    data = text[:2000].encode(encoding, "replace")
    place = int(len(data) * share)
    notice = read(data[:place] + noise + data[place:])
    if notice is not None:
        check_laws(notice)


@some
@given(damaged())
def test_the_same_text_gives_the_same_notice(text: str) -> None:
    assert read(text) == read(text)


def _digest_elsewhere(seed: str) -> str:
    """A digest of all five notices, made in a process with another order of hashes."""
    script = (
        "import hashlib, sys\n"
        "from extractor import extract\n"
        "whole = ''.join(extract(path).model_dump_json() for path in sys.argv[1:])\n"
        "sys.stdout.write(hashlib.sha256(whole.encode()).hexdigest())\n"
    )
    paths = [str(path) for path in sorted(_CORPORA.glob("*/notice.txt"))]
    made = subprocess.run(
        [sys.executable, "-c", script, *paths],
        capture_output=True,
        text=True,
        check=True,
        cwd=_CORPORA.parent,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return made.stdout


def test_another_process_gives_the_same_notices() -> None:
    assert _digest_elsewhere("1") == _digest_elsewhere("2") != ""


# --- dates and document numbers -------------------------------------------------------------------

NUMBERS = st.builds(
    "{}{}{}{}{}号".format,
    st.sampled_from(("国发", "工信部联产业", "鲁工信发", "市政办字", "环发", "")),
    st.sampled_from("〔[（(【﹝"),
    st.integers(1990, 2029),
    st.sampled_from("〕]）)】﹞"),
    st.integers(1, 999),
)


@some
@given(
    NUMBERS, st.sampled_from(("按照{}要求", "根据《意见》（{}），", "{}文件要求", "对照{}前款，"))
)
def test_a_document_number_is_no_date(number: str, frame: str) -> None:
    words = frame.format(number)
    notice = read(f"一、主要任务\n{words}各县要抓好落实；由市发展改革委负责检查。\n")
    assert notice is not None
    assert [evidence.quote for evidence in dates(notice)] == []


# --- white space and widths -----------------------------------------------------------------------


def _values(notice: Notice | None) -> list[tuple[object, ...]]:
    """Every normalised value of every obligation, without quotes and places."""
    assert notice is not None
    return [
        (
            unicodedata.normalize("NFKC", o.section),
            o.modality.value,
            o.topic.value,
            tuple(item.value for item in o.measures),
            tuple((r.unit, r.role, r.system) for r in o.responsible),
            tuple(item.value for item in o.recipients),
            tuple((d.kind, d.start, d.end, d.duration, d.recurrence) for d in o.deadlines),
            tuple((t.comparator, t.value, t.unit) for t in o.thresholds),
            tuple((t.comparator, t.value, t.unit, t.end) for t in o.targets),
        )
        for o in notice.obligations
    ]


def _with_blanks(text: str, blank: str) -> str:
    """Blanks between all characters of a line, but not inside a Latin word or a run of digits."""
    return re.sub(r"(?<=[^\nA-Za-z])(?<!\d(?=\d))(?=[^\nA-Za-z])", blank, text)


@each_text
@pytest.mark.parametrize("blank", [" ", "\u3000", "\t", "\u200b"], ids=repr)
def test_blanks_change_no_value(name: str, blank: str) -> None:
    spaced = "\n".join(
        line if re.fullmatch(r"[-—\s\d]*", line) else _with_blanks(line, blank)
        for line in TEXTS[name].split("\n")
    )
    assert _values(read(spaced)) == _values(read(TEXTS[name]))


@each_text
def test_full_width_digits_change_no_value(name: str) -> None:
    digits = str.maketrans("0123456789%", "０１２３４５６７８９％")
    assert _values(read(TEXTS[name].translate(digits))) == _values(read(TEXTS[name]))
