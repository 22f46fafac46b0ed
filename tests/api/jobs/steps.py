"""Steps that many tests of jobs begin or end with."""

import io
import time
import zipfile
from collections.abc import Callable

from api.jobs import Jobs
from api.store.jobs import Job

TEAM = "our team"


def words(number: int) -> bytes:
    return f"关于开展第{number}次检查的通知\n一、请各县区人民政府于6月底前报送工作总结。".encode()


def packed(**files: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return whole.getvalue()


def done(jobs: Jobs, job: Job, seconds: float = 60.0) -> Job:
    ended = jobs.wait(TEAM, job.id, seconds)
    assert ended is not None
    assert ended.finished, ended
    return ended


def until(condition: Callable[[], object], seconds: float = 30.0) -> None:
    over = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < over, "it never came to this"
        time.sleep(0.02)


def begun(jobs: Jobs, job: Job) -> bool:
    found = jobs.wait(TEAM, job.id, 0)
    return found is not None and any(file.status == "running" for file in found.files)
