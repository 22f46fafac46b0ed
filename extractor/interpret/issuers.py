"""Lines of a letterhead or a signature -> the bodies named there, one by one."""

import re
from collections.abc import Iterator

ENDINGS = (
    "领导小组 工作小组 协调小组 小组 联席会议 指挥部 专班 委员会 管委会 人民政府 政府 办公厅 办公室 总署 总局 分局 司令部 检察院 法院 研究院 "
    "国务院 医院 学院 大学 学校 幼儿园 银行 分行 支行 营业管理部 联合会 协会 学会 商会 总工会 工会 红十字会 集团 公司 中心 总队 支队 大队 站 署 局 厅 委 "
    "部 办 司 党组 军区 党校 纪委 法制办 街道办事处 办事处 团委 妇联 科协 工商联 残联 供销社 信用社 报社 电视台 专员公署 行署 会"
).split()
_ENDING = re.compile("(?:" + "|".join(sorted(ENDINGS, key=len, reverse=True)) + ")$")
_SEAL = re.compile(r"（[^（）]*(?:章|代)[^（）]*）|(?:（章）|文件|令|公告|通告)$")
_HEAD = re.compile(
    r"国家|国网|中国|中共|中央|国务院|最高人民|全国|共青团|[\u4e00-\u9fff]{2,6}?(?:省|自治区|市|州|盟|县|旗|区)"
)
_SHORTEST = 3


def is_body(words: str) -> bool:
    """Whether words end as the name of a body does.

    >>> is_body("聊城市财政局"), is_body("进一步压实责任")
    (True, False)
    """
    return len(words) >= _SHORTEST and bool(_ENDING.search(words))


def bodies(words: str, gaps: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """The stretches of `words` that are one body each.

    `gaps` are the indexes before which the file has white space: names printed side by side are
    told apart by it, or by a beginning they share; letter-spaced names are not cut.

    >>> both = "重庆市发展和改革委员会重庆市生态环境局"
    >>> [both[start:end] for start, end in bodies(both)]
    ['重庆市发展和改革委员会', '重庆市生态环境局']
    >>> sealed = "某市政务公开领导小组办公室（某市政务服务管理局代章）"
    >>> [sealed[start:end] for start, end in bodies(sealed)]
    ['某市政务公开领导小组办公室']
    """
    found: list[tuple[int, int]] = []
    blank = _SEAL.sub(lambda match: "、" * len(match[0]), words)
    for match in re.finditer(r"[^、，；\n]+", blank):
        found += _side_by_side(blank, match.start(), match.end(), gaps)
    return [(start, end) for start, end in found if is_body(words[start:end])]


def _side_by_side(
    words: str, start: int, end: int, gaps: frozenset[int]
) -> Iterator[tuple[int, int]]:
    inside = [gap for gap in gaps if start < gap < end]
    spaced = len(inside) >= 0.6 * (end - start - 1)
    low = start
    for cut in range(start + _SHORTEST, end - _SHORTEST + 1):
        left, right = words[low:cut], words[cut:end]
        if not is_body(left) or not is_body(right):
            continue
        head = _HEAD.match(right)
        again = right[:2] == words[low : low + 2] or (
            head is not None and len(left) > 4 and _apart(left, head[0])
        )
        if (cut in gaps and not spaced) or again:
            yield low, cut
            low = cut
    yield low, end


def _apart(left: str, head: str) -> bool:
    """Whether a place behind a name opens another name rather than going on with this one.

    国家税务总局某市税务局 and 中国人民银行某市中心支行 are one name each; a place that stands in the
    name already opens another (中共某市委办公室某市人民政府办公室).
    """
    if head in left[2:] and len(head) > 1:
        return True
    return head in ("国家", "国网", "中国", "中共", "国务院") or (
        not left.startswith(("国家", "中国", "中共", "人民银行")) and left[:2] == head[:2]
    )
