"""How much of the five notices is read of each format: share of the text, F1 of obligations.

    python benchmarks/formats.py [FORMAT...] [--only NOTICE]

Formats are those of `corpora/` (`doc`, `ofd`, `docx`, `pdf`, `html`), and `scan` and `photo`, which
`corpora/tooling/scans.py` makes of the PDFs; the last two need the extra ocr and two seconds a page.
The share is one less the edit distance to the text over its length, white space and page marks left
out; the F1 is that of `taizhang evaluate`.
"""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from extractor.assemble import assemble
from extractor.evaluate.evaluation import tallies
from extractor.evaluate.gold import GoldNotice, gold_notices
from extractor.evaluate.tally import Count
from extractor.export.annotation import annotation
from extractor.find import find
from extractor.model import Text
from extractor.readers import read
from extractor.text import flatten

ROOT = Path(__file__).parents[1]
FORMATS = ("doc", "ofd", "docx", "pdf", "html")
LOOKS = ("scan", "photo")


class Figure(NamedTuple):
    """What was read of a file."""

    characters: int
    wrong: int
    obligations: Count

    @property
    def share(self) -> float:
        """Of the characters."""
        return 1 - self.wrong / self.characters


def scans() -> ModuleType:
    """The tool that makes scans; it is no package."""
    spec = spec_from_file_location("scans", ROOT / "corpora/tooling/scans.py")
    if spec is None or spec.loader is None:
        raise ImportError("corpora/tooling/scans.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def file_of(name: str, form: str) -> bytes:
    """A notice of the corpora in a format."""
    folder = ROOT / "corpora" / name
    if form in LOOKS:
        made: bytes = scans().made(folder / "notice.pdf", form)
        return made
    return (folder / f"notice.{form}").read_bytes()


def words(text: Text) -> str:
    """The clean text without white space and without what stands beside a letterhead."""
    return "".join(text.string.split()).replace("文件", "", 1)


def measured(notice: GoldNotice, data: bytes, name: str) -> Figure:
    """The figures of one file against the text and the gold of its notice."""
    source = read(data, name)
    clean = flatten(source)
    text = words(flatten(read(notice.text.encode(), "notice.txt")))
    found = words(clean)
    if name.endswith(".html"):  # the table of facts of the site stands before the notice
        found = found[-len(text) :]
    made = annotation(assemble(source, clean, find(clean)))
    count = tallies(notice.text, notice.annotation, made)["obligations"].count
    return Figure(len(text), Levenshtein.distance(text, found), count)


def main(wanted: list[str], only: str | None) -> None:
    """Print a line for each file and one for each format."""
    for form in wanted or FORMATS:
        whole = Figure(0, 0, Count(0, 0, 0))
        for notice in gold_notices(ROOT / "annotations", ROOT / "corpora"):
            if only in (None, notice.name):
                suffix = "pdf" if form in LOOKS else form
                one = measured(notice, file_of(notice.name, form), f"notice.{suffix}")
                print(f"{form:5} {notice.name:15} {one.share:.2%} F1 {one.obligations.f1:.3f}")
                whole = Figure(
                    whole.characters + one.characters,
                    whole.wrong + one.wrong,
                    whole.obligations.plus(one.obligations),
                )
        print(f"{form:5} {'all':15} {whole.share:.2%} F1 {whole.obligations.f1:.3f}\n")


if __name__ == "__main__":
    given = sys.argv[1:]
    at = given.index("--only") if "--only" in given else len(given)
    main(given[:at], given[at + 1] if at < len(given) else None)
