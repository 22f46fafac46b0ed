"""The parts of a 公文 round its body -> Metadata."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from extractor.assemble.parties import (
    read_addressees,
    read_cc,
    read_contact,
    read_issuers,
    written_out,
)
from extractor.assemble.reading import Reading
from extractor.assemble.validity import read_validity
from extractor.assemble.words import Words, evidence_of, grounded, words_of, written
from extractor.interpret.document_date import DATE, read_date
from extractor.interpret.document_number import NUMBER, document_number
from extractor.interpret.period import period_of, period_stated
from extractor.interpret.region import Surroundings, region_of, surroundings
from extractor.interpret.title import KIND, bare_title, instrument_in, title_place
from extractor.lexicon.load import alternation, table
from extractor.model import Attachment, Grounded, Mark, Metadata, Region
from extractor.model.vocabulary import Disclosure

_DATE = re.compile(DATE)
_NUMBER_BEHIND = re.compile(
    rf"(?:.*{KIND}(?:（[^（）]{{1,24}}）)?)(?P<number>[（〔]?[\u4e00-\u9fffA-Za-z]{{2,16}}〔[0-9]{{4}}〕第?[0-9]{{1,5}}号[）〕]?)$"
)
_PRINTED = re.compile(rf"(?P<date>{DATE})(?:印发|印制|翻印|印)$")
_FIRST, _FEW, _SENTENCE = 6000, 12, 20
_DISCLOSED: tuple[tuple[re.Pattern[str], Disclosure], ...] = (
    (re.compile("不予?公开|内部|发至|不宜公开"), "internal"),
    (re.compile("申请公开"), "on_request"),
    (re.compile("公开"), "public"),
)
_ITEM = re.compile(
    r"(?:^|(?<=[^0-9]))(?P<ordinal>[0-9]{1,2})[.、](?=[^0-9]|(?:19|20)[0-9]{2}(?:年|[-—－~]))"
)
_BARE_ITEM = re.compile(
    r"(?:^|(?<=[^0-9]))(?P<ordinal>[0-9]{1,2})(?=[\u4e00-\u9fff《“（](?<![年月日]))"
)
_FILE = re.compile(r"(?:\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd|pptx?))+$", re.IGNORECASE)
_INLINE = re.compile(
    r"《(?P<title>[^《》]{2,60})》(?:（?(?:见附[件表][0-9]{0,2}|附后|详见附[件表][0-9]{0,2})）?|）?附后)"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The marks of the layer `part` by label, and where the body or the covering letter begins."""

    by_label: dict[str, list[Mark]]
    body: int

    def all(self, label: str) -> list[Mark]:
        return self.by_label.get(label, [])

    def head(self, label: str) -> list[Mark]:
        """Those that stand before the body."""
        return [mark for mark in self.all(label) if mark.start < self.body]


def read_metadata(reading: Reading) -> Metadata:
    """Title, issuers, dates and the rest, each with its evidence."""
    parts = _parts(reading)
    facts = _facts(reading, parts)
    notice_title, title = _titles(reading, parts, facts)
    number = _number(reading, parts, facts)
    signature = _signature(parts)
    issued = _issued(reading, parts, signature, facts)
    heads = [mark for label in ("notice_title", "title") for mark in parts.all(label)[:1]]
    issuers = read_issuers(reading, signature, parts.head("letterhead"), heads, facts.get("issuer"))
    addressees = read_addressees(reading, parts.head("addressee")[:1])
    around = _around(reading, heads, issuers, addressees, number)
    effective, expiry = read_validity(reading, issued)
    region = _region(issuers, title, notice_title, number, around)
    return Metadata(
        title=title,
        notice_title=notice_title,
        document_number=number,
        issuers=written_out(issuers, region.value if region else None),
        region=region,
        issue_date=issued,
        print_date=_print_date(reading, parts),
        effective_date=effective or _dated(reading, facts.get("effective_date")),
        expiry_date=expiry or _dated(reading, facts.get("expiry_date")),
        addressees=addressees,
        cc=read_cc(reading, parts.all("imprint")),
        disclosure=_disclosure(reading, parts, facts),
        period=_period(reading, parts, title, notice_title) or _in_force(effective, expiry),
        contact=read_contact(reading, parts.all("contact")),
        attachments=_attachments(reading, parts),
    )


