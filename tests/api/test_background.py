"""Uploads are read behind what people wait for."""

import os
import sys

import pytest

from api.jobs.pool import Pool
from extractor import Settings
from extractor.isolation.watch import descendants


@pytest.mark.skipif(sys.platform != "linux", reason="told by the system on Linux")
def test_processes_that_read_uploads_let_others_go_first() -> None:
    before = set(descendants(os.getpid()))
    pool = Pool(1, Settings())
    try:
        pool.read(
            "one", "关于开展巡查的通知\n请于6月底前报送总结。".encode(), "a.txt", lambda: None
        )
        [process] = set(descendants(os.getpid())) - before
        mine = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, process) == min(19, mine + 10)
    finally:
        pool.close()
