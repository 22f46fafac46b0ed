"""Names of bodies and places -> the province, city and county they belong to.

The table is `lexicon/regions.tsv` (GB/T 2260), what it lacks `lexicon/regions.toml`. A county name
that several cities share, and a bare 市 or 省, are settled by what else the notice names, or left
at what is certain.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from extractor.lexicon.load import alternation, table
from extractor.model import Region

_PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 白 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 怒 鄂温克 裕固 保安 塔吉克 独龙 普米 各"
).split()
_SELF_GOVERNED = re.compile(f"(?:{alternation(_PEOPLES)}族?)+自治([州县旗])$")
_LONGEST = 16
_SUFFIXES = "省市区州盟县旗"
_BARE = {"省": 2, "自治区": 2, "市": 4, "州": 4, "盟": 4, "地区": 4, "县": 6, "旗": 6, "区": 6}
_BARE_FORM = re.compile(r"(?:本|我|全)?(自治区|省|市|州|盟|地区|县|旗|区)(?![属辖、（场域])")
_LIKE_PLACE = re.compile(r"[\u4e00-\u9fff]{0,7}?(?:自治区|[省市县区州盟旗])")
_NUMBERED = re.compile(r"[〔（]?(?:19|20)[0-9]{2}|令|第")


@dataclass(frozen=True, slots=True)
class Place:
    """A division: its name as it is or was, its code, and the code's place in the hierarchy."""

    name: str
    code: str

    @property
    def level(self) -> int:
        """How many digits of the code say something: 2 province, 4 city, 6 county."""
        return 2 if self.code.endswith("0000") else 4 if self.code.endswith("00") else 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else a notice names: codes with weights, and the province its number begins with."""

    weights: Counter[str]
    sign: str | None = None

    def province(self) -> str | None:
        """The code of the province the notice speaks of most, its number's sign first."""
        ranked = (code for code, _ in self.weights.most_common())
        return self.sign or next((code[:2] + "0000" for code in ranked), None)

    def city(self) -> str | None:
        """The code of the city the notice speaks of most; None when a municipality comes first."""
        for code, _ in self.weights.most_common():
            if self.sign and code[:2] != self.sign[:2]:
                continue
            if _names()[code[:2] + "0000"].endswith("市"):
                return None
            if not code.endswith("0000"):
                return code[:4] + "00"
        return None


@cache
def _names() -> dict[str, str]:
    lines = files("extractor.lexicon").joinpath("regions.tsv").read_text("utf-8").splitlines()
    found = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    for place in table("regions")["founded"]:
        if "code" in place:
            found[place["code"]] = place["name"]
    return found


def divisions() -> Mapping[str, str]:
    """The names of all divisions by their code, provinces before cities before counties."""
    return MappingProxyType(_names())


@cache
def short_names() -> tuple[str, ...]:
    """Provinces and cities without their rank, as before a vertical body: 山西 in 山西银保监局."""
    provinces = [short for row in table("regions")["provinces"].values() for short in row["short"]]
    cities = [
        name[:-1]
        for code, name in _names().items()
        if code.endswith("00") and name.endswith("市") and len(name) > 2
    ]
    return tuple(dict.fromkeys([*provinces, *cities]))


@cache
def _whole() -> dict[str, tuple[Place, ...]]:
    """Every whole name, of today and of before, with the places that bear it."""
    found: dict[str, list[Place]] = {}
    for code, name in _names().items():
        place = Place(name, code)
        for form in {name, _SELF_GOVERNED.sub(r"\1", name)}:
            if len(form) > 2 or form == name:
                found.setdefault(form, []).append(place)
    for name, code in table("regions")["former"].items():
        found.setdefault(name, []).append(Place(name, code))
    for entry in table("regions")["founded"]:
        if "code" not in entry:
            found.setdefault(entry["name"], []).append(
                Place(entry["name"], entry["parent"][:4] + "99")
            )
    return {name: tuple(places) for name, places in found.items()}


def is_division(name: str) -> bool:
    """Whether a name is a province, city or county by its whole name, of today or of before."""
    return name in _whole()


@cache
def _short() -> dict[str, tuple[Place, ...]]:
    """Names without 省, 市, 县: the greater place bears the short form where several would."""
    found: dict[str, list[Place]] = {}
    for code, row in table("regions")["provinces"].items():
        for short in row["short"]:
            found[short] = [Place(_names()[code], code)]
    for entry in table("regions")["founded"]:
        for short in entry.get("short", ()):
            found[short] = [Place(entry["name"], entry["code"])]
    for level in (4, 6):
        for code, name in _names().items():
            place = Place(name, code)
            if place.level != level:
                continue
            stem = re.sub(r"(?:地区|[市区县州盟旗])$", "", _SELF_GOVERNED.sub(r"\1", name))
            known = found.setdefault(stem, [])
            if len(stem) > 1 and all(other.level == level for other in known):
                known.append(place)
    return {name: tuple(places) for name, places in found.items() if places}


@cache
def _seats() -> re.Pattern[str]:
    return re.compile(alternation(table("regions")["central"]["local_seats"]) + "[、，]?")


@cache
def _central() -> re.Pattern[str]:
    return re.compile(alternation(table("regions")["central"]["prefixes"]))


def is_central(body: str) -> bool:
    """Whether a body is one of the state as a whole.

    >>> is_central("国务院办公厅"), is_central("国家税务总局乌海市税务局"), is_central("聊城市财政局")
    (True, False, False)
    """
    if not _central().match(body):
        return False
    seat = _seats().match(body)
    return seat is None or not _candidates(body[seat.end() :])


