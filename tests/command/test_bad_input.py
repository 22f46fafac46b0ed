"""Bad input, through the real command: one line that names file and cause, exit code 2, no more."""

import io
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

NOTICE = "关于开展检查的通知\n一、请各县区人民政府于6月底前报送工作总结。"


def encrypted_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    return _bytes(writer.write)


def truncated_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph(NOTICE)
    whole = _bytes(document.save)
    return whole[: len(whole) // 2]


def _bytes(write: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    write(file)
    return file.getvalue()


BAD_FILES = {
    "empty.txt": b"",
    "no_notice.txt": "苹果3斤，牛奶2盒，面包1个。".encode(),
    "random.pdf": random.Random(7).randbytes(20_000),  # noqa: S311
    "encrypted.pdf": encrypted_pdf(),
    "truncated.docx": truncated_docx(),
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
}


def taizhang(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "extractor", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_each_bad_file_is_one_line_and_the_good_ones_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    folder.mkdir()
    for name, data in BAD_FILES.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(NOTICE, "utf-8")
    run = taizhang("extract", "notices", "-o", "out", cwd=tmp_path)
    lines = run.stderr.splitlines()
    assert run.returncode == 2
    assert "Traceback" not in run.stderr + run.stdout
    assert len(lines) == len(BAD_FILES)
    for name in BAD_FILES:
        [line] = [line for line in lines if name in line]
        assert line.partition(f"{name}: ")[2]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.json"]


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_single_bad_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BAD_FILES[name])
    run = taizhang("extract", name, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert [line.startswith(f"taizhang: {name}: ") for line in run.stderr.splitlines()] == [True]


@pytest.mark.parametrize("pointed_at", ["empty_folder", "nowhere.txt", "*.docx", "no/such/**"])
def test_what_leads_nowhere_is_told_and_the_rest_is_read(pointed_at: str, tmp_path: Path) -> None:
    (tmp_path / "empty_folder").mkdir()
    (tmp_path / "good.txt").write_text(NOTICE, "utf-8")
    run = taizhang("extract", pointed_at, "good.txt", cwd=tmp_path)
    assert run.returncode == 2
    assert [line.split(": ")[1] for line in run.stderr.splitlines()] == [pointed_at]
    assert [notice["document"] for notice in json.loads(run.stdout)] == ["good"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", "nowhere.txt", "--obligation", "1"],
        ["explain", "good.txt", "--obligation", "ffff"],
        ["evaluate", "--gold", "empty_folder", "--texts", "empty_folder"],
        ["evaluate", "--against", "nowhere.json"],
    ],
    ids=" ".join,
)
def test_other_commands_tell_bad_input_too(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "empty_folder").mkdir()
    (tmp_path / "good.txt").write_text(NOTICE, "utf-8")
    run = taizhang(*arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
