"""A calendar of the dated deadlines (RFC 5545), one all-day event each."""

from datetime import timedelta

from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.tables import row_id, units_of
from extractor.model import Deadline, Notice, Obligation

_OCTETS = 75
_SUMMARY = 60


def to_ics(parcel: Parcel) -> bytes:
    """Events with stable ids; a period spans its days, a date by which is one day."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Taizhang//Deadlines//ZH",
        "CALSCALE:GREGORIAN",
        *(f"X-TAIZHANG:{_text(line)}" for line in parcel.about()),
    ]
    for notice in parcel.notices:
        for duty in notice.obligations:
            for number, item in enumerate(duty.deadlines):
                if item.end is not None:
                    lines += _event(notice, duty, item, number)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines).encode()


def _event(notice: Notice, duty: Obligation, item: Deadline, number: int) -> list[str]:
    end = item.end
    if end is None:
        return []
    task = duty.evidence.words
    short = task[:_SUMMARY] + ("…" if len(task) > _SUMMARY else "")
    region = notice.metadata.region.value if notice.metadata.region else None
    place = region.place if region else None
    who = units_of(duty, "lead", "responsible", "by_duty", "support")
    told = "\n".join(filter(None, (task, who, _title(notice))))
    start = item.start or end
    return [
        "BEGIN:VEVENT",
        f"UID:{row_id(notice, duty)}-{number}@taizhang",
        "DTSTAMP:20200101T000000Z",
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(f'{place}：{short}' if place else short)}",
        f"DESCRIPTION:{_text(told)}",
        "END:VEVENT",
    ]


def _title(notice: Notice) -> str:
    """The title with its number; the name of the file where there is none."""
    title, number = notice.metadata.title, notice.metadata.document_number
    said = (title.value if title else None) or notice.document
    return f"{said}（{number.value}）" if number and number.value else said


def _text(value: str) -> str:
    """Escaped as RFC 5545 3.3.11 asks.

    >>> _text("6月底前,报送;总结")
    '6月底前\\\\,报送\\\\;总结'
    """
    escaped = value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of at most 75 octets, gone on with a blank (RFC 5545 3.1); no character is cut."""
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > _OCTETS - 1:
            parts.append(part)
            part = ""
        part += character
    return "\r\n ".join([*parts, part]) + "\r\n"


FORMATS.add("ics", Format("ics", "text/calendar; charset=utf-8", to_ics))
