"""When an instrument takes effect and when it lapses (施行日期、有效期)."""

import re
from calendar import monthrange
from datetime import date, timedelta

from extractor.assemble.reading import Reading
from extractor.interpret.document_date import DATE, read_date, read_small, years_later
from extractor.model import Evidence, Grounded

_SELF = re.compile(
    r"(?:本|该)(?:实施)?(?:意见|方案|办法|通知|计划|行动计划|规划|规定|细则|措施|文件|条例|指引|制度|公告|通告|标准|规程|政策|规则|决定|预案|要点|目录|批复|指南|若干)"
)
_OPENS = re.compile(
    r"(?:第[一二三四五六七八九十百零]{1,5}条|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.]{1,2}|[^。；\n]{0,12}[。，])?"
)
# 《某办法》已经…通过，现予公布，自…起施行: the order that enacts an instrument.
_ENACTS = re.compile("现(?:予以?|将其)?(?:公布|发布|印发|公告)，$")
_FORCE = "(?:施行|实施|执行|生效|试行)"
_COUNT = "[0-9一二三四五六七八九十]{1,3}"
_FROM = re.compile(
    rf"自(?P<day>{DATE}|[^。；，\n]{{0,10}}(?:发布|公布|印发|下发|颁布|签发|发文|通过)之日)起?(?:计算)?"
    rf"(?:满?(?P<count>{_COUNT})(?P<unit>日|天|个月)(?:后|起|之后)?)?起?(?:至(?P<last>{DATE})(?:止)?)?(?:正式|开始)?{_FORCE}(?=[，。；、（）\n]|$)"
)
_UNTIL = re.compile(
    rf"有效期(?:限)?(?:截?至|到|自[^。；，\n]{{2,20}}至)(?P<day>{DATE})|{_FORCE}(?:期限)?至(?P<until>{DATE})|(?P<lapse>{DATE})(?:起)?(?:自动)?(?:失效|废止)"
)
_TERM = re.compile(
    rf"(?:有效期|试行期|施行期|执行期)(?:限)?(?:为|是|：)?(?P<term>{_COUNT})年|试行(?P<trial>{_COUNT})年"
)


def read_validity(
    reading: Reading, issued: Grounded[date] | None
) -> tuple[Grounded[date] | None, Grounded[date] | None]:
    """(effective_date, expiry_date); 发布之日 is the issue date, a term counts whole years.

    A date that cannot be told, as the issue date is not given, has no value and keeps its words.
    """
    effective: Grounded[date] | None = None
    string = reading.string
    for match in _FROM.finditer(string):
        if not _own(string, match.start()):
            continue
        evidence = reading.evidence(match.start(), match.end(), "part.effective")
        effective = _day(_start(match, issued), evidence)
        if match["last"]:
            return effective, _day(read_date(match["last"]), evidence)
        break
    return effective, _expiry(reading, effective or issued)


def _own(string: str, position: int) -> bool:
    """Whether the sentence before a position speaks of the instrument itself, or opens there."""
    low = max(string.rfind(stop, 0, position) for stop in "。；\n") + 1
    before = string[low:position]
    if _ENACTS.search(before):
        return True
    if "》" in before and not _SELF.search(before):
        return False
    return bool(_SELF.search(before) or _OPENS.fullmatch(before))


def _start(match: re.Match[str], issued: Grounded[date] | None) -> date | None:
    day = read_date(match["day"])
    if day is None and not match["day"][0].isdigit():
        day = issued.value if issued else None
    if day is None or not match["count"]:
        return day
    count = read_small(match["count"])
    if match["unit"] != "个月":
        return day + timedelta(days=count)
    year, month = day.year + (day.month - 1 + count) // 12, (day.month - 1 + count) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _expiry(reading: Reading, start: Grounded[date] | None) -> Grounded[date] | None:
    string = reading.string
    for match in _UNTIL.finditer(string):
        if _own(string, match.start()) or _near_own(string, match.start()):
            day = match["day"] or match["until"] or match["lapse"]
            evidence = reading.evidence(match.start(), match.end(), "part.expiry")
            return _day(read_date(day), evidence)
    for match in _TERM.finditer(string):
        if _own(string, match.start()) or _near_own(string, match.start()):
            evidence = reading.evidence(match.start(), match.end(), "part.expiry")
            years = read_small(match["term"] or match["trial"])
            return _day(
                years_later(start.value, years) if start and start.value else None, evidence
            )
    return None


def _near_own(string: str, position: int) -> bool:
    """Whether the same paragraph says, before a position, from when the instrument is in force."""
    low = string.rfind("\n", 0, position) + 1
    return any(_own(string, match.start()) for match in _FROM.finditer(string, low, position))


def _day(value: date | None, evidence: Evidence) -> Grounded[date]:
    if value is None:
        return Grounded[date](value=None, evidence=evidence, reason="the issue date is not given")
    return Grounded[date](value=value, evidence=evidence)