def _parts(reading: Reading) -> Parts:
    by_label: dict[str, list[Mark]] = {}
    for mark in reading.layer("part"):
        by_label.setdefault(mark.label, []).append(mark)
    starts = [mark.start for layer in ("section", "item") for mark in reading.layer(layer)[:1]]
    starts += [mark.start for mark in by_label.get("cover", ())[:1]]
    sentences = (mark for mark in reading.layer("clause") if mark.end - mark.start >= _SENTENCE)
    starts += [mark.start for mark in islice(sentences, _FEW) if not _in_part(reading, mark)][:1]
    return Parts(by_label, min(starts, default=len(reading.string)))


def _in_part(reading: Reading, clause: Mark) -> bool:
    """Whether a piece is cut from a paragraph that opens with a part of the head."""
    return any(part.start <= clause.start < part.end for part in reading.layer("part"))


# What a web page states beside the text


@cache
def _fields() -> dict[str, str]:
    return {label: field for field, labels in table("web")["facts"].items() for label in labels}


@cache
def _label() -> re.Pattern[str]:
    """A field's label; several fields may stand in one line of the page."""
    return re.compile(
        f"(?P<label>{alternation([*_fields(), *table('web')['counters']['labels']])})："
    )


def _facts(reading: Reading, parts: Parts) -> dict[str, Words]:
    """The values of a page's metadata by field, from the label's line or the one behind it."""
    found: dict[str, Words] = {}
    field: str | None = None
    for mark in parts.all("web"):
        words = words_of(reading, [mark])
        if mark.rule == "part.web_value" and field is not None:
            found.setdefault(field, words)
            field = None
            continue
        fields = list(_label().finditer(words.string))
        ends = [*(match.start() for match in fields), len(words.string)][1:]
        for match, end in zip(fields, ends, strict=True):
            field = _fields().get(match["label"])
            if field is not None and match.end() < end:
                at = slice(match.end(), end)
                found.setdefault(field, Words(words.string[at].rstrip("〕"), words.places[at]))
    return found


# Titles and number


def _titles(
    reading: Reading, parts: Parts, facts: dict[str, Words]
) -> tuple[Grounded[str] | None, Grounded[str] | None]:
    """The covering notice's title and the instrument's; a lone notice names its instrument."""
    notice = _title(reading, parts.all("notice_title")[:1], "part.notice_title")
    title = _title(reading, parts.all("title")[:1], "part.title")
    if notice is not None:
        words = words_of(reading, parts.all("notice_title")[:1])
        inner = instrument_in(words.string)
        named = words.string[slice(*inner)] if inner is not None else ""
        if inner is not None and (title is None or _both(title.value or "", named)):
            start, end = inner
            value = bare_title(written(reading, words.places[start:end]))
            title = grounded(reading, words, start, end, value, "part.title_named")
    if title is None and notice is None and "title" in facts:
        words = facts["title"]
        title = grounded(
            reading, words, 0, len(words.string), bare_title(words.string), "part.web_field"
        )
    return notice, title


def _both(title: str, named: str) -> bool:
    """Whether a covering notice brings the titled instrument and another: 某政策和某计划."""
    return named.startswith(title) and named[len(title) : len(title) + 1] in tuple("和、及与")


def _title(reading: Reading, marks: list[Mark], rule: str) -> Grounded[str] | None:
    if not marks:
        return None
    words = words_of(reading, marks)
    start, end = _without_number(words.string)
    value = bare_title(written(reading, words.places[start:end]))
    return grounded(reading, words, start, end, value, rule)


