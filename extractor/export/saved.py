"""What can be read back: JSON, JSON Lines, and annotations beside the texts they were made on."""

import json
from typing import Any

from extractor.export.archive import archive
from extractor.export.book import FORMATS, Format, Parcel
from extractor.export.json import to_annotation, to_json
from extractor.export.jsonl import to_jsonl
from extractor.model import Obligation, Provision
from extractor.model.comparison import obligations_of


def to_saved(parcel: Parcel) -> bytes:
    """The comparison as one object, or the notices as an array, with all their evidence."""
    if parcel.comparison is not None:
        return (parcel.comparison.model_dump_json(indent=2) + "\n").encode()
    return ("[\n" + ",\n".join(map(to_json, parcel.notices)) + "]\n").encode()


def to_lines(parcel: Parcel) -> bytes:
    """A line per notice, or a line per provision with its obligations written out."""
    if parcel.comparison is None:
        return "".join(map(to_jsonl, parcel.notices)).encode()
    duties = obligations_of(parcel.comparison)
    return "".join(
        json.dumps(_written_out(row, duties), ensure_ascii=False) + "\n"
        for row in parcel.comparison.provisions
    ).encode()


def _written_out(row: Provision, duties: dict[tuple[str, str], Obligation]) -> dict[str, Any]:
    made = row.model_dump(mode="json")
    for cell in made["cells"]:
        cell["obligations"] = [
            duties[cell["notice"], duty].model_dump(mode="json") for duty in cell["obligations"]
        ]
    return made


def to_annotations(parcel: Parcel) -> bytes:
    """A zip of `<document>.json` and `<document>.txt`, as `taizhang evaluate` and `compare` read it."""
    return archive(
        (f"{notice.document}.{suffix}", said)
        for notice in parcel.notices
        for suffix, said in (("json", to_annotation(notice)), ("txt", notice.text))
    )


FORMATS.add("json", Format("json", "application/json", to_saved))
FORMATS.add("jsonl", Format("jsonl", "application/jsonl", to_lines))
FORMATS.add("annotation", Format("zip", "application/zip", to_annotations))
