"""The commands of the service: keys made and revoked, refusals that say what to do, a start and an end."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.command import app
from api.jobs import Jobs
from api.settings import ServiceSettings
from api.store import Store
from api.store.audit import entries
from api.store.jobs import get_job

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("TAIZHANG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TAIZHANG_DATA_DIR", str(tmp_path))


def run(*words: str) -> tuple[int, str, str]:
    came = CliRunner().invoke(app, list(words), catch_exceptions=False)
    return came.exit_code, came.stdout, came.stderr


def test_a_key_is_shown_once_listed_without_its_secret_and_revoked(tmp_path: Path) -> None:
    code, secret, told = run("key", "create", "--label", "the office", "--scope", "read")
    assert (code, secret.startswith("tz_")) == (0, True)
    identity = re.search(r"key (\w+) for workspace default", told)
    assert identity is not None
    listed = run("key", "list")[1]
    assert listed.split("\t")[0] == identity[1]
    assert "the office" in listed
    assert secret.strip() not in listed
    assert run("key", "list", "--workspace", "another")[1] == ""
    assert run("key", "revoke", identity[1], "--workspace", "another")[0] == 2
    assert run("key", "revoke", identity[1])[0] == 0
    assert "revoked" in run("key", "list")[1]
    with Store.open(ServiceSettings(data_dir=tmp_path)).read() as connection:
        told_of = [(one.action, one.subject) for one in entries(connection, "default").items]
    assert told_of == [("key.revoke", identity[1]), ("key.create", identity[1])]


def test_no_service_for_other_machines_without_a_key() -> None:
    code, _, told = run("serve", "--host", "0.0.0.0", "--port", "0")  # noqa: S104 - refused
    assert code == 2
    assert "taizhang key create" in told


REFUSED = {
    "no database": ("TAIZHANG_DATABASE_URL", "mysql://localhost/x", "mysql is no database"),
    "database away": ("TAIZHANG_DATABASE_URL", "postgresql://127.0.0.1:1/x", "cannot be used"),
    "no setting": ("TAIZHANG_NONSENSE", "1", "TAIZHANG_NONSENSE is no setting"),
    "no number": ("TAIZHANG_PORT", "many", "not a whole number"),
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("command", [("serve",), ("worker",), ("key", "list")])
def test_what_cannot_be_used_is_one_line(
    case: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, value, words = REFUSED[case]
    monkeypatch.setenv(name, value)
    code, _, told = run(*command)
    assert code == 2
    assert words in told
    assert told.count("\n") == 1


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; sys.modules['sqlalchemy'] = None; from api.__main__ import main; main()"
    came = subprocess.run(
        [sys.executable, "-c", code, "key", "list"], capture_output=True, text=True, cwd=ROOT
    )
    assert came.returncode == 2
    assert "pip install 'taizhang[service]'" in came.stderr


def test_the_commands_of_the_library_load_nothing_of_the_service() -> None:
    code = (
        "import sys; from api.command import app\n"
        "heavy = {'sqlalchemy', 'fastapi', 'dbos', 'uvicorn', 'httpx', 'spacy', 'alembic'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or None)"
    )
    came = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (came.returncode, came.stderr) == (0, "")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "api", "serve", "--port", "0", "--workers", "1"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr is not None
    try:
        line = next(line for line in process.stderr if "http://" in line)
        yield process, line.split()[1]
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def test_serve_takes_a_file_and_ends_when_told(
    service: tuple["subprocess.Popen[str]", str], tmp_path: Path
) -> None:
    process, address = service
    over = time.monotonic() + 60
    while time.monotonic() < over:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5)  # noqa: S310 - our own
            break
        except OSError:
            time.sleep(0.1)
    body = "关于开展检查的通知\n一、请各县区人民政府于6月底前报送工作总结。"
    form = (
        '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        f"{body}\r\n--x--\r\n"
    )
    request = urllib.request.Request(  # noqa: S310 - our own
        f"{address}/v1/notices?wait=60",
        data=form.encode(),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310 - our own
        job = json.load(answer)["job"]
    assert job["status"] == "succeeded"
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) in {0, -signal.SIGTERM}
    store = Store.open(ServiceSettings(data_dir=tmp_path))
    with store.read() as connection:
        assert get_job(connection, "default", job["id"]) is not None
    store.close()


def test_a_worker_reads_what_others_took_and_ends_when_told(tmp_path: Path) -> None:
    settings = ServiceSettings(data_dir=tmp_path, workers=0)
    store = Store.open(settings)
    jobs = Jobs.start(store, settings)
    command = [sys.executable, "-m", "api", "worker", "--workers", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        words = "关于开展检查的通知\n一、请各县区人民政府于6月底前报送工作总结。"
        job = jobs.submit("default", [("a.txt", words.encode())])
        ended = jobs.wait("default", job.id, 90)
        assert ended is not None
        assert ended.status == "succeeded"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.communicate()
        jobs.close()
        store.close()