def _without_number(title: str) -> tuple[int, int]:
    """The stretch of a title line without the document number that may close it."""
    number = _NUMBER_BEHIND.match(title)
    return len(title) - len(title.lstrip("#")), number.start("number") if number else len(title)


def _number(reading: Reading, parts: Parts, facts: dict[str, Words]) -> Grounded[str] | None:
    marks = parts.head("document_number")[:1]
    words = words_of(reading, marks) if marks else facts.get("document_number")
    if words is None:
        return _number_in_title(reading, parts)
    value = document_number(words.string)
    match = NUMBER.search(words.string)
    if value is None or match is None:
        return None
    rule = "part.number" if marks else "part.web_field"
    return grounded(reading, words, match.start(), match.end(), value, rule)


def _number_in_title(reading: Reading, parts: Parts) -> Grounded[str] | None:
    for mark in [*parts.all("notice_title")[:1], *parts.all("title")[:1]]:
        words = words_of(reading, [mark])
        _, end = _without_number(words.string)
        value = document_number(words.string[end:]) if end < len(words.string) else None
        if value is not None:
            return grounded(reading, words, end, len(words.string), value, "part.number")
    return None


# Dates


def _signature(parts: Parts) -> Mark | None:
    """The first signature behind the body's beginning, else the date in the head."""
    marks = parts.all("signature")
    return next((mark for mark in marks if mark.start > parts.body), marks[0] if marks else None)


def _issued(
    reading: Reading, parts: Parts, signature: Mark | None, facts: dict[str, Words]
) -> Grounded[date] | None:
    candidates = [signature, *parts.all("signature")] if signature else []
    for mark in candidates:
        found = _dated(reading, words_of(reading, [mark])) if mark else None
        if found is not None:
            return found
    headed = [mark for mark in parts.head("letterhead") if mark.rule == "part.dated_body"]
    if headed:
        return _dated(reading, words_of(reading, headed[:1]))
    return _dated(reading, facts.get("issue_date"))


def _dated(reading: Reading, words: Words | None) -> Grounded[date] | None:
    """The last date in the words; one that is no day has no value but keeps its words."""
    matches = list(_DATE.finditer(words.string)) if words else []
    if words is None or not matches:
        return None
    match = matches[-1]
    return _day(reading, words, match.span(), match[0], "part.date")


def _day(
    reading: Reading, words: Words, span: tuple[int, int], written: str, rule: str
) -> Grounded[date]:
    value = read_date(written)
    evidence = evidence_of(reading, words, *span, rule)
    return Grounded[date](value=value, evidence=evidence, reason=None if value else "no such day")


def _print_date(reading: Reading, parts: Parts) -> Grounded[date] | None:
    for mark in parts.all("imprint"):
        words = words_of(reading, [mark])
        match = _PRINTED.search(words.string)
        if match:
            return _day(reading, words, match.span("date"), match["date"], "part.printed")
    return None


# What else the head and the end say


def _disclosure(
    reading: Reading, parts: Parts, facts: dict[str, Words]
) -> Grounded[Disclosure] | None:
    stated = [words_of(reading, [mark]) for mark in parts.all("disclosure")]
    stated += [facts["disclosure"]] if "disclosure" in facts else []
    for words in stated:
        for pattern, value in _DISCLOSED:
            match = pattern.search(words.string)
            if match:
                return Grounded[Disclosure](
                    value=value,
                    evidence=reading.evidence(*words.span(0, len(words.string)), "part.disclosure"),
                )
    return None


def _period(
    reading: Reading, parts: Parts, title: Grounded[str] | None, notice: Grounded[str] | None
) -> Grounded[str] | None:
    for label, value in (("title", title), ("notice_title", notice)):
        marks = parts.all(label)[:1]
        if value is None or not marks:
            continue
        words = words_of(reading, marks)
        period = period_of(words.string)
        if period is not None:
            return grounded(
                reading, words, period.start, period.end, period.interval, "part.period"
            )
    return _period_stated(reading)


