"""LibreOffice, where it is installed: one document, one profile, one time limit."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_FILTERS = {"docx": "docx:MS Word 2007 XML"}


def converted(data: bytes, from_: str, to: str, seconds: float) -> bytes | None:
    """The document in another format; None without LibreOffice, in time or with a result.

    The program gets a folder and a profile of its own, which are gone afterwards.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with TemporaryDirectory(prefix="taizhang-", ignore_cleanup_errors=True) as folder:
        given, made = Path(folder, f"notice.{from_}"), Path(folder, "made")
        given.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [
            program, f"-env:UserInstallation={profile}", "--headless", "--norestore",
            "--nolockcheck", "--convert-to", _FILTERS[to], "--outdir", str(made), str(given),
        ]  # fmt: skip
        if not _done(command, folder, seconds):
            return None
        result = made / f"notice.{to}"
        return result.read_bytes() if result.is_file() else None


def _done(command: list[str], folder: str, seconds: float) -> bool:
    """Whether the command ended well in time; its children end with it."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, start_new_session=True
        )
    except OSError:
        return False
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None and sys.platform != "win32":
        os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
