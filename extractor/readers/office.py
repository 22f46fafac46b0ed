"""LibreOffice, where it is installed: one document, one profile, one time limit.

It runs below a small process that holds a pipe from us: when we are gone, for whatever reason, it
ends the whole group.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_FILTERS = {"docx": "docx:MS Word 2007 XML"}

_GUARD = """
import os, signal, subprocess, sys, threading

def end_with_parent():
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGKILL)

threading.Thread(target=end_with_parent, daemon=True).start()
sys.exit(subprocess.call(sys.argv[1:], stdin=subprocess.DEVNULL))
"""


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
    """Whether the command ended well in time; its children end with it, and with us."""
    quiet = subprocess.DEVNULL
    if sys.platform != "win32":
        command = [sys.executable, "-I", "-S", "-c", _GUARD, *command]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=quiet,
            stderr=quiet,
            cwd=folder,
            start_new_session=True,
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
    if process.stdin is not None:
        process.stdin.close()
