"""Makes the files of the five notices from their texts, and the manifest.

    pip install --editable . python-docx reportlab fonttools
    apt-get install fonts-noto-cjk libreoffice-writer
    python corpora/tooling/make.py            # or some formats only: make.py doc ofd

The same text gives the same bytes with the versions named in the manifest, DOC excepted, where
LibreOffice writes down the time.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from blocks import blocks, layouts
from office_doc import doc_file, office_version
from office_docx import docx_file
from office_html import html_file
from office_ofd import ofd_file
from office_pdf import pdf_file, register_fonts

CORPORA = Path(__file__).resolve().parent.parent
MADE = {
    "docx": (docx_file, ("python-docx",)),
    "html": (html_file, ()),
    "pdf": (pdf_file, ("reportlab", "fonttools")),
}


def main(wanted: list[str]) -> None:
    """Write the files of the formats wanted (all where none is named), then the manifest."""
    texts = {name: (CORPORA / name / "notice.txt").read_text("utf-8") for name in layouts()}
    if not wanted or "pdf" in wanted:
        register_fonts("".join(sorted({*"— 0123456789", *"".join(texts.values())})))
    before = json.loads((CORPORA / "manifest.json").read_text("utf-8"))
    manifest: dict[str, Any] = {}
    for name, layout in layouts().items():
        made = {entry["name"]: entry for entry in before[name]["files"]}
        made["notice.txt"] = _entry(CORPORA / name / "notice.txt", "text", "the text as published")
        for format_, write in _writers(texts[name], layout, CORPORA / name).items():
            if not wanted or format_ in wanted:
                path = CORPORA / name / f"notice.{format_}"
                data, how = write()
                path.write_bytes(data)
                made[path.name] = _entry(path, format_, how)
        manifest[name] = {
            "title": layout["title"],
            "issuer": layout.get("issuer"),
            "document_number": layout.get("number"),
            "files": list(made.values()),
        }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (CORPORA / "manifest.json").write_text(text, "utf-8")


def _writers(
    text: str, layout: dict[str, Any], folder: Path
) -> dict[str, Callable[[], tuple[bytes, str]]]:
    """What makes the file of each format, in the order in which they need each other."""

    def set_(format_: str) -> tuple[bytes, str]:
        write, packages = MADE[format_]
        tools = ", ".join(f"{package} {version(package)}" for package in packages)
        how = "corpora/tooling/make.py from notice.txt" + (f" ({tools})" if tools else "")
        return write(blocks(text, layout), layout), how

    how = "corpora/tooling/make.py from"
    return {
        **{format_: (lambda format_=format_: set_(format_)) for format_ in MADE},
        "doc": lambda: (
            doc_file(folder / "notice.docx"),
            f"{how} notice.docx ({office_version()})",
        ),
        "ofd": lambda: (
            ofd_file(folder / "notice.pdf", layout["title"]),
            f"{how} notice.pdf (pypdfium2 {version('pypdfium2')})",
        ),
    }


def _entry(path: Path, format_: str, made: str) -> dict[str, str]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"name": path.name, "format": format_, "sha256": digest, "made": made}


if __name__ == "__main__":
    main(sys.argv[1:])
