"""主送机关 and 抄送机关 -> single bodies: prefixes as written, shared endings written out."""

import re

_SHARED = re.compile(
    r"(?:(?:行政|业务|工作)?主管部门|部门|人民政府|管委会|管理委员会|办公室|[局委厅办]|主管单位|单位|分行|支行|中心支行|分局|公司|机构|团体|院校|学校|企业)$"
)
_BODY = re.compile(
    r"(?:部门|政府|管委会|委员会|办公室|[局委厅办部会院署社团]|单位|行|公司|机构|团体|院校|大学|学校|企业|中心|军分区|集团|小组|处|科室|系统|协会|站|队|所|军区|军)(?:（[^（）]*）)?$"
)
_PLACES = re.compile(
    r"中央|国家|(?:各|全|市属|省属|区属|本)?[^、，]{0,12}(?:省|自治区|直辖市|市|区|县|旗|州|盟|地区|开发区|园区|新区|乡镇?|镇|街道|师|兵团|省市|区市|区县|县区|市州|地州|盟市)(?:（[^（）]*）)?$"
)
_GENERIC = re.compile(r"^(?:中央|国家|各|全[省市区县]|省|自治区|设区|市属|县|区|市、)")
_PLACED = re.compile(
    r"(?!各)[^、，（]{1,10}?(?:省|自治区|开发区|高新区|新区|园区|[市州区县旗盟])(?P<rest>.{2,})$"
)
# 各国有商业银行山东省、青岛市分行: the place stands behind a name and opens nothing.
_NAMED = re.compile("(?:银行|公司|集团|协会|总队|学会)[^、，]{2,8}$")
_OFFICES = re.compile(r"[委办局部厅会]$")


def addressees(words: str) -> list[tuple[str, int, int]]:
    """Each body with the stretch of `words` it was read from.

    A run of generic places (`各县（市、区）、市属开发区`, `各省、自治区、直辖市`) is one prefix, and so
    is `各委、办、局` one body. Of other names joined by 、 the one that lacks an ending gets that of
    the next which has one.

    >>> [body for body, *_ in addressees("各县（市、区）、开发区工业和信息化、发展改革部门，市直有关部门")]
    ['各县（市、区）、开发区工业和信息化部门', '发展改革部门', '市直有关部门']
    >>> [body for body, *_ in addressees("各省、自治区、直辖市人民政府，国务院各部委、各直属机构")]
    ['各省、自治区、直辖市人民政府', '国务院各部委', '各直属机构']
    >>> [body for body, *_ in addressees("江苏省、安徽省发展改革委")]
    ['江苏省发展改革委', '安徽省发展改革委']
    >>> [body for body, *_ in addressees("市政府各委、办、局，各市属机构")]
    ['市政府各委、办、局', '各市属机构']
    >>> [body for body, *_ in addressees("各商业银行山东省、青岛（市）分行")]
    ['各商业银行山东省分行', '青岛（市）分行']
    >>> [body for body, *_ in addressees("中央、省驻市有关单位")]
    ['中央、省驻市有关单位']
    >>> [body for body, *_ in addressees("市直有关部门、单位")]
    ['市直有关部门', '单位']
    """
    found: list[tuple[str, int, int]] = []
    for start, end in _cut(words, 0, len(words), "，；。\n"):
        items = _joined(words, _cut(words, start, end, "、"))
        found += _written_out(words, items)
    return found


def _cut(words: str, start: int, end: int, marks: str) -> list[tuple[int, int]]:
    """The stretches between marks outside brackets, empty ones left out."""
    made, depth, low = [], 0, start
    for index in range(start, end):
        character = words[index]
        depth += (character in "（《“") - (character in "）》”")
        if depth <= 0 and character in marks:
            made.append((low, index))
            low = index + 1
    made.append((low, end))
    return [(low, high) for low, high in made if words[low:high].strip("：、 ")]


def _joined(words: str, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places that only open the next name are put before it; so are the short names of offices."""
    made: list[tuple[int, int]] = []
    low: int | None = None
    for index, (start, end) in enumerate(items):
        begin = start if low is None else low
        last = index + 1 == len(items)
        if not last and _opens(words[begin:end], words[slice(*items[index + 1])], words[start:end]):
            low = begin
            continue
        made.append((begin, end))
        low = None
    return made


def _opens(run: str, following: str, item: str) -> bool:
    if _OFFICES.search(item) and len(following) <= 2:
        return True
    if following == "事业单位" and item.endswith("企业"):
        return True
    generic = _GENERIC.match(run) or following.startswith("各")
    named = _BODY.search(item) or _NAMED.search(item)
    return bool(_PLACES.fullmatch(item) and generic and not named)


def _written_out(words: str, items: list[tuple[int, int]]) -> list[tuple[str, int, int]]:
    made: list[tuple[str, int, int]] = []
    ending = behind_place = ""
    for start, end in reversed(items):
        name = words[start:end]
        if _BODY.search(name):
            shared, placed = _SHARED.search(name), _PLACED.match(name)
            ending = shared[0] if shared else ""
            behind_place = placed["rest"] if placed else ""
        elif _PLACES.fullmatch(name):
            name += behind_place or (ending if len(ending) > 1 else "")
        else:
            name += ending
        made.append((name, start, end))
    return made[::-1]
