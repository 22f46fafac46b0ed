"""Who issued a notice, to whom it is addressed and copied, and whom to ask."""

import re

from extractor.assemble.reading import Reading
from extractor.assemble.words import Words, grounded, words_of
from extractor.interpret.addressees import addressees
from extractor.interpret.document_date import DATE
from extractor.interpret.issuers import bodies
from extractor.model import Contact, Grounded, Mark, Region

_TITLE_BODY = re.compile(
    r"^#*(?P<bodies>(?!关于)(?:(?!贯彻|落实)[^《〈]){3,80}?)(?:等[一二三四五六七八九十0-9]+[个家]?(?:部门|单位|局|厅|部委))?(?:关于|印发|转发|批转|公布|发布)"
)
# A body's own plan: 某市教育局2021年工作要点.
_PLAN_BODY = re.compile(
    r"^#*(?P<bodies>[\u4e00-\u9fff]{2,30}?(?:局|厅|委员会|委|政府|办公室|办公厅|部|院|指挥部|领导小组))、?(?=(?:19|20)[0-9]{2})"
)
_BARE_PLACE = re.compile("自治区|省|市(?!场|政(?!府))|[县州盟旗]|区(?!域)")
_COPIED = re.compile(r"^(?:抄[送报]|分送|主送|报送|送)：")
_PRINTING = re.compile(rf"[\u4e00-\u9fff（）]{{0,40}}?{DATE}(?:印发|印制|翻印|印)$")
_DATE_AT_END = re.compile(rf"{DATE}$")
_ASKED_FOR = r"联系人(?:及[^：]{1,8})?(?:（[^（）]{1,12}）)?："
# A name left out (某省能源局XXX) keeps the body before it, which then says who is to be asked.
_NAME = re.compile(
    rf"{_ASKED_FOR}(?:(?P<masked>[\u4e00-\u9fff]{{0,16}}[Xx×*＊]{{2,4}})|(?:[\u4e00-\u9fff]{{2,16}}?(?:局|委|厅|处|科|室|中心|部|办|院)[：，]?)?"
    r"(?P<name>[\u4e00-\u9fff]{2,4}?)(?=[^\u4e00-\u9fff]|$|联系|电话|手机))"
)
# 0531-6862XXXX: the last digits may be left out, the dash may be a letter that a scan took for one.
_DIGITS = r"(?:（?0[0-9]{2,3}[）\-—–－一]{0,2})?[0-9][0-9Xx×*＊]{6,10}"
_PHONE = re.compile(
    rf"(?:联系|咨询|办公|业务)?(?<!监督)(?<!举报)(?<!投诉)(?:电话|方式|手机)(?:号码)?(?:（[^（）]{{1,12}}）)?[：]?(?P<phone>{_DIGITS}(?:[-转][0-9]{{1,6}})?(?:、[0-9-]{{5,14}})*)(?:（(?P<owner>[^（）]{{2,30}})）)?"
)
_BARE_PHONE = re.compile(rf"(?P<phone>{_DIGITS})(?P<owner>)")
_MAIL = re.compile(
    r"(?P<mail>[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?:（(?P<owner>[^（）]{2,40})）)?"
)
_NEAR = 300
_ASKED = re.compile(r"联系人(?:及[^：\n]{1,8})?：[^\n]{2,160}")


def read_issuers(
    reading: Reading,
    signature: Mark | None,
    letterhead: list[Mark],
    titles: list[Mark],
    fact: Words | None,
) -> tuple[Grounded[str], ...]:
    """The bodies of the signature, else of the letterhead, else of the page, else of the title."""
    if signature is not None:
        signed = _bodies(reading, _undated(reading, signature), "part.signature")
        if signed:
            return signed
    headed = [
        body
        for mark in letterhead
        for body in _bodies(reading, _undated(reading, mark), "part.letterhead")
    ]
    if headed:
        return tuple(headed)
    if fact is not None:
        start, end = fact.span(0, len(fact.string))
        stated = _bodies(
            reading, Mark(start, end, "part", "web", "part.web_field"), "part.web_field"
        )
        if stated:
            return stated
    for pattern in (_TITLE_BODY, _PLAN_BODY):
        for mark in titles:
            match = pattern.match(reading.string[mark.start : mark.end].replace("\n", "、"))
            if match:
                end = mark.start + match.end("bodies")
                within = Mark(mark.start, end, "part", mark.label, mark.rule)
                named = _bodies(reading, within, mark.rule)
                if named:
                    return named
    return ()


def written_out(
    issuers: tuple[Grounded[str], ...], region: Region | None
) -> tuple[Grounded[str], ...]:
    """Issuers that call their own place 省, 市 or 县, with its name: 江苏省教育厅 for 省教育厅."""
    if region is None:
        return issuers
    return tuple(
        Grounded(value=_placed(issuer.value, region), evidence=issuer.evidence)
        if issuer.value
        else issuer
        for issuer in issuers
    )


