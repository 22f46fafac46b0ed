"""Makes the DOCX, PDF and HTML of the five notices from their texts, and the manifest.

    pip install python-docx reportlab fonttools; apt-get install fonts-noto-cjk
    python corpora/tooling/make.py

The same text gives the same bytes with the versions named in the manifest.
"""

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from blocks import blocks, layouts
from office_docx import docx_file
from office_html import html_file
from office_pdf import pdf_file, register_fonts

CORPORA = Path(__file__).resolve().parent.parent
MADE = {
    "docx": (docx_file, ("python-docx",)),
    "html": (html_file, ()),
    "pdf": (pdf_file, ("reportlab", "fonttools")),
}


def main() -> None:
    """Write every file, then the manifest."""
    texts = {name: (CORPORA / name / "notice.txt").read_text("utf-8") for name in layouts()}
    register_fonts("".join(sorted({*"— 0123456789", *"".join(texts.values())})))
    manifest: dict[str, Any] = {}
    for name, layout in layouts().items():
        folder = CORPORA / name
        files = [_entry(folder / "notice.txt", "text", "the text as published")]
        for format_, (write, packages) in MADE.items():
            path = folder / f"notice.{format_}"
            path.write_bytes(write(blocks(texts[name], layout), layout))
            tools = ", ".join(f"{package} {version(package)}" for package in packages)
            made = "corpora/tooling/make.py from notice.txt" + (f" ({tools})" if tools else "")
            files.append(_entry(path, format_, made))
        manifest[name] = {
            "title": layout["title"],
            "issuer": layout.get("issuer"),
            "document_number": layout.get("number"),
            "files": files,
        }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (CORPORA / "manifest.json").write_text(text, "utf-8")


def _entry(path: Path, format_: str, made: str) -> dict[str, str]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"name": path.name, "format": format_, "sha256": digest, "made": made}


if __name__ == "__main__":
    main()
