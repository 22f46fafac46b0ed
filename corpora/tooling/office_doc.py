"""A notice as Word 97–2003 saves it: LibreOffice turns the DOCX into DOC."""

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory


def doc_file(docx: Path) -> bytes:
    """The file's bytes."""
    with TemporaryDirectory() as folder:
        command = [
            "soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless",
            "--convert-to", "doc:MS Word 97", "--outdir", folder, str(docx),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return Path(folder, "notice.doc").read_bytes()


def office_version() -> str:
    """What made it."""
    told = subprocess.run(["soffice", "--version"], capture_output=True, text=True).stdout
    found = re.search(r"LibreOffice \S+", told)
    return found[0] if found else "LibreOffice"