def _placed(name: str, region: Region) -> str:
    bare = _BARE_PLACE.match(name)
    places = (region.county, region.city, region.province)
    whole = next((place for place in places if bare and place and place.endswith(bare[0])), None)
    return whole + name[bare.end() :] if bare and whole else name


def _undated(reading: Reading, mark: Mark) -> Mark:
    match = _DATE_AT_END.search(reading.string, mark.start, mark.end)
    end = match.start() if match else mark.end
    return Mark(mark.start, end, mark.layer, mark.label, mark.rule)


def _bodies(reading: Reading, mark: Mark, rule: str) -> tuple[Grounded[str], ...]:
    """Bodies named in a mark; a wide blank in the file separates two printed side by side."""
    offsets, string = reading.text.offsets, reading.string[mark.start : mark.end]
    gaps = frozenset(
        index
        for index in range(1, len(string))
        if offsets[mark.start + index] - offsets[mark.start + index - 1] > 1
    )
    return tuple(
        Grounded(
            value="".join(string[start:end].split()),
            evidence=reading.evidence(mark.start + start, mark.start + end, rule),
        )
        for start, end in bodies(string, gaps)
    )


def read_addressees(reading: Reading, marks: list[Mark]) -> tuple[Grounded[str], ...]:
    """主送机关, one by one."""
    return _listed(reading, words_of(reading, marks), 0, "part.addressee") if marks else ()


def read_cc(reading: Reading, imprint: list[Mark]) -> tuple[Grounded[str], ...]:
    """抄送机关, one by one, without the line of the printing that may follow in the same words."""
    for mark in imprint:
        string = reading.string[mark.start : mark.end]
        copied = _COPIED.match(string)
        if copied and not string.startswith("主送"):
            end = mark.start + _printing(reading, mark)
            places = tuple(range(mark.start, end))
            words = Words(reading.string[mark.start : end], places)
            return _listed(reading, words, copied.end(), "part.copies")
    return ()


def _printing(reading: Reading, mark: Mark) -> int:
    """Where the line 某办公室…印发 begins in the words of a list of copies; their length without."""
    string = reading.string[mark.start : mark.end]
    match = re.search(rf"{DATE}(?:印发|印制|翻印|印)$", string)
    if not match:
        return len(string)
    source, offsets = reading.source.text, reading.text.offsets
    for index in range(match.start(), 0, -1):
        between = source[offsets[mark.start + index - 1] + 1 : offsets[mark.start + index]]
        if "\n" in between or string[index] == "\n":
            return index
    return match.start()


def _listed(reading: Reading, words: Words, low: int, rule: str) -> tuple[Grounded[str], ...]:
    return tuple(
        grounded(reading, words, low + start, low + end, "".join(name.split()).strip("：。"), rule)
        for name, start, end in addressees(words.string[low:].rstrip("：。\n"))
    )


def read_contact(reading: Reading, marks: list[Mark]) -> Grounded[Contact] | None:
    """联系人 with telephone and mail; an address that belongs to another body is left out."""
    marks = marks or _asked(reading)
    if not marks:
        return None
    words = words_of(reading, _with_mail(reading, marks))
    named = _NAME.search(words.string)
    phone = _PHONE.search(words.string) or (
        _BARE_PHONE.search(words.string, named.end()) if named else None
    )
    owner = phone["owner"] if phone else None
    mail = next(
        (m for m in _MAIL.finditer(words.string) if not (m["owner"] and m["owner"] != owner)), None
    )
    found = [match for match in (named, phone, mail) if match]
    if not found:
        return None
    contact = Contact(
        name=(named["masked"] or named["name"]) if named else owner or None,
        phone=phone["phone"] if phone else None,
        email=mail["mail"] if mail else None,
    )
    start, end = min(m.start() for m in found), max(m.end() for m in found)
    return grounded(reading, words, start, end, contact, "part.contact")


def _with_mail(reading: Reading, marks: list[Mark]) -> list[Mark]:
    """The marks and the one address near them that a notice gives to write to, if they have none."""
    low, high = marks[0].start - _NEAR, marks[-1].end + _NEAR
    mails = list(_MAIL.finditer(reading.string, max(0, low), high))
    if len(mails) != 1 or any(mark.start <= mails[0].start() < mark.end for mark in marks):
        return marks
    mail = Mark(*mails[0].span(), "part", "contact", "part.contact")
    return sorted([*marks, mail], key=lambda mark: mark.start)


def _asked(reading: Reading) -> list[Mark]:
    """The line that says whom to ask where none is a part of its own."""
    match = _ASKED.search(reading.string)
    return [Mark(match.start(), match.end(), "part", "contact", "")] if match else []