def _in_force(
    effective: Grounded[date] | None, expiry: Grounded[date] | None
) -> Grounded[str] | None:
    """An instrument that names no years but says from when to when it is in force covers those."""
    if not (effective and expiry and effective.value and expiry.value):
        return None
    interval = f"{effective.value.isoformat()}/{expiry.value.isoformat()}"
    return Grounded(value=interval, evidence=expiry.evidence)


def _period_stated(reading: Reading) -> Grounded[str] | None:
    """The years that the text itself states for the plan (实施期限为2021年至2023年)."""
    stated = period_stated(reading.string)
    if stated is None:
        return None
    evidence = reading.evidence(stated.start, stated.end, "part.period_stated")
    return Grounded(value=stated.interval, evidence=evidence)


def _attachments(reading: Reading, parts: Parts) -> tuple[Attachment, ...]:
    """The titles in 附件：…, else those that the text or the attachments themselves give."""
    made = [item for mark in parts.all("attachment_note")[:1] for item in _noted(reading, mark)]
    if made:
        return tuple(made)
    for match in _INLINE.finditer(reading.string):
        evidence = reading.evidence(match.start("title"), match.end("title"), "part.note_inline")
        made.append(Attachment(title=match["title"], evidence=evidence))
    if made:
        return tuple(made)
    titles = [mark for mark in parts.all("attachment_title") if mark.rule == "part.title"]
    return tuple(
        Attachment(
            title=bare_title(words_of(reading, [mark]).string),
            evidence=reading.evidence(mark.start, mark.end, mark.rule),
        )
        for mark in titles
    )


def _noted(reading: Reading, mark: Mark) -> list[Attachment]:
    words = words_of(reading, [mark])
    low = words.string.find("：") + 1
    item = _BARE_ITEM if _BARE_ITEM.match(words.string, low) else _ITEM
    numbers: list[tuple[int, int]] = []
    for match in item.finditer(words.string, low):
        if int(match["ordinal"]) == len(numbers) + 1:
            numbers.append(match.span())
    made = []
    starts = [low, *(after for _, after in numbers)]
    ends = [*(before for before, _ in numbers), len(words.string)]
    for start, end in zip(starts, ends, strict=True):
        title = _FILE.sub("", words.string[start:end].strip("。；，、")).strip("。；")
        if title:
            evidence = reading.evidence(*words.span(start, end), mark.rule)
            made.append(Attachment(title=bare_title(title), evidence=evidence))
    return made


# Region


def _around(
    reading: Reading,
    heads: list[Mark],
    issuers: tuple[Grounded[str], ...],
    addressees: tuple[Grounded[str], ...],
    number: Grounded[str] | None,
) -> Surroundings:
    weighted = [(reading.quote(mark).replace("\n", ""), 20) for mark in heads]
    weighted += [(issuer.value or "", 20) for issuer in issuers]
    weighted += [(addressee.value or "", 5) for addressee in addressees]
    weighted.append((reading.string[:_FIRST], 1))
    return surroundings(weighted, number.value if number else None)


def _region(
    issuers: tuple[Grounded[str], ...],
    title: Grounded[str] | None,
    notice: Grounded[str] | None,
    number: Grounded[str] | None,
    around: Surroundings,
) -> Grounded[Region] | None:
    """The region of the first issuer that has one, else of the title's place, else of the number."""
    for issuer in issuers:
        region = region_of(issuer.value or "", around)
        if region is not None:
            return Grounded(value=region, evidence=issuer.evidence)
    for named in (title, notice):
        region = region_of(title_place(named.value or ""), around) if named else None
        if named is not None and region is not None and region.adcode:
            return Grounded(value=region, evidence=named.evidence)
    if number is not None and around.sign:
        region = region_of("省", around)
        return Grounded(value=region, evidence=number.evidence) if region else None
    return None
