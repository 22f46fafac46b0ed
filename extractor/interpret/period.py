"""The years that a plan covers, read from its title."""

import re
from dataclasses import dataclass

_FIVE_YEARS = {"七": 1986, "八": 1991, "九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016,
               "十四": 2021, "十五": 2026, "十六": 2031}  # fmt: skip
_YEAR = r"(?:19|20)[0-9]{2}"
_SPAN = re.compile(
    rf"(?P<first>{_YEAR})年?(?:[-－—–―~～至到]+|(?=[、和及]))(?P<joint>[、和及])?(?P<last>{_YEAR}|[0-9]{{2}}(?=年))年?(?!版|本|修订)"
)
_PLAN = re.compile(r"[“\"‘'](?P<plan>十[一二三四五六]?|[七八九])五[”\"’']")
_HALF = re.compile(rf"(?P<year>{_YEAR})年(?P<half>[上下])半年")
_SINGLE = re.compile(
    rf"(?<![到至])(?P<year>{_YEAR})(?:学?年度?)(?!版|本|修订|以?前|底|末|以?后|起)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """An ISO 8601 interval of whole days, and the stretch of the title it was read from."""

    first: str
    last: str
    start: int
    end: int

    @property
    def interval(self) -> str:
        return f"{self.first}/{self.last}"

    @property
    def year(self) -> int | None:
        """The one year of the period, or None when it has several."""
        return int(self.first[:4]) if self.first[:4] == self.last[:4] else None


def period_of(title: str) -> Period | None:
    """The period a title names; years of editions (2019年本) and of aims (2030年前) are none.

    >>> period_of("某市2021年淘汰落后产能工作方案").interval
    '2021-01-01/2021-12-31'
    >>> period_of("某省制造业三年行动计划（2021—2023年）").interval
    '2021-01-01/2023-12-31'
    >>> period_of("某市“十四五”生态环境保护规划").interval
    '2021-01-01/2025-12-31'
    >>> period_of("产业结构调整指导目录（2019年本）")
    >>> period_of("某省水污染防治行动计划（到2025年）")
    """
    bare = _without_names(title)
    for pattern, years in (
        (_SPAN, _of_span),
        (_PLAN, _of_plan),
        (_HALF, _of_half),
        (_SINGLE, _of_year),
    ):
        match = pattern.search(bare)
        if match:
            first, last = years(match)
            if first < last:
                return Period(first, last, match.start(), match.end())
    return None


_STATED = re.compile(
    rf"(?:(?:规划|计划|方案|行动|实施|工作|整治|试点|改造|建设|创建|执行|攻坚)(?:的)?(?:期限?|时限|时间|周期)(?:为|是|：|从|自|确定为){{1,2}}(?:[0-9一二两三四五六]年（)?|用[0-9一二两三四五六]年(?:左右)?(?:的)?时间(?:，|（|，即)|(?:规划|计划|方案|行动|实施|工作|整治)期（)"
    rf"(?P<first>{_YEAR})年?(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?)?(?:[-－—–―~～至到]+)(?P<last>{_YEAR})年?(?!前)"
)


def period_stated(string: str) -> Period | None:
    """The years that a plan's own words give it, with their place in the string.

    >>> period_stated("计划用3年时间（2021年至2023年）完成改造。").interval
    '2021-01-01/2023-12-31'
    >>> period_stated("规划期为2021—2025年。").interval
    '2021-01-01/2025-12-31'
    >>> period_stated("行动周期为三年（2022—2024年）。").interval
    '2022-01-01/2024-12-31'
    >>> period_stated("实施期限为2021年1月1日至2023年12月31日。").interval
    '2021-01-01/2023-12-31'
    >>> period_stated("对2018年至2020年的项目进行检查。")
    """
    match = _STATED.search(string)
    if match is None or match["first"] > match["last"]:
        return None
    first, last = f"{match['first']}-01-01", f"{match['last']}-12-31"
    return Period(first, last, match.start("first"), match.end("last"))


_NAMED = re.compile("(?:落实|贯彻|执行|废止|修改|转发)《[^》]*》")


def _without_names(title: str) -> str:
    """The title with the documents that it carries out, changes or passes on blanked."""
    return _NAMED.sub(lambda match: "□" * len(match[0]), title)


def _of_span(match: re.Match[str]) -> tuple[str, str]:
    first, last = match["first"], match["last"]
    return f"{first}-01-01", f"{first[: 4 - len(last)]}{last}-12-31"


def _of_plan(match: re.Match[str]) -> tuple[str, str]:
    first = _FIVE_YEARS[match["plan"]]
    return f"{first}-01-01", f"{first + 4}-12-31"


def _of_half(match: re.Match[str]) -> tuple[str, str]:
    year = match["year"]
    return (
        (f"{year}-01-01", f"{year}-06-30")
        if match["half"] == "上"
        else (f"{year}-07-01", f"{year}-12-31")
    )


def _of_year(match: re.Match[str]) -> tuple[str, str]:
    return f"{match['year']}-01-01", f"{match['year']}-12-31"
