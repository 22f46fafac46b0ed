"""A notice's text -> its parts in order: what an office's layout has to know."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]{1,2}\.)")
_FIRST = re.compile(r"[一二三四五六七八九十]+、")
_SECOND = re.compile(r"[（(][一二三四五六七八九十0-9]+[）)]")
_LONG = 25
_HEADING = 62
_CLOSED = "。；：！？”）〕》:)"


@dataclass(frozen=True)
class Block:
    """A part of a notice: `role` as in `layout.toml`, or heading1, heading2, body."""

    role: str
    text: str


def layouts() -> dict[str, dict[str, Any]]:
    """What is written down of each notice, by the name of its folder."""
    return tomllib.loads((Path(__file__).parent / "layout.toml").read_text("utf-8"))


def blocks(text: str, layout: dict[str, Any]) -> list[Block]:
    """The parts of a notice; every line of the text is in one of them."""
    waiting = [tuple(part) for part in layout["parts"]]
    made = []
    whole = {part for _, part in waiting}
    for line in _whole_lines(text, layout.get("joins", []), whole):
        bare = _bare(line)
        if waiting and bare == waiting[0][1]:
            made.append(Block(waiting.pop(0)[0], line))
        else:
            made.append(Block(_role(bare), line))
    if waiting:
        raise ValueError(f"not in the text: {waiting[0]}")
    return made


def _whole_lines(text: str, joins: list[str], whole: set[str]) -> list[str]:
    lines: list[str] = []
    for raw in text.split("\n"):
        line = raw.strip()
        if not line:
            continue
        alone = not lines or bool({_bare(lines[-1]), _bare(line)} & whole)
        if line in joins or (not alone and _goes_on(lines[-1], line)):
            lines[-1] += line
        else:
            lines.append(line)
    return lines


def _goes_on(line: str, following: str) -> bool:
    if _NUMBERED.match(following) or re.match(r"责任(?:单位|部门)", following):
        return False
    if line[-1] == "，":
        return True
    return len(line) >= _LONG and line[-1] not in _CLOSED and "责任" not in line[:3]


def _bare(line: str) -> str:
    return "".join(line.split())


def _role(bare: str) -> str:
    short = len(bare) <= _HEADING and "。" not in bare
    if short and _FIRST.match(bare):
        return "heading1"
    if short and _SECOND.match(bare):
        return "heading2"
    return "body"