def opens_with_place(name: str) -> bool:
    """Whether a name opens with a place, a bare 省 or 市, or is that of a central body.

    >>> opens_with_place("乌海市财政局"), opens_with_place("工作领导小组")
    (True, False)
    """
    return bool(
        _candidates(name) or _LIKE_PLACE.match(name) or _seats().match(name) or is_central(name)
    )


def opens_with_division(name: str) -> bool:
    """Whether a name opens with the whole name of a province, a city or a county.

    >>> opens_with_division("安徽省公共机构节能办法"), opens_with_division("全省考核办法")
    (True, False)
    """
    return bool(_candidates(name))


def sign_of(number: str | None) -> str | None:
    """The code of the province whose character opens a document number, of its own bodies alone.

    >>> sign_of("鲁政办发〔2022〕7号"), sign_of("聊工信发〔2022〕64号")
    ('370000', None)
    """
    if not number:
        return None
    for code, row in table("regions")["provinces"].items():
        if number.startswith(row["sign"]) and not _NUMBERED.match(number, len(row["sign"])):
            return str(code)
    return None


def region_of(body: str, around: Surroundings) -> Region | None:
    """The region of a body or of a title that opens with a place; None when nothing is certain.

    A central body has the region of no place: all its fields are None.

    >>> nothing = Surroundings(Counter())
    >>> region_of("聊城市工业和信息化局", nothing)
    Region(province='山东省', city='聊城市', county=None, adcode='371500')
    >>> region_of("北京市海淀区人民政府", nothing).county
    '海淀区'
    >>> region_of("省发展改革委", Surroundings(Counter(), "330000")).province
    '浙江省'
    >>> region_of("鼓楼区人民政府", Surroundings(Counter({"350100": 2}))).adcode
    '350102'
    >>> region_of("国务院办公厅", nothing).adcode
    """
    seat = _seats().match(body)
    local = body[seat.end() :] if seat else body
    if is_central(body):
        return Region()
    found = _candidates(local) or _stems(local)
    if not found:
        return _bare(local, around)
    return _region(_settled(found, around))


def _candidates(name: str) -> list[Place]:
    """The places a name may open with, followed down as far as the name goes."""
    found, end = _opening(name, None)
    while found:
        inner, length = _opening(name[end:], found)
        if not inner:
            return found
        found, end = inner, end + length
    return []


def _opening(name: str, within: list[Place] | None) -> tuple[list[Place], int]:
    for names in (_whole(), _short()):
        for length in range(min(_LONGEST, len(name)), 1, -1):
            places = [place for place in names.get(name[:length], ()) if _inside(place, within)]
            if within is not None and names is not _whole():
                places = [place for place in places if place.level == 4]
            elif names is not _whole():
                places = [place for place in places if place.level < 6]
            if places:
                return places, length
    return [], 0


def _stems(name: str) -> list[Place]:
    """A county that has since become a district or a city: 文登市 is found as 文登."""
    match = re.match(r"([\u4e00-\u9fff]{2,5}?)[市县区]", name)
    return list(_short().get(match[1], ())) if match else []


def _inside(place: Place, within: list[Place] | None) -> bool:
    if within is None:
        return True
    return any(
        outer.level < place.level and place.code.startswith(outer.code[: outer.level])
        for outer in within
    )


def _settled(found: list[Place], around: Surroundings) -> Place | None:
    """The one place among several of a name: the one whose city, else province, is named."""
    if len(found) == 1:
        return found[0]
    for outer in (around.city(), around.province()):
        if outer is None:
            continue
        width = 2 if outer.endswith("0000") else 4
        near = [place for place in found if place.code[:width] == outer[:width]]
        if len(near) == 1:
            return near[0]
        found = near or found
    for width in (4, 2):
        common = {place.code[:width] for place in found}
        if len(common) == 1:
            code = common.pop().ljust(6, "0")
            return Place(_names()[code], code) if code in _names() else None
    return None


def _bare(body: str, around: Surroundings) -> Region | None:
    """省…, 市…, 县…: the province, city or county that the notice speaks of."""
    match = _BARE_FORM.match(body)
    if not match:
        return None
    level = _BARE[match[1]]
    if level == 2:
        code = around.province()
    elif level == 4:
        code = around.city() or _municipality(around)
    else:
        code = next((c for c, _ in around.weights.most_common() if not c.endswith("00")), None)
    return _region(Place(_names()[code], code)) if code else None


def _municipality(around: Surroundings) -> str | None:
    province = around.province()
    return province if province and _names()[province].endswith("市") else None


def _region(place: Place | None) -> Region | None:
    if place is None:
        return None
    province = _names()[place.code[:2] + "0000"]
    city = _names().get(place.code[:4] + "00") if place.level > 2 else None
    code: str | None = None if place.code.endswith("99") else place.code
    level = 4 if place.name.endswith(("地区", "市")) and place.level == 4 else place.level
    if level == 4:
        city = place.name
    county = place.name if level == 6 else None
    return Region(province=province, city=city, county=county, adcode=code)


def mentions(string: str) -> Iterable[str]:
    """The codes of the places that a string names in full, in order, shared names left out.

    >>> list(mentions("山东省工业和信息化厅、聊城市人民政府"))
    ['370000', '371500']
    """
    names = _whole()
    for match in re.finditer(f"[{_SUFFIXES}]", string):
        end = match.end()
        for length in range(min(_LONGEST, end), 2, -1):
            places = names.get(string[end - length : end])
            if places:
                if len(places) == 1:
                    yield places[0].code
                break


def surroundings(weighted: Iterable[tuple[str, int]], number: str | None) -> Surroundings:
    """What the parts of a notice name, each with the weight that its part has."""
    weights: Counter[str] = Counter()
    for string, weight in weighted:
        for code in mentions(string):
            weights[code] += weight
    return Surroundings(weights, sign_of(number))
