"""Which line goes on in the next: paragraphs out of lines that a page or a typewriter has broken."""

import re

# A line that opens a new paragraph whatever stands before it.
OPENING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.、](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))|（[0-9]{1,2}）|[①-⑳]"
    r"|第[一二三四五六七八九十百]{1,4}[章节条][^款项]|附件[0-9一二三四五六七八九十]?[：:.]?|附表|抄送[：:]|联系人[：:]|责任(?:单位|部门)[：:]|牵头单位[：:]|——)"
)
_TERMINAL = "。；！？：”）〕》"
_CLOSED = "。；！？："


def full_width(lengths: list[int]) -> int | None:
    """The width at which lines are broken by hand, or None when every line is a paragraph.

    Lines are broken by hand when most lines of some length end within three characters of the
    longest usual line.
    """
    long = sorted(length for length in lengths if length >= 12)
    if len(long) < 8:
        return None
    usual = long[int(len(long) * 0.8)]
    if usual > 60:
        return None
    near = sum(usual - 4 <= length <= usual + 4 for length in long)
    return usual - 4 if near >= 0.55 * len(long) else None


def goes_on(line: str, following: str, width: int | None, length: int | None = None) -> bool:
    """Whether the sentence of `line` runs on in `following` (both folded and not empty).

    `length` is that of the whole line where `line` is only its last paragraph.

    >>> goes_on("现将有关文件", "精神，明确工作职责。", None)
    False
    >>> goes_on("按照要求，根据有关文件", "精神，明确工作职责。", None)
    True
    >>> goes_on("一、总体要求", "以钢铁为重点。", None)
    False
    """
    if OPENING.match(following):
        return False
    full = width is not None and (length or len(line)) >= width
    if full and line.count("（") > line.count("）"):
        return True
    if line[-1] in _CLOSED:
        return False
    if full:
        return True
    return _unfinished(line)


def _unfinished(line: str) -> bool:
    """A line that holds sentence punctuation, or ends in a comma, and does not end a sentence."""
    if line[-1] in "，、（〔《“":
        return True
    if line.count("（") > line.count("）") or line.count("《") > line.count("》"):
        return True
    return line[-1] not in _TERMINAL and bool(re.search(r"[，。；]", line))
